"""STOP and BASTA, START and RIPRENDI: whether a citizen wants notices of ours. Answers to what they write go in any case."""

from bot.channels.web import ACCOUNTS as WEB
from bot.dialogue.turn import Reply
from bot.italian import normalise
from bot.knowledge.base import Knowledge
from bot.queue.turns import ClaimedTurn
from bot.worker.outcome import Answered

STOPPED, RESUMED = "notices:stopped", "notices:resumed"
"""The payload where the provider keeps a list of its own and has confirmed the wish itself."""


def wish_about_notices(turn: ClaimedTurn, knowledge: Knowledge) -> Answered | None:
    """The confirmation, where the whole message is such a wish; the web chat sends no notices."""
    if turn.payload in (STOPPED, RESUMED):
        return Answered(stops_notices=turn.payload == STOPPED)
    if turn.channel_account.startswith(WEB) or turn.payload is not None:
        return None
    phrases, said = knowledge.phrases, normalise(turn.text).rstrip(" !.?")
    for words, answer, stops in (
        (phrases.stop_words, phrases.notices_stopped, True),
        (phrases.resume_words, phrases.notices_resumed, False),
    ):
        if said in words:
            # What the assistant says while an operator holds the talk would be dropped.
            told = (Reply(answer),) if turn.holder != "operator" else ()
            return Answered(told, stops_notices=stops)
    return None
