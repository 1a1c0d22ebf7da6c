"""Concepts that are the same help for other people, and who is meant: knowledge/kin.yaml."""

import re
from typing import Literal

from bot.italian import words
from bot.knowledge.fields import Strict
from bot.relatives import CIRCLE, HOUSEHOLD, named

_CIRCLE = named(*CIRCLE)
_FAMILY = named(*HOUSEHOLD)

Whom = Literal["anziani", "disabili", "minori", "adulti"]
_AGED = r"(?:ho|ha|hanno|abbia|avesse|avra|compie|compira|compiuto|compiuti)(?: (?:gia|quasi|solo|appena|circa|ormai|piu di|meno di))?"
_ONE = rf"(?:{_FAMILY}|{_CIRCLE}|\w+in[oaie]|uomo|donna|signor[ae]|persona|ragazz[oaie]|bambin[oaie]|minor[ei]|anzian[oaie]|disabil[ei]|uno|una)"
AGE = re.compile(
    rf"(?:^(?:e )?(?:a |di )?|\b(?:{_AGED}|{_ONE}(?: di)?|a) )(\d{{1,3}}) ann[io]\b(?! (?:fa|di|che|dall?a?)\b)"
)
"""How old somebody is; not since when ("da 15 anni"), how long ago, or of how many years a paper is."""
POINTING = re.compile(r"(?:(?:no|non|e|ma|anzi|scusi|invece|dicevo|intendevo) )*quell[aeio]\b")
"""How a message begins that speaks of what was just spoken of ("no, quella per i disabili")."""


class Group(Strict):
    """People whom a help is for: the words that name them, and their ages in years, both ends included."""

    whom: Whom
    words: frozenset[str]
    from_age: int | None = None
    to_age: int | None = None

    def is_named_in(self, said: list[str]) -> bool:
        ages = map(int, AGE.findall(" ".join(said)))
        return not self.words.isdisjoint(said) or any(self._is_aged(age) for age in ages)

    def _is_aged(self, age: int) -> bool:
        return self.from_age is not None and self.to_age is not None and self.from_age <= age <= self.to_age


class Kin(Strict):
    groups: tuple[Group, ...] = ()
    families: tuple[dict[Whom, str], ...] = ()

    def other_than(self, concept: str, text: str) -> str | None:
        """The same help for those whom a text names; none where it names nobody, or those that the concept is for."""
        said = words(text)
        family = next((family for family in self.families if concept in family.values()), {})
        named = next((group.whom for group in self.groups if group.is_named_in(said)), None)
        found = family.get(named) if named else None
        return found if found != concept else None

    def pointed_to(self, concept: str, text: str) -> str | None:
        """The same, where the text says nothing but that it means the one for others."""
        return self.other_than(concept, text) if POINTING.match(" ".join(words(text))) else None
