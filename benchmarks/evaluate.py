"""`make evaluate`: the assistant's answers to the labelled sets, scored; report, figures and misses in .sportello/evaluation/.

Of the sets that are not to be read nothing but figures is printed or written.
"""

import json
import sys
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path
from typing import Any

import uvloop

from benchmarks.evaluation.answered import Answered
from benchmarks.evaluation.costs import costs_of
from benchmarks.evaluation.page import report
from benchmarks.scoring import SETS, Score, labelled
from bot.ask import Asking
from bot.brain.client import Answering
from bot.brain.training import current_model
from bot.errors import SportelloError
from bot.knowledge.live import LiveKnowledge, watched
from bot.local_assistant import local_assistant
from bot.settings import Settings, load_settings


async def answered_sets(settings: Settings) -> list[Answered]:
    """Every set, answered by one brain of one's own; talks of one set know nothing of another's."""
    knowledge = watched(settings.knowledge_folder)
    async with local_assistant(settings, knowledge) as brain:
        return [await _answered(name, labelled(files), brain, knowledge) for name, files in SETS.items()]


async def _answered(name: str, lines: list[dict[str, Any]], brain: Answering, knowledge: LiveKnowledge) -> Answered:
    async def raw() -> AsyncIterator[str]:
        for line in lines:
            yield json.dumps({k: v for k, v in line.items() if k != "expect"})

    answers = [answer async for answer in Asking(brain, knowledge.current().municipalities).answer_all(raw())]
    return Answered(name, tuple(lines), tuple(answers))


def table(sets: Sequence[Answered]) -> str:
    """A Markdown line a figure: of each set, and of all together, the rate, its 95 % interval and out of how many."""
    names = sorted({figure for answered in sets for figure in answered.scores})
    columns = [[answered.scores.get(name) for name in names] for answered in sets]
    everything = [together(filter(None, scores)) for scores in zip(*columns, strict=True)]
    head = ["figure", *(answered.name for answered in sets), "all"]
    rows = [[name, *map(cell, scores)] for name, *scores in zip(names, *columns, everything, strict=True)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---", *["---:"] * (len(head) - 1)], *rows))


def together(scores: Iterable[Score]) -> Score:
    """Several scores of one figure as one."""
    every = list(scores)
    return Score(tries=sum(score.tries for score in every), hits=sum(score.hits for score in every))


def cell(score: Score | None) -> str:
    """Rate, 95 % interval and out of how many; empty where the set does not have the figure."""
    if score is None:
        return ""
    low, high = score.interval()
    return f"{score.rate:.1%} ({100 * low:.0f}–{100 * high:.0f}) of {score.tries}"


def write(folder: Path, sets: Sequence[Answered], page: str, figures: str) -> None:
    """The report, the figures as Markdown and, of the sets that may be read, the misses; what stood there before goes."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.jsonl"):
        old.unlink()
    for answered in sets:
        for figure, score in answered.scores.items() if answered.may_be_read else ():
            misses = "\n".join(json.dumps(miss, ensure_ascii=False) for miss in score.misses)
            (folder / f"{figure.replace(' ', '-').replace(',', '')}.jsonl").write_text(misses, encoding="utf-8")
    (folder / "figures.md").write_text(figures, encoding="utf-8")
    (folder / "report.html").write_text(page, encoding="utf-8")


def main() -> None:
    settings = load_settings()
    folder = settings.state_folder / "evaluation"
    try:
        model = current_model(settings)
        sets = uvloop.run(answered_sets(settings))
        costs = costs_of(model, settings, sets)
    except SportelloError as error:
        sys.exit(str(error))
    figures = "\n".join([table(sets), "", *(f"- {name}: {told}" for name, told in costs.rows().items()), ""])
    write(folder, sets, report(sets, costs), figures)
    print(figures)
    print(f"The report: {folder / 'report.html'}")


if __name__ == "__main__":
    main()
