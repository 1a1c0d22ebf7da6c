"""Trains the stock pipeline and reads messages with it; runs in the brain's Python.

`.venv-brain/bin/python -m benchmarks.stock.reading SENTENCES EPOCHS` reads texts on standard input, a JSON string a line, and
writes what Rasa parsed of each, a JSON object a line. The last line tells what learning and reading took.
"""

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent
from rasa.model_training import train_nlu

CONFIG = Path(__file__).with_name("config.yml")


def config(epochs: int) -> dict[str, Any]:
    """The stock recipe without its policies, with so many epochs for whatever has any."""
    recipe = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    pipeline = [{**part, **({"epochs": epochs} if "epochs" in part else {})} for part in recipe["pipeline"]]
    return {**recipe, "pipeline": pipeline, "policies": []}


async def _read(agent: Agent, text: str) -> tuple[dict[str, Any], float]:
    started = time.perf_counter()
    parsed = await agent.parse_message(text)
    return parsed, time.perf_counter() - started


def main() -> None:
    sentences, epochs = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        recipe = Path(folder, "config.yml")
        recipe.write_text(json.dumps(config(epochs)))  # JSON is YAML
        started = time.perf_counter()
        model = train_nlu(str(recipe), sentences, folder)
        seconds, megabytes = time.perf_counter() - started, Path(str(model)).stat().st_size / 1e6
        agent = Agent.load(str(model))
        found = [asyncio.run(_read(agent, json.loads(line))) for line in sys.stdin]
    for parsed, _ in found:
        print("\n" + json.dumps({"intent": parsed["intent"], "ranking": parsed["intent_ranking"]}))
    took = sorted(took for _, took in found)
    print("\n" + json.dumps({"seconds": seconds, "megabytes": megabytes, "milliseconds": 1000 * took[len(took) // 2]}))


if __name__ == "__main__":
    main()
