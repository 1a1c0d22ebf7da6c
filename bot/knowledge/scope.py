"""Whose business a question is, by its words: knowledge/scope.yaml. The brain alone is often too sure that it is another office's."""

import re
from functools import cached_property

from pydantic import Field

from bot.italian import normalise
from bot.knowledge.fields import Strict


class Scope(Strict):
    """Words of what other offices do, of hardship and of what only sounds so, of somebody in trouble, of his family, of who
    wants help, of who only asks whether there is such a thing, and of who asks a side of a service; a word that ends in *
    stands for every ending, | for "or"."""

    other_offices: tuple[str, ...] = Field(())
    hardships: tuple[str, ...] = Field(())
    no_hardships: tuple[str, ...] = Field(())
    own_troubles: tuple[str, ...] = Field(())
    relatives: tuple[str, ...] = Field(())
    wishes: tuple[str, ...] = Field(())
    asks_whether: tuple[str, ...] = Field(())
    sides: tuple[str, ...] = Field(())
    around_sides: tuple[str, ...] = Field(())

    def names_another_office(self, text: str) -> bool:
        return bool(self._another_office.search(normalise(text)))

    def tells_of_hardship(self, text: str) -> bool:
        """Whether somebody tells that he lacks what one lives on: he is helped, whatever else he names."""
        return bool(self._hardship.search(self._meant(text)))

    def tells_of_trouble(self, text: str) -> bool:
        """Whether somebody tells of a trouble of his own, or of his family's, whatever it is called."""
        return bool(self._trouble.search(self._meant(text)))

    def wishes_for_help(self, text: str) -> bool:
        """Whether somebody wants help, and does not just ask whether there is such a service."""
        message = self._meant(text)
        return bool(self._wish.search(message)) and not self._whether.search(message)

    def wants_something(self, text: str) -> bool:
        """Whether a few words hold a wish or a trouble at all."""
        return self.wishes_for_help(text) or self.tells_of_trouble(text)

    def asks_a_side(self, word: str) -> bool:
        """Whether it asks a side of a service: "via", "costano"."""
        return bool(self._side.fullmatch(word))

    def is_around_a_side(self, word: str) -> bool:
        """Whether it is said around such a word, and asks for nothing by itself: "ripete", "entrambi"."""
        return bool(self._around_side.fullmatch(word))

    def _meant(self, text: str) -> str:
        """The words, without those that only sound like a hardship."""
        return self._no_hardship.sub(" ", normalise(text))

    @cached_property
    def _no_hardship(self) -> re.Pattern[str]:
        return _any_of(self.no_hardships)

    @cached_property
    def _wish(self) -> re.Pattern[str]:
        return _any_of((*self.wishes, *self.relatives, *self.hardships))

    @cached_property
    def _whether(self) -> re.Pattern[str]:
        return _any_of(self.asks_whether)

    @cached_property
    def _another_office(self) -> re.Pattern[str]:
        return _any_of(self.other_offices)

    @cached_property
    def _side(self) -> re.Pattern[str]:
        return _any_of(self.sides)

    @cached_property
    def _around_side(self) -> re.Pattern[str]:
        return _any_of(self.around_sides)

    @cached_property
    def _hardship(self) -> re.Pattern[str]:
        return _any_of(self.hardships)

    @cached_property
    def _trouble(self) -> re.Pattern[str]:
        return _any_of((*self.hardships, *self.own_troubles, *self.relatives))


def _any_of(ways: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of these words; it finds nothing where there are none."""
    each = [" ".join(map(_word, way.split())) for way in ways]
    return re.compile(rf"\b(?:{'|'.join(each)})\b") if each else re.compile(r"(?!)")


def _word(word: str) -> str:
    """A word, or several of which any will do: "ho|abbiamo"."""
    ways = [
        re.escape(normalise(way.removesuffix("*"))) + (r"\w*" if way.endswith("*") else "") for way in word.split("|")
    ]
    return f"(?:{'|'.join(ways)})" if len(ways) > 1 else ways[0]
