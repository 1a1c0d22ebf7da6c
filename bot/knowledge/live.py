"""The knowledge base of a folder, read again when a file of it has changed."""

import logging
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import inf
from pathlib import Path

from bot.errors import KnowledgeError
from bot.knowledge.base import Knowledge, load
from bot.knowledge.closures import Closure

logger = logging.getLogger(__name__)
LOOK_EVERY = timedelta(seconds=1)
"""How soon a change of the knowledge base is in use, where it is asked several times with every message."""


@dataclass
class LiveKnowledge:
    """The knowledge base of a folder, always as its files are now; a change that is wrong leaves the last good one in use."""

    folder: Path
    look_every: timedelta = timedelta(0)
    """How old the last look at the files may be, by `clock`."""
    clock: Callable[[], float] = field(default=lambda: 0.0)
    """In seconds; not needed where every use looks."""
    _looked_at: float = -inf
    _state: tuple[tuple[str, int, int], ...] = ()
    _current: Knowledge | None = None
    mistake: KnowledgeError | None = field(default=None)
    """Why the newest change is not in use."""
    _closures: tuple[Closure, ...] = ()
    _old_desks: frozenset[str] = frozenset()

    def current(self) -> Knowledge:
        """The newest good state; raises `KnowledgeError` when there has never been one."""
        if self._current is None or self.clock() - self._looked_at >= self.look_every.total_seconds():
            self._look()
        if self._current is None:
            raise self.mistake or KnowledgeError(f"{self.folder}: nothing here")
        return self._current

    def know_closures(self, closures: tuple[Closure, ...]) -> None:
        """What operators have entered, from now on part of the knowledge base."""
        if closures != self._closures:
            self._closures = closures
            self._current = self._current and replace(self._current, closures=closures)

    def know_desks(self, names: Iterable[str]) -> None:
        """Where somebody is still expected (agenda/expecting.py), from now on part of the knowledge base."""
        if (desks := frozenset(names)) != self._old_desks:
            self._old_desks = desks
            self._current = self._current and replace(self._current, old_desks=desks)

    @property
    def refused(self) -> list[str]:
        """The files whose newest change is wrong and so not in use: "borgo/sad.yaml"."""
        told = str(self.mistake or "").replace(f"{self.folder}{os.sep}", "")
        return list(dict.fromkeys(re.findall(r"^(.+?\.yaml):\d+:", told, re.MULTILINE)))

    def _look(self) -> None:
        state, self._looked_at = self._files(), self.clock()
        if state != self._state or self._current is None:
            self._reload(state)

    def _reload(self, state: tuple[tuple[str, int, int], ...]) -> None:
        is_changed, self._state = state != self._state, state
        try:
            known = replace(load(self.folder), closures=self._closures, old_desks=self._old_desks)
            self._current, self.mistake = known, None
        except KnowledgeError as error:
            self.mistake = error
            for file in self.refused if is_changed else ():
                logger.error("knowledge_refused file=%s", file)

    def _files(self) -> tuple[tuple[str, int, int], ...]:
        try:
            return tuple(sorted(_yaml_files(self.folder)))
        except (
            FileNotFoundError
        ):  # the folder, or a file that an editor is just replacing: what is there is read anyhow
            return ()


def watched(folder: Path) -> LiveKnowledge:
    """The knowledge base of a folder for what runs for long."""
    return LiveKnowledge(folder, LOOK_EVERY, time.monotonic)


def _yaml_files(folder: Path | str) -> Iterator[tuple[str, int, int]]:
    """Path, time and size of each; by `scandir`, for this is asked with every message."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _yaml_files(entry.path)
            elif entry.name.endswith(".yaml"):
                stat = entry.stat()
                yield entry.path, stat.st_mtime_ns, stat.st_size
