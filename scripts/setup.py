"""Makes both environments and trains the brain, in a fresh clone or after a change; does nothing when nothing is due.

Runs under any Python from 3.8 on, with the standard library only: `make setup`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from interpreters import Wanted
from stamps import Step, forget, run
from steps import Environment, Project, SpacyModel, Uv
from workplace import Failure, Workplace, open_workplace

ROOT = Path(__file__).resolve().parent.parent
FOR_SERVICE = Wanted((3, 11), (3, 14), purpose="the service needs it")
FOR_BRAIN = Wanted((3, 10), (3, 10), purpose="the brain needs it, Rasa 3.6 takes no newer one")


def main(arguments: Sequence[str], root: Path = ROOT, environment: Mapping[str, str] = os.environ) -> int:
    """The exit code; what went wrong is told in words."""
    wishes = parse(arguments)
    try:
        with open_workplace(root, environment) as place:
            set_up(place, wishes)
    except KeyboardInterrupt:
        print("Interrupted. The next run takes it up from here.", file=sys.stderr)
        return 130
    except (Failure, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-train", action="store_true", help="leave the brain untrained")
    parser.add_argument("--retry-spacy", action="store_true", help="try again to download spaCy's Italian model")
    parser.add_argument("--no-spacy", action="store_true", help="do without spaCy's Italian model, from now on")
    parser.add_argument("--uv-only", action="store_true", help="only install uv, for scripts/lock")
    return parser.parse_args(arguments)


def set_up(place: Workplace, wishes: argparse.Namespace) -> None:
    started = time.monotonic()
    done_something = run([Uv(place)])
    if wishes.uv_only:
        return
    done_something |= run(*environments(place, wishes))
    if done_something:
        print(f"Environments are ready after {time.monotonic() - started:.1f} s.", flush=True)
    if not wishes.no_train:
        train(place)


def environments(place: Workplace, wishes: argparse.Namespace) -> Sequence[Sequence[Step]]:
    service = [Environment(place, ".venv", "dev", FOR_SERVICE), Project(place, ".venv")]
    model = SpacyModel(place, ".venv-brain")
    if wishes.no_spacy:
        model.want(False)
    elif wishes.retry_spacy:
        model.want(True)
        forget(model)
    return [service, [Environment(place, ".venv-brain", "brain", FOR_BRAIN), model]]


def train(place: Workplace) -> None:
    """Trains when something that the model is made from has changed; the command knows, and shows its own progress."""
    command = [str(place.root / ".venv" / "bin" / "sportello"), "train"]
    if subprocess.call(command, cwd=place.root, env=place.environment, pass_fds=[place.lock]):
        raise Failure("The training failed; what it said stands above.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
