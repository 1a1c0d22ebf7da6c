"""Concepts that are the same help for other people, and who is meant: knowledge/kin.yaml."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from bot.italian import words
from bot.knowledge.fields import Strict
from bot.relatives import CIRCLE, HOUSEHOLD, named

_CIRCLE = named(*CIRCLE)
_FAMILY = named(*HOUSEHOLD)

Whom = Literal["anziani", "disabili", "minori", "adulti", "redditi", "malati"]
_AGED = r"(?:ho|ha|hanno|abbia|avesse|avra|compie|compira|compiuto|compiuti)(?: (?:gia|quasi|solo|appena|circa|ormai|piu di|meno di))?"
_ONE = rf"(?:{_FAMILY}|{_CIRCLE}|\w+in[oaie]|uomo|donna|signor[ae]|persona|ragazz[oaie]|bambin[oaie]|minor[ei]|anzian[oaie]|disabil[ei]|uno|una)"
AGE = re.compile(
    rf"(?:^(?:e )?(?:a |di )?|\b(?:{_AGED}|{_ONE}(?: di)?|a) )(\d{{1,3}}) ann[io]\b(?! (?:fa|di|che|dall?a?)\b)"
)
"""How old somebody is; not since when ("da 15 anni"), how long ago, or of how many years a paper is."""
POINTING = re.compile(
    r"(?:^(?:(?:no|non|e|ma|anzi|scusi|invece) )*|\b(?:intendevo|intendo|dicevo|volevo|cercavo|parlavo di|mi riferivo a|mi serv\w+|mi interess\w+)"
    r"(?: (?:dire|io|pero|invece|proprio))*(?: |$))quell[aeio]\b"
)
"""How a message speaks of what was just spoken of ("no, quella per i disabili", "mi sono spiegata male, intendevo quella dei minori")."""
_BESIDE = frozenset((
    "e", "ma", "no", "si", "ok", "per", "i", "gli", "le", "il", "la", "lo", "l", "un", "uno", "una", "di", "dei",
    "degli", "delle", "del", "della", "a", "ai", "agli", "alle", "da", "con", "invece", "allora", "scusi",
    "quello", "quella", "quelli", "quelle", "anche", "solo", "che", "intendevo", "dicevo", "grazie", "servizio",
    "caso", "mio", "mia", "?",
))  # fmt: skip
"""What stands beside those named where nothing else is said."""


_THAT = re.compile(r"(?P<denied>\bnon )?\bquell[aeio]\b")
_AFTER_POINTING = frozenset((
    "per", "di", "dei", "degli", "delle", "del", "dell", "della", "da", "con", "a", "ai", "agli", "alle", "che", "invece",
    "pero",
))  # fmt: skip


def _behind_that(said: str) -> list[list[str]]:
    """What stands behind each "quello", the denied ones last: "non quello del reddito, quello per i malati"."""
    every = list(_THAT.finditer(said))
    ends = [*(that.start() for that in every[1:]), len(said)]
    behind = [(bool(that["denied"]), said[that.end() : end].split()) for that, end in zip(every, ends, strict=True)]
    return [words for _, words in sorted(behind, key=lambda each: each[0])]


class Group(Strict):
    """People whom a help is for: the words that name them, and their ages in years, both ends included."""

    whom: Whom
    words: frozenset[str]
    from_age: int | None = None
    to_age: int | None = None
    only_pointed: bool = False
    """Whether the words are so common that they mean the help for these only behind "quello per …"."""

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
        groups = [group for group in self.groups if not group.only_pointed]
        found = self._for_those(concept, words(text), groups)
        return found if found != concept else None

    def pointed_to(self, concept: str, text: str) -> str | None:
        """The same, where the text says nothing but for whom ("no, intendevo quella per i disabili", "minori"); it may be this very one."""
        said = words(text)
        if found := POINTING.search(joined := " ".join(said)):
            pointed = filter(self._goes_on, _behind_that(joined[found.start() :]))
            return self._for_those(concept, next(pointed, []), self.groups)
        return self._for_those(concept, said, self.groups) if self._names_nothing_else(said) else None

    def among(self, concepts: Sequence[str], text: str) -> str | None:
        """Which of those shown is meant by nothing but whom it is for ("minori"), where they are one help for several."""
        for family in self.families:
            shown = [concept for concept in concepts if concept in family.values()]
            for concept in shown if len(shown) > 1 else ():
                if (other := self.pointed_to(concept, text)) in shown:
                    return other
        return None

    def is_unsaid(self, concept: str, other: str, text: str) -> bool:
        """Whether `other` is the same help as `concept` for people whom the text does not name."""
        family = next((family for family in self.families if {concept, other} <= set(family.values())), {})
        whom = next((whom for whom, each in family.items() if each == other), None)
        named = [group.whom for group in self.groups if group.is_named_in(words(text))]
        return concept != other and whom is not None and whom not in named

    def _for_those(self, concept: str, said: list[str], groups: Sequence[Group]) -> str | None:
        family = next((family for family in self.families if concept in family.values()), {})
        return next((family[each.whom] for each in groups if each.whom in family and each.is_named_in(said)), None)

    def _names_nothing_else(self, said: list[str]) -> bool:
        return bool(said) and (_BESIDE | self._words).issuperset(said)

    def _goes_on(self, behind: list[str]) -> bool:
        """Whether "quella" is followed by whom it is for, and not by a thing of its own ("quella carta")."""
        return not behind or behind[0] in _AFTER_POINTING | self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset[str]().union(*(group.words for group in self.groups))
