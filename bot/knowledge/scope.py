"""Whose business a question is, by its words: knowledge/scope.yaml. The brain alone is often too sure that it is another office's."""

import re
from functools import cached_property

from pydantic import Field

from bot.italian import normalise
from bot.knowledge.schema import Strict


class Scope(Strict):
    """`other_offices` are words of what other offices do, `own_troubles` those of somebody in need; a word may end in * and hold spaces."""

    other_offices: tuple[str, ...] = Field(())
    own_troubles: tuple[str, ...] = Field(())

    def names_another_office(self, text: str) -> bool:
        return bool(self._another_office.search(normalise(text)))

    def tells_of_trouble(self, text: str) -> bool:
        """Whether somebody tells of a trouble of his own, or of his family's, whatever it is called."""
        return bool(self._trouble.search(normalise(text)))

    @cached_property
    def _another_office(self) -> re.Pattern[str]:
        return _any_of(self.other_offices)

    @cached_property
    def _trouble(self) -> re.Pattern[str]:
        return _any_of(self.own_troubles)


def _any_of(ways: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of these words; it finds nothing where there are none."""
    each = [re.escape(normalise(way.removesuffix("*"))) + (r"\w*" if way.endswith("*") else "") for way in ways]
    return re.compile(rf"\b(?:{'|'.join(each)})\b") if each else re.compile(r"(?!)")
