"""Dialogues as one writes them down: what the citizen says, what the brain would make of it, what the assistant must say.

at 2026-11-25 10:30
C: vorrei prenotare {book}
A: Ecco i prossimi posti liberi        a piece of what is said
A! booking                             the action; no line = "booking"
A- Sala Lettura                        what must not be said
C: [ven 27 nov ore 16]                 an option pressed
+11m                                   time passes
as bruno                               another citizen writes
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.actions.registered import ACTIONS, decide
from bot.booking.appointments import Appointments
from bot.dialogue.booking.secretary import Secretary
from bot.dialogue.context import Context
from bot.dialogue.pressing import pressed
from bot.dialogue.replies import SCREEN
from bot.dialogue.turn import Decision, Option, Turn
from bot.dialogue.understanding import Understanding
from bot.knowledge.base import Knowledge
from bot.times import ROME

ACTION_OF = {
    "ask": "action_answer", "need": "action_answer", "book": "action_appointment", "move": "action_appointment",
    "cancel": "action_appointment", "person": "action_hand_over", "complaint": "action_hand_over", "privacy": "action_privacy",
    "out_of_scope": "action_out_of_scope", "unclear": "action_rephrase", "press": "action_press", "other_language": "action_language",
    "inform_comune": "action_choose_comune",
}  # fmt: skip
"""As stories/ have it; what is not here is small talk."""
_ACT = re.compile(r"\{(\w+)(?: ([\w-]+))?(?: ([\w-]+))?\}\s*$")


@dataclass
class Talk:
    """One citizen's side of a script: the context goes out and comes back as JSON, as through the brain."""

    citizen: str
    secretary: Secretary
    knowledge: Knowledge
    phone: str | None = None
    can_share_phone: bool = False
    context: dict[str, object] = field(default_factory=lambda: Context(comune="cesano-boscone").as_json())
    shown: list[Option] = field(default_factory=list)
    number: int = 0

    async def says(self, text: str, reading: Understanding, now: datetime) -> Decision:
        option = next((o for o in self.shown if f"[{o.label}]" == text), None) or pressed(text, self.shown)
        self.number += 1
        return await self._turn(option.payload if option else text, Understanding("press") if option else reading, now)

    async def _turn(self, text: str, reading: Understanding, now: datetime) -> Decision:
        context = Context.from_json(self.context)
        about = (None, self.citizen, f"m{self.number}", self.phone, self.can_share_phone)
        turn = Turn(text, reading, context, self.knowledge, now, *about)
        answering = ACTIONS[ACTION_OF.get(reading.act, "action_small_talk")]
        decision = await self.secretary.decide(turn, partial(_decide, answering))
        self.context = decision.context.as_json()
        self.shown = [option for reply in decision.replies for option in reply.options]
        return decision


def _decide(answering: Callable[[Turn], Decision], turn: Turn) -> Decision:
    return decide(turn, answering)


def reading_of(written: str) -> tuple[str, Understanding]:
    """The text of a line, and what the brain makes of it: "{ask ti-ascolto costi}"; without a note, nothing sensible."""
    found = _ACT.search(written)
    if not found:
        return written.strip(), Understanding("out_of_scope", 0.6, (("", 0.9),))
    act, concept, aspect = found.groups()
    concepts = ((concept, 0.9), ("", 0.1)) if concept and concept != "_" else (("", 0.9),)
    return written[: found.start()].strip(), Understanding(act, 0.9, concepts, {aspect: 1.0} if aspect else {})  # type: ignore[dict-item]


async def play(script: str, knowledge: Knowledge, appointments: Appointments) -> list[str]:
    """Plays a script; gives back what was said, line by line, and raises AssertionError where the assistant says something else."""
    secretary, now = Secretary(appointments), datetime(2026, 11, 25, 10, 30, tzinfo=ROME)
    talks: dict[str, Talk] = {}
    talk = talks.setdefault("rosa", Talk("rosa", secretary, knowledge))
    decision: Decision | None = None
    log: list[str] = []
    for line in script.splitlines():
        match line[:2], line[2:].strip():
            case "at", moment:
                now = datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=ROME)
            case "as", who:
                name, _, phone = who.partition(" ")
                talk = talks.setdefault(name, Talk(name, secretary, knowledge, phone or None))
            case "C:", written:
                decision = await talk.says(*reading_of(written), now)
                log += [f"C: {written}", *(f"   {line}" for line in _told(decision).splitlines())]
                assert all(reply.text and len(reply.text) <= SCREEN for reply in decision.replies), "\n".join(log)
            case "A!", action:
                assert decision and decision.action == action, _failed(log, line)
            case "A:", piece:
                assert decision and piece in _told(decision), _failed(log, line)
            case "A-", piece:
                assert decision and piece not in _told(decision), _failed(log, line)
            case "+1" | "+2" | "+3" | "+4" | "+5" | "+6" | "+7" | "+8" | "+9", _:
                now += _span(line)
    return log


def _told(decision: Decision) -> str:
    lines = [f"<{decision.action} {decision.service}>"]
    for reply in decision.replies:
        lines += [reply.text, *(f"[{option.label}]" for option in reply.options)]
    return "\n".join(lines)


def _span(line: str) -> timedelta:
    number, unit = int(line[1:-1]), line[-1]
    return (
        timedelta(minutes=number) if unit == "m" else timedelta(hours=number) if unit == "h" else timedelta(days=number)
    )


def _failed(log: list[str], line: str) -> str:
    return "\n".join([*log, "", f"expected: {line}"])
