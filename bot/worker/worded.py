"""Outcomes with their words: what the brain decided, what a person is called for, the notice before the first words of a talk."""

from dataclasses import replace

from bot.brain.client import BrainReply
from bot.dialogue.handover import person_called, when_they_answer
from bot.dialogue.turn import Option, Reply
from bot.knowledge.base import Knowledge
from bot.safety.kinds import CrisisKind
from bot.times import now
from bot.worker.notice import with_notice
from bot.worker.outcome import Answered, SetAside
from bot.worker.said import Said


def as_decided(reply: BrainReply, said: Said, knowledge: Knowledge) -> Answered:
    replies = tuple(Reply(r["text"], tuple(Option(**option) for option in r["options"])) for r in reply.replies)
    comune, crisis = reply.decision["comune"], reply.decision.get("crisis")
    if reply.decision["action"] == "crisis":
        called = person_called(knowledge, comune, now(), in_danger=True)
        told = opened(said, knowledge, comune, (*replies, called), urgent=True)
        return Answered(told, comune, crisis, is_urgent=True, calls_for="crisis", action="crisis")
    is_handover = reply.decision["action"] == "handover"
    reason = reply.decision.get("calls") or ("asked" if is_handover else None)
    answered = answered_with(replies, comune, said, knowledge, calls_for=reason, crisis=crisis)
    return replace(answered, action=reply.decision["action"], goes_anyway=bool(reply.decision.get("is_done")))


def answered_with(
    replies: tuple[Reply, ...], comune: str | None, said: Said, knowledge: Knowledge, *, calls_for: str | None, crisis: CrisisKind | None = None
) -> Answered:  # fmt: skip
    if calls_for:
        # Whoever asks for a person has just been given the contact.
        called = person_called(knowledge, comune, now(), with_contact=calls_for == "entry")
        replies = (*replies, called)
    return Answered(opened(said, knowledge, comune, replies), comune, crisis, calls_for=calls_for)


def set_aside(said: Said, knowledge: Knowledge, comune: str | None) -> SetAside:
    replies = (Reply(knowledge.phrases.set_aside), when_they_answer(knowledge, comune, now(), with_contact=True))
    return SetAside(opened(said, knowledge, comune, replies))


def opened(
    said: Said, knowledge: Knowledge, comune: str | None, replies: tuple[Reply, ...], urgent: bool = False
) -> tuple[Reply, ...]:
    """The replies, with the notice where the assistant has not spoken yet."""
    return replies if said.replies else with_notice(replies, knowledge, comune, urgent)
