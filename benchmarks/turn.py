"""`make bench`: one turn through gateway and actions, measured for real, beside stock Rasa in the same run.

Both sides are a process of their own on loopback with Rasa's in-memory tracker store, call the same actions, and get the
same talks of ten turns, one citizen at a time. They take turns, never alive together, and every child ends with this program.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta

import uvloop

from benchmarks.figures import Figures, notes, table
from benchmarks.lessons import lessons, trained
from benchmarks.measuring import Round, Side, measure
from benchmarks.stock.rest import RestBrain
from benchmarks.talks import scripts
from bot.brain.client import Brain
from bot.errors import SportelloError
from bot.knowledge.live import watched
from bot.local_assistant import local_actions
from bot.settings import Settings, load_settings
from bot.times import now

LONGEST = timedelta(minutes=30)
"""When the talks are given up."""
LONGEST_TRAINING = timedelta(hours=1)
"""When one training is given up: 2000 sentences take the stock recipe about a quarter of an hour on two cores."""


def main() -> None:
    """Prints the table, and keeps it with every turn's time in .sportello/bench/."""
    wishes = _parse()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # With it no bytecode would be kept, and what is measured as start would be Python compiling Rasa.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        folder = load_settings().state_folder / "bench"
        settings = load_settings(state_folder=folder, training_seconds=LONGEST_TRAINING.total_seconds())
        print(_run(wishes, settings))
    except SportelloError as error:
        sys.exit(str(error))
    except TimeoutError:
        sys.exit(f"The talks took more than {LONGEST.total_seconds() / 60:.0f} minutes.")
    except KeyboardInterrupt:
        sys.exit(130)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="processes started of each side (3)")
    parser.add_argument("--talks", type=int, default=20, help="talks of ten turns in a round (20)")
    parser.add_argument("--seed", type=int, default=1, help="decides the order of the talks (1)")
    parser.add_argument(
        "--stock-examples", type=int, default=2000, help="sentences for the stock recipe, 0 = all (2000)"
    )
    parser.add_argument("--retrain", action="store_true", help="train again what is kept in .sportello/bench/")
    return parser.parse_args()


def _run(wishes: argparse.Namespace, settings: Settings) -> str:
    folder, load = settings.state_folder, os.getloadavg()[0]
    whole, some, stock = lessons(wishes.stock_examples)
    learnt = [trained(lesson, settings, folder, wishes.retrain) for lesson in (whole, some, stock)]
    patience = settings.brain_turn_timeout
    sides = (
        Side("ours", whole.recipe, folder / learnt[0].model, lambda p: Brain(p.url, p.token, patience)),
        Side("stock", stock.recipe, folder / learnt[2].model, lambda p: RestBrain(p.url, patience)),
    )
    rounds = uvloop.run(_rounds(wishes, settings, sides))
    figures = Figures(rounds["ours"], learnt[0], learnt[1]), Figures(rounds["stock"], learnt[2], learnt[2])
    said = f"{now():%Y-%m-%d %H:%M}, {os.cpu_count()} cores, load {load:.1f}\n\n{table(*figures)}\n\n{notes(*figures)}"
    (folder / "turn.json").write_text(json.dumps([asdict(side) for side in figures]), encoding="utf-8")
    (folder / "turn.md").write_text(said + "\n", encoding="utf-8")
    return said


async def _rounds(wishes: argparse.Namespace, settings: Settings, sides: Sequence[Side]) -> dict[str, list[Round]]:
    """The rounds of each side; who goes first alternates, for what else the machine does may grow or fade."""
    found: dict[str, list[Round]] = {side.name: [] for side in sides}
    async with (
        asyncio.timeout(LONGEST.total_seconds()),
        local_actions(watched(settings.knowledge_folder)) as actions,
    ):
        for number in range(wishes.rounds):
            talks = scripts(wishes.talks, wishes.seed + number)
            for side in sides if number % 2 == 0 else reversed(sides):
                print(f"Round {number + 1} of {wishes.rounds}: {side.name} ...", flush=True)
                found[side.name].append(await measure(side, settings, actions, talks))
    return found


if __name__ == "__main__":
    main()
