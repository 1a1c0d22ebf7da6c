"""What is said to a voice message, a picture, a place on the map: honestly that it cannot be read, and how one goes on."""

from dataclasses import replace

from bot.dialogue.turn import Option, Reply
from bot.knowledge.base import Knowledge
from bot.knowledge.phrases import Phrases
from bot.queue.turns import ClaimedTurn
from bot.worker.outcome import Answered, Outcome
from bot.worker.said import Said

PERSON = "person"
"""The option that calls a person (dialogue/pressing.py)."""
WANTS_NO_ANSWER = "reaction"


def instead_of_text(turn: ClaimedTurn, knowledge: Knowledge) -> Reply:
    """To a message without a text."""
    phrases = knowledge.phrases
    if turn.attachment is None:
        return Reply(phrases.only_text)
    said = f"{_cannot(turn.attachment, phrases)} {phrases.attachment_instead}"
    return Reply(said, (Option(phrases.person_option, PERSON),))


def beside_text(outcome: Outcome, turn: ClaimedTurn, said: Said, knowledge: Knowledge) -> Outcome:
    """The answer to what was written beside a picture, and that the picture was not seen; nothing stands before help in danger."""
    if turn.attachment is None or not turn.text:
        return outcome
    if not isinstance(outcome, Answered) or outcome.is_urgent or not outcome.replies:
        return outcome
    phrases = knowledge.phrases
    line = Reply(f"{_cannot(turn.attachment, phrases)} {phrases.attachment_with_text}")
    # The notice, where the talk begins, stays the first.
    notices = 0 if said.replies else 1
    return replace(outcome, replies=(*outcome.replies[:notices], line, *outcome.replies[notices:]))


def _cannot(attachment: str, phrases: Phrases) -> str:
    return phrases.attachments.get(attachment) or phrases.attachments["other"]
