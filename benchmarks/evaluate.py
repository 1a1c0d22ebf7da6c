"""`make evaluate`: the assistant's answers to the labelled test set, scored; the misses go to .sportello/evaluation/."""

import json
from collections.abc import AsyncIterator
from typing import Any

import uvloop

from benchmarks.scoring import Score, labelled, scores
from bot.ask import Asking
from bot.knowledge.base import LiveKnowledge
from bot.local_assistant import local_assistant
from bot.settings import Settings, load_settings


async def answers_to(lines: list[dict[str, Any]], settings: Settings) -> list[dict[str, Any]]:
    """The answers of a brain of one's own, in order."""
    knowledge = LiveKnowledge(settings.knowledge_folder)

    async def raw() -> AsyncIterator[str]:
        for line in lines:
            yield json.dumps({k: v for k, v in line.items() if k != "expect"})

    async with local_assistant(settings, knowledge) as brain:
        return [answer async for answer in Asking(brain, knowledge.current().municipalities).answer_all(raw())]


def table(found: dict[str, Score]) -> str:
    """A line a figure, with its 95 % interval."""
    rows = []
    for figure, score in sorted(found.items()):
        low, high = score.interval()
        rows.append(f"{figure:28} {score.rate:6.1%}  [{low:.1%}, {high:.1%}]  {score.hits}/{score.tries}")
    return "\n".join(rows)


def main() -> None:
    settings = load_settings()
    lines = labelled()
    found = scores(lines, uvloop.run(answers_to(lines, settings)))
    folder = settings.state_folder / "evaluation"
    folder.mkdir(parents=True, exist_ok=True)
    for figure, score in found.items():
        misses = "\n".join(json.dumps(miss, ensure_ascii=False) for miss in score.misses)
        (folder / f"{figure.replace(' ', '-').replace(',', '')}.jsonl").write_text(misses, encoding="utf-8")
    print(table(found))
    print(f"The misses: {folder}")


if __name__ == "__main__":
    main()
