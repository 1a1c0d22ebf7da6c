"""`make evaluate`: the assistant's answers to the labelled sets, scored; report, figures and misses in .sportello/evaluation/.

Of the unseen set nothing but figures is printed or written.
"""

import json
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import uvloop

from benchmarks.evaluation.answered import Answered
from benchmarks.evaluation.costs import costs_of
from benchmarks.report import report
from benchmarks.scoring import SETS, Score, labelled
from bot.ask import Asking
from bot.brain.training import current_model
from bot.errors import SportelloError
from bot.knowledge.base import LiveKnowledge
from bot.local_assistant import local_assistant
from bot.settings import Settings, load_settings
from bot.talk import Answering


async def answered_sets(settings: Settings) -> list[Answered]:
    """Both sets, answered by one brain of one's own; talks of one set know nothing of the other's."""
    knowledge = LiveKnowledge(settings.knowledge_folder)
    async with local_assistant(settings, knowledge) as brain:
        return [await _answered(name, labelled(files), brain, knowledge) for name, files in SETS.items()]


async def _answered(name: str, lines: list[dict[str, Any]], brain: Answering, knowledge: LiveKnowledge) -> Answered:
    async def raw() -> AsyncIterator[str]:
        for line in lines:
            yield json.dumps({k: v for k, v in line.items() if k != "expect"})

    answers = [answer async for answer in Asking(brain, knowledge.current().municipalities).answer_all(raw())]
    return Answered(name, tuple(lines), tuple(answers))


def table(found: dict[str, Score]) -> str:
    """A Markdown line a figure, with its 95 % interval."""
    rows = ["| figure | right | 95 % interval | of |", "|---|---:|---|---:|"]
    for figure, score in sorted(found.items()):
        low, high = score.interval()
        rows.append(f"| {figure} | {score.rate:.1%} | {low:.1%} to {high:.1%} | {score.tries} |")
    return "\n".join(rows)


def write(folder: Path, sets: Sequence[Answered], page: str) -> None:
    """The report, the figures as Markdown and, of the sets that may be read, the misses; what stood there before goes."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.jsonl"):
        old.unlink()
    for answered in sets:
        for figure, score in answered.scores.items() if answered.may_be_read else ():
            misses = "\n".join(json.dumps(miss, ensure_ascii=False) for miss in score.misses)
            (folder / f"{figure.replace(' ', '-').replace(',', '')}.jsonl").write_text(misses, encoding="utf-8")
    tables = "\n\n".join(f"## {answered.name}\n{table(answered.scores)}" for answered in sets)
    (folder / "figures.md").write_text(tables + "\n", encoding="utf-8")
    (folder / "report.html").write_text(page, encoding="utf-8")


def main() -> None:
    settings = load_settings()
    folder = settings.state_folder / "evaluation"
    try:
        model = current_model(settings)
        sets = uvloop.run(answered_sets(settings))
    except SportelloError as error:
        sys.exit(str(error))
    write(folder, sets, report(sets, costs_of(model, settings.state_folder)))
    print((folder / "figures.md").read_text(encoding="utf-8"))
    print(f"The report: {folder / 'report.html'}")


if __name__ == "__main__":
    main()
