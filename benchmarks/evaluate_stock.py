"""`make evaluate-stock`: the stock pipeline of Rasa on a sample of our sentences, scored on the labelled messages that stand alone.

Stock has one intent a message and nothing beside it: here act and concept together ("ask+ti-ascolto"). Aspects and two
questions in one it cannot tell, so those are not scored. What it reads is decided upon as ours is.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.ablations import Lesson
from benchmarks.brains_python import lines_of
from benchmarks.evaluate import cell
from benchmarks.evaluation.alone import Line, Reading, figures, lines_alone
from benchmarks.sample import Sample, sample
from bot.knowledge.live import LiveKnowledge
from bot.settings import PROJECT, Settings, load_settings
from bot.times import now

JOINT = "+"
"""Between act and concept in the name of an intent."""
SHOWN = ("service", "acts of their own")


def joint(found: Sample) -> Sample:
    """The sentences with act and concept as their intent."""
    return replace(found, sentences=tuple((text, {"intent": _intent(labels)}) for text, labels in found.sentences))


def _intent(labels: dict[str, Any]) -> str:
    concept = (labels.get("metadata") or {}).get("concept")
    return f"{labels['intent']}{JOINT}{concept}" if concept else str(labels["intent"])


def as_ours(parsed: Reading) -> Reading:
    """What stock Rasa parsed in the form of our reading: the act of its intent, the concepts in its ranking."""
    ranking = [(*one["name"].partition(JOINT)[::2], one["confidence"]) for one in parsed["ranking"]]
    concepts: dict[str, float] = {}
    for act, concept, confidence in ranking:
        if concept or act in ("ask", "need"):
            concepts[concept] = concepts.get(concept, 0.0) + confidence
    ranked = sorted(concepts.items(), key=lambda found: -found[1])
    intent = {**parsed["intent"], "name": (parsed["intent"]["name"] or "unclear").partition(JOINT)[0]}
    if intent["name"] == "nlu_fallback":
        intent["name"] = "unclear"
    return {"intent": intent, "understanding": {"concepts": ranked}}


def learnt(sentences: Sample, epochs: int, lines: Sequence[Line], settings: Settings, longest: float) -> Lesson:
    """Trains and reads, in the brain's Python; raises `subprocess.SubprocessError`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "sentences.yml")
        file.write_text(joint(sentences).as_yaml(), encoding="utf-8")
        program = ("benchmarks.stock.reading", str(file), str(epochs))
        told = lines_of(program, (line["text"] for line in lines), settings, longest)
    *parsed, cost = (json.loads(line) for line in told if line.startswith("{"))
    return Lesson(readings=tuple(map(as_ours, parsed)), sentences=sentences.count, **cost)


def main() -> None:
    wishes = _parse()
    settings = load_settings()
    lines, taken = lines_alone(), sample(PROJECT / "nlu/data", wishes.sentences)
    try:
        lesson = learnt(taken, wishes.epochs, lines, settings, 60 * wishes.minutes)
    except subprocess.TimeoutExpired:
        sys.exit(f"It took more than {wishes.minutes} minutes; take fewer sentences or epochs.")
    except subprocess.CalledProcessError as error:
        sys.exit(f"It failed:\n{error.stderr[-3000:]}")
    found = figures(lines, lesson.readings, LiveKnowledge(settings.knowledge_folder).current())
    print(
        f"{now():%Y-%m-%d %H:%M}, stock Rasa, {lesson.sentences} of {taken.total} sentences, {wishes.epochs} epochs\n"
    )
    print("| figure | right (95 % interval) |\n|---|---:|")
    for figure in SHOWN:
        print(f"| {figure} | {cell(found[figure])} |")
    print(
        f"\nTraining {lesson.seconds:.0f} s, model {lesson.megabytes:.0f} MB, parse p50 {lesson.milliseconds:.1f} ms."
    )


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=2000, help="how many of our sentences, 0 = all (2000)")
    parser.add_argument("--epochs", type=int, default=100, help="of DIET (100, as stock Rasa has them)")
    parser.add_argument("--minutes", type=float, default=60, help="when it is given up (60)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
