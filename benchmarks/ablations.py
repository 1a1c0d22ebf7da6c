"""`make ablations`: the understanding learnt anew without each of its parts, scored on the labelled messages that stand alone.

Each part takes a training of its own (benchmarks/lesioned.py, in the brain's Python). Of a message the readings go the way
that they always go: `turn_of` and `answer` decide. Cries for help, which the brain does not find, are left out.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker

from benchmarks.evaluation.answered import counted, is_understood
from benchmarks.scoring import SETS, Score, labelled, verdicts
from bot.actions.border import turn_of
from bot.brain.environment import brain_environment
from bot.dialogue.answer import answer
from bot.knowledge.base import Knowledge, LiveKnowledge
from bot.settings import PROJECT, Settings, load_settings
from bot.times import now

LONGEST_SECONDS = 900
"""When one training with its readings is given up."""
LEARNT = ("letters", "frame", "typos", "joined", "stems", "abbreviations", "pairs", "also")
"""Parts of which a training does without; benchmarks/lesioned.py says how."""
FIGURES = ("understood", "service", "aspect", "two services", "acts of their own")
ACTIONS = {
    **dict.fromkeys(("book", "move", "cancel"), "booking"),
    **dict.fromkeys(("person", "complaint"), "handover"),
    **dict.fromkeys(("greet", "thanks", "goodbye", "who_are_you", "affirm", "deny", "insult"), "smalltalk"),
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


def _without_parts(reading: Reading) -> Reading:
    return {**reading, "understanding": {**reading["understanding"], "parts": []}}


def _without_several(reading: Reading) -> Reading:
    return {**reading, "understanding": {**reading["understanding"], "several": 0.5}}


def _without_overview(reading: Reading) -> Reading:
    return {**reading, "understanding": {**reading["understanding"], "overview": 0.0}}


READ: dict[str, Callable[[Reading], Reading]] = {
    "cuts": _without_parts,
    "several": _without_several,
    "overview": _without_overview,
}
"""Parts that a reading can be stripped of, with no training."""


@dataclass(frozen=True)
class Lesson:
    """What was read of each line, what the learning took, and what reading a message."""

    readings: tuple[Reading, ...]
    sentences: int
    seconds: float
    megabytes: float
    milliseconds: float


def lines_alone() -> list[Line]:
    """The lines of all sets that need no talk before them and are no cry for help."""
    every = [line for files in SETS.values() for line in labelled(files)]
    return [line for line in every if "conversation" not in line and line.get("text") and _is_the_brains(line)]


def _is_the_brains(line: Line) -> bool:
    return "action" in line["expect"] and not line["expect"].get("crisis")


def learnt_without(part: str, lines: Sequence[Line], settings: Settings) -> Lesson:
    """Trains without the part ("nothing": with all) and reads the lines; raises `subprocess.SubprocessError`."""
    done = subprocess.run(
        [str(settings.brain_python), "-m", "benchmarks.lesioned", part],
        input="".join(json.dumps(line["text"]) + "\n" for line in lines),
        cwd=PROJECT,
        env=brain_environment(),
        timeout=LONGEST_SECONDS,
        capture_output=True,
        text=True,
        check=True,
    )
    *readings, cost = map(json.loads, done.stdout.splitlines())
    return Lesson(readings=tuple(readings), **cost)


def understood(lines: Iterable[Line], readings: Iterable[Reading], knowledge: Knowledge) -> list[bool]:
    """Of each line whether nothing of it was misunderstood."""
    pairs = zip(lines, readings, strict=True)
    return [is_understood(line, decided(line, reading, knowledge)) for line, reading in pairs]


def lost_and_won(before: Iterable[bool], after: Iterable[bool]) -> str:
    """How many messages were understood before alone, and how many after alone; equally many are chance."""
    pairs = list(zip(before, after, strict=True))
    return f"{pairs.count((True, False))} : {pairs.count((False, True))}"


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


def row(part: str, found: dict[str, Score], whole: dict[str, Score], changed: str, lesson: Lesson) -> str:
    """A line of the table: the change in points against the whole, and what it cost as it was."""
    points = [f"{100 * (found[f].rate - whole[f].rate):+.1f}" for f in FIGURES]
    cost = [f"{lesson.milliseconds:.2f}", f"{lesson.megabytes:.1f}", f"{lesson.seconds:.0f}"]
    return f"| without {part} | " + " | ".join([*points, changed, *cost]) + " |"


def heading(lesson: Lesson, whole: dict[str, Score]) -> str:
    """The table's head with the figures of the whole."""
    names = [*FIGURES, "lost : won", "reading, ms", "heads, MB", "learning, s"]
    rates = [f"{whole[f].rate:.1%} of {whole[f].tries}" for f in FIGURES]
    cost = [f"{lesson.milliseconds:.2f}", f"{lesson.megabytes:.1f}", f"{lesson.seconds:.0f}"]
    rows = [["", *names], ["---", *["---:"] * len(names)], ["everything", *rates, "", *cost]]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help=f"without which: {', '.join([*READ, *LEARNT])} (all)")
    wanted = parser.parse_args().parts or [*READ, *LEARNT]
    if unknown := set(wanted) - {*READ, *LEARNT}:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    settings = load_settings()
    knowledge, lines = LiveKnowledge(settings.knowledge_folder).current(), lines_alone()
    try:
        _compare(wanted, lines, settings, knowledge)
    except subprocess.TimeoutExpired:
        sys.exit(f"A training took more than {LONGEST_SECONDS} seconds.")
    except subprocess.CalledProcessError as error:
        sys.exit(f"A training failed:\n{error.stderr[-3000:]}")


def _compare(parts: Sequence[str], lines: Sequence[Line], settings: Settings, knowledge: Knowledge) -> None:
    everything = learnt_without("nothing", lines, settings)
    whole = figures(lines, everything.readings, knowledge)
    print(f"{now():%Y-%m-%d %H:%M}, {everything.sentences} sentences, {len(lines)} messages, changes in points\n")
    print(heading(everything, whole), flush=True)
    before = understood(lines, everything.readings, knowledge)
    for part in parts:
        lesson = everything if part in READ else learnt_without(part, lines, settings)
        readings = [READ[part](reading) if part in READ else reading for reading in lesson.readings]
        changed = lost_and_won(before, understood(lines, readings, knowledge))
        print(row(part, figures(lines, readings, knowledge), whole, changed, lesson), flush=True)


if __name__ == "__main__":
    main()
