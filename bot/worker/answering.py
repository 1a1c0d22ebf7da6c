"""What a claimed turn is answered with: safety first, then who holds the talk, then the brain, or what can be done without it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.assistant import Assistant
from bot.brain.client import Message
from bot.channels.base import can_share_phone, phone_in
from bot.dialogue.crisis import answer_cry, answer_help
from bot.dialogue.handover import ASSISTANT, asks_how_long, awaited, person_called, wants_assistant, when_they_answer
from bot.dialogue.pressing import pressed
from bot.dialogue.turn import Reply
from bot.errors import BrainFailed, BrainUnavailable
from bot.knowledge.base import Knowledge
from bot.knowledge.live import LiveKnowledge
from bot.queue.pace import Pace
from bot.queue.turns import ClaimedTurn
from bot.safety import Crisis, crisis_in, help_in
from bot.times import now
from bot.worker.attachments import WANTS_NO_ANSWER, beside_text, instead_of_text
from bot.worker.deciding import reasons_of
from bot.worker.diary import is_of_the_diary, is_pressed, may_be_for_the_diary
from bot.worker.doubts import doubt_in
from bot.worker.notices import wish_about_notices
from bot.worker.outcome import Answered, Failed, Outcome, Waits
from bot.worker.reduced import Reduced
from bot.worker.said import Said
from bot.worker.worded import answered_with, as_decided, opened, set_aside


@dataclass(frozen=True)
class Answering:
    """Decides; writes nothing."""

    assistant: Assistant
    knowledge: LiveKnowledge
    reduced: Reduced
    pace: Pace
    served: Mapping[str, tuple[str, ...]]
    """The municipalities of each channel account that does not serve all, by its name."""

    async def outcome(self, turn: ClaimedTurn, said: Said) -> Outcome:
        """Raises what nobody has foreseen; the worker tries such a turn again."""
        knowledge = self.knowledge.current()
        if turn.attempt > self.pace.most_attempts:
            # Not even a look for danger: whatever has killed so many workers is in this message.
            return set_aside(said, knowledge, turn.comune)
        if (crisis := cry_in(turn)) and (turn.holder != "bot" or _needs_no_brain(crisis)):
            return self._cry(crisis, turn, said, knowledge)
        if turn.attachment == WANTS_NO_ANSWER:
            return Answered()
        if wish := wish_about_notices(turn, knowledge):
            return wish
        if turn.holder != "bot":
            return await self._beside_a_person(turn, said, knowledge)
        if turn.payload == ASSISTANT:
            # Pressed once more, or after an operator has gone.
            return Answered((Reply(knowledge.phrases.back_to_assistant),), action="smalltalk")
        return beside_text(await self._by_the_brain(turn, said, knowledge), turn, said, knowledge)

    async def _beside_a_person(self, turn: ClaimedTurn, said: Said, knowledge: Knowledge) -> Outcome:
        """What is done with the diary is done, whoever holds the talk; all else is the person's."""
        if not (said.has_acted or may_be_for_the_diary(turn, said)):
            return _for_a_person(turn, said, knowledge)
        outcome, is_press = await self._by_the_brain(turn, said, knowledge), is_pressed(turn, said)
        if isinstance(outcome, Answered):
            if is_press or is_of_the_diary(turn, outcome):
                return replace(outcome, goes_anyway=True)
            return outcome if outcome.goes_anyway else _for_a_person(turn, said, knowledge)
        return outcome if is_press or said.has_acted else _for_a_person(turn, said, knowledge)

    def _cry(self, crisis: Crisis, turn: ClaimedTurn, said: Said, knowledge: Knowledge) -> Answered:
        replies = answer_cry(knowledge, crisis.kind, crisis.voice, turn.comune).replies
        if turn.holder == "bot":
            replies = (*replies, person_called(knowledge, turn.comune, now(), in_danger=True))
        told = opened(said, knowledge, turn.comune, replies, urgent=True)
        reasons = {"action": "crisis", "crisis": crisis.kind}
        return Answered(told, None, crisis.kind, is_urgent=True, calls_for="crisis", action="crisis", reasons=reasons)

    async def _by_the_brain(self, turn: ClaimedTurn, said: Said, knowledge: Knowledge) -> Outcome:
        if not turn.text and turn.payload is None:
            instead = (instead_of_text(turn, knowledge),)
            return Answered(opened(said, knowledge, turn.comune, instead), action="fallback")
        message = replace(_message(turn, said), comuni=self.served.get(turn.channel_account, ()))
        try:
            reply = await self.assistant.turn(message)
        except BrainUnavailable:
            return await self._without_brain(message, said, knowledge)
        except BrainFailed:
            if turn.attempt < self.pace.most_attempts:
                return Failed()
            return set_aside(said, knowledge, turn.comune)
        answered = replace(as_decided(reply, said, knowledge), doubt=doubt_in(reply) if message.text else None)
        return replace(answered, reasons=reasons_of(reply.decision, reply.understood))

    async def _without_brain(self, message: Message, said: Said, knowledge: Knowledge) -> Outcome:
        # What it has done in a diary only the brain can tell.
        decision = None if said.has_acted else await self.reduced.answer(message, knowledge)
        if decision is None:
            waiting = knowledge.phrases.brain_away_waiting
            told = () if said.has(waiting) else opened(said, knowledge, message.comune, (Reply(waiting),))
            return Waits(told)
        answered = answered_with(decision.replies, decision.context.comune, said, knowledge, calls_for=decision.calls)
        return replace(answered, action=decision.action, reasons=reasons_of(decision.reasons(), {}))


def cry_in(turn: ClaimedTurn) -> Crisis | None:
    """The cry for help in a turn; a certain one is found in any single message too, whatever else was written before it."""
    found = crisis_in(turn.text) if turn.text else None
    alone = [crisis_in(message.text) for message in turn.messages if message.text] if len(turn.messages) > 1 else []
    return next((crisis for crisis in (found, *alone) if crisis and _needs_no_brain(crisis)), found)


def _needs_no_brain(crisis: Crisis) -> bool:
    return crisis.is_sure and not crisis.asks


def _for_a_person(turn: ClaimedTurn, said: Said, knowledge: Knowledge) -> Answered:
    """The message is the operator's; who still waits is told once that it was added, when people answer where he asks, and may go on with
    the assistant; whoever writes that help is there is not told of a queue."""
    phrases = knowledge.phrases
    if turn.holder == "operator":
        return Answered()
    option = pressed(turn.text, said.options) if turn.text else None
    is_back = ASSISTANT in (turn.payload, option.payload if option else None)
    if is_back or (turn.text and wants_assistant(turn.text, phrases)):
        return Answered((Reply(phrases.back_to_assistant),), ends_waiting=True)
    if turn.text and (helped := help_in(turn.text)):
        return Answered(answer_help(knowledge, helped, turn.comune).replies)
    if turn.text and asks_how_long(turn.text):
        return Answered((when_they_answer(knowledge, turn.comune, now()),))
    return Answered() if said.is_awaited(phrases.person_awaited) else Answered((awaited(phrases),))


def _message(turn: ClaimedTurn, said: Said) -> Message:
    """What the brain is told; a text that means one of the options shown presses it, unless it speaks of danger."""
    option = pressed(turn.text, said.options) if turn.text else None
    payload = option.payload if option and not crisis_in(turn.text) else turn.payload
    text = None if payload is not None else turn.text
    account, can_share = turn.channel_account, can_share_phone(turn.channel_account)
    phone = phone_in(account, turn.address)
    return Message(turn.id, turn.pseudonym, account, now(), turn.comune, text, payload, phone, can_share)
