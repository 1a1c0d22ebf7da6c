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

from benchmarks.brains_python import lines_of
from benchmarks.evaluation.alone import FIGURES, Line, Reading, figures, lines_alone, understood
from benchmarks.scoring import Score
from bot.knowledge.base import Knowledge
from bot.knowledge.live import LiveKnowledge
from bot.settings import Settings, load_settings
from bot.times import now

LONGEST_SECONDS = 900
"""When one training with its readings is given up."""
LEARNT = ("letters", "frame", "typos", "joined", "stems", "abbreviations", "pairs", "also")
"""Parts of which a training does without; benchmarks/lesioned.py says how."""


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


def learnt_without(part: str, lines: Sequence[Line], settings: Settings) -> Lesson:
    """Trains without the part ("nothing": with all) and reads the lines; raises `subprocess.SubprocessError`."""
    told = lines_of(("benchmarks.lesioned", part), (line["text"] for line in lines), settings, LONGEST_SECONDS)
    *readings, cost = map(json.loads, told)
    return Lesson(readings=tuple(readings), **cost)


def lost_and_won(before: Iterable[bool], after: Iterable[bool]) -> str:
    """How many messages were understood before alone, and how many after alone; equally many are chance."""
    pairs = list(zip(before, after, strict=True))
    return f"{pairs.count((True, False))} : {pairs.count((False, True))}"


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
