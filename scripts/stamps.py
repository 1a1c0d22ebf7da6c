"""Steps that are done once: a stamp, written after a step, holds a hash of what went in, and vouches for the result."""

from __future__ import annotations

import hashlib
import os
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from itertools import dropwhile
from pathlib import Path

from workplace import Workplace


class Step(ABC):
    """One step of the set-up. A line of steps builds on itself: when one is done again, so are those after it."""

    name: str
    title: str

    def __init__(self, place: Workplace) -> None:
        self.place = place

    @abstractmethod
    def inputs(self) -> Sequence[bytes]:
        """What the result depends on."""

    def state(self) -> str:
        """How the result is found now; another state than after the step means that somebody broke it."""
        return ""

    def prepare(self) -> None:  # noqa: B027 (most steps need nothing)
        """Refuses with `Failure` what cannot succeed, before any step has begun."""

    @abstractmethod
    def work(self) -> str:
        """Does it, over whatever an interrupted try has left; gives back what the user should know, mostly nothing."""

    @property
    def stamp(self) -> Path:
        return self.place.state / "stamps" / self.name

    def is_done(self) -> bool:
        try:
            return self.stamp.read_text() == stamp_of(self.inputs(), self.state())
        except FileNotFoundError:
            return False


def run(*lines: Sequence[Step]) -> bool:
    """Does what is due in each line of steps; says whether anything was."""
    due = [step for line in lines for step in due_in(line)]
    for step in due:
        step.prepare()
    for step in due:
        perform(step)
    return bool(due)


def due_in(line: Sequence[Step]) -> list[Step]:
    """The first step not done and all after it, their stamps taken away: none may vouch for what gets interrupted."""
    due = list(dropwhile(Step.is_done, line))
    for step in reversed(due):
        forget(step)
    return due


def forget(step: Step) -> None:
    if step.stamp.exists():
        step.stamp.unlink()


def perform(step: Step) -> None:
    print(f"{step.title} ... ", end="", flush=True)
    started, inputs = time.monotonic(), step.inputs()
    try:
        said = step.work()
    except BaseException:
        print(flush=True)
        raise
    write(step.stamp, stamp_of(inputs, step.state()))
    print(f"{time.monotonic() - started:.1f} s", flush=True)
    if said:
        print(said, flush=True)


def stamp_of(inputs: Sequence[bytes], state: str) -> str:
    digest = hashlib.sha256()
    for part in inputs:
        digest.update(hashlib.sha256(part).digest())
    return f"{digest.hexdigest()} {state}\n"


def write(stamp: Path, text: str) -> None:
    """Whole or not at all."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    unfinished = stamp.with_name(f"{stamp.name}.new")
    unfinished.write_text(text)
    os.replace(unfinished, stamp)
