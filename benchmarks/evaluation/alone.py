"""The labelled messages that stand alone, decided upon by what was read of them: no brain runs, whoever read them."""

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Tracker

from benchmarks.evaluation.answered import counted, is_understood
from benchmarks.scoring import SETS, Score, labelled, verdicts
from bot.actions.border import turn_of
from bot.dialogue.answer import answer
from bot.knowledge.base import Knowledge
from bot.times import now

FIGURES = ("understood", "service", "aspect", "two services", "acts of their own")
ACTIONS = {
    **dict.fromkeys(("book", "move", "cancel"), "booking"),
    **dict.fromkeys(("person", "complaint"), "handover"),
    **dict.fromkeys(("greet", "thanks", "goodbye", "who_are_you", "affirm", "deny"), "smalltalk"),
    **dict.fromkeys(("insult", "praise", "banter"), "smalltalk"),
    "privacy": "privacy",
    "out_of_scope": "out_of_scope",
    "other_language": "language",
    "inform_comune": "choose",
    "unclear": "fallback",
}
"""What stories/ and the actions make of an act that is about no service."""
OF_THEIR_OWN = {figure: "acts of their own" for figure in (*ACTIONS.values(), "other action")}

Reading = dict[str, Any]
Line = dict[str, Any]


def lines_alone() -> list[Line]:
    """The lines of all sets that need no talk before them and are no cry for help."""
    every = [line for files in SETS.values() for line in labelled(files)]
    return [line for line in every if "conversation" not in line and line.get("text") and _is_the_brains(line)]


def _is_the_brains(line: Line) -> bool:
    return "action" in line["expect"] and not line["expect"].get("crisis")


def understood(lines: Iterable[Line], readings: Iterable[Reading], knowledge: Knowledge) -> list[bool]:
    """Of each line whether nothing of it was misunderstood."""
    pairs = zip(lines, readings, strict=True)
    return [is_understood(line, decided(line, reading, knowledge)) for line, reading in pairs]


def figures(lines: Iterable[Line], readings: Iterable[Reading], knowledge: Knowledge) -> dict[str, Score]:
    """What the readings are worth: messages of which nothing was misunderstood, services, aspects, acts of their own."""
    hits: dict[str, list[bool]] = {figure: [] for figure in FIGURES}
    for line, reading in zip(lines, readings, strict=True):
        given = decided(line, reading, knowledge)
        hits["understood"].append(is_understood(line, given))
        for figure, hit in verdicts(line, given):
            if (shown := OF_THEIR_OWN.get(figure, figure)) in hits:
                hits[shown].append(hit)
    return {figure: counted(each) for figure, each in hits.items()}


def decided(line: Line, reading: Reading, knowledge: Knowledge) -> dict[str, Any]:
    """What the assistant decides on a reading, as far as scoring looks at it."""
    metadata = {"comune": line.get("comune"), "now": line.get("at") or now().isoformat()}
    event = {"event": "user", "text": line["text"], "parse_data": reading, "metadata": metadata}
    act = reading["intent"]["name"]
    if act in ACTIONS:
        return {"action": ACTIONS[act], "crisis": None}
    decision = answer(turn_of(Tracker("alone", {}, None, [event], False, None, {}, None), knowledge))
    replies = [{"text": reply.text} for reply in decision.replies]
    return {**decision.reasons(), "replies": replies, "crisis": None}
