"""The answer to a cry for help: the numbers to call, at once, without the brain; and a word for whoever has called them."""

from bot.dialogue.context import Context
from bot.dialogue.replies import replies
from bot.dialogue.turn import Decision, Reply
from bot.knowledge.base import Knowledge
from bot.knowledge.emergencies import EmergencyNumber
from bot.knowledge.phrases import Phrases
from bot.safety.kinds import CrisisKind, Help, Voice


def answer_cry(knowledge: Knowledge, kind: CrisisKind, voice: Voice, comune: str | None) -> Decision:
    """The numbers first, then a few warm words; no question, no option to think about."""
    words = knowledge.emergencies.kinds[kind].said_to(voice)
    return Decision(
        action="crisis",
        replies=replies([_numbers(knowledge, kind, voice), words]),
        context=Context(comune=comune),
        crisis=kind,
    )


def answer_help(knowledge: Knowledge, helped: Help, comune: str | None) -> Decision:
    """A few warm words for whoever writes that help is coming or there; while it is coming, the number to call again."""
    lines = [knowledge.emergencies.help[helped]]
    if helped == "coming":
        first = knowledge.emergencies.to_call("medical", "self")[0]
        lines.append(_line(knowledge.phrases, first))
    return Decision(action="smalltalk", replies=(Reply("\n".join(lines)),), context=Context(comune=comune))


def numbers_below(knowledge: Knowledge, kind: CrisisKind, voice: Voice) -> Reply:
    """The numbers beneath the answer to a question that has a word of danger in it."""
    return Reply(f"{knowledge.phrases.in_danger}\n{_numbers(knowledge, kind, voice)}")


def numbers_beside(knowledge: Knowledge, concept: str | None) -> list[str]:
    """The paragraph below what is said of a service whose askers may be in danger; none below any other."""
    numbers = [_line(knowledge.phrases, number) for number in knowledge.emergencies.beside_answers(concept)]
    return ["\n".join([knowledge.phrases.in_danger, *numbers])] if numbers else []


def _numbers(knowledge: Knowledge, kind: CrisisKind, voice: Voice) -> str:
    return "\n".join(_line(knowledge.phrases, number) for number in knowledge.emergencies.to_call(kind, voice))


def _line(phrases: Phrases, number: EmergencyNumber) -> str:
    known = [phrases.always_open if number.always_open else "", phrases.free if number.free else ""]
    when = ", ".join(filter(None, known))
    said = [note.say for note in number.notes if note.say]
    named = (
        f"• {number.number} {number.name}" + (f" ({when})" if when else "") + (f": {number.who}" if number.who else "")
    )
    return ". ".join([named, *said])
