"""Words for relatives and others near to somebody, by kind (relatives.txt): one room for all that reads who is meant."""

from functools import cache
from pathlib import Path
from typing import Literal

Near = Literal[
    "children", "little", "siblings", "nephews", "young", "parents", "spouses", "partners", "grandparents", "uncles",
    "cousins", "in_laws", "other_in_laws", "former", "kin", "friends", "helpers", "bosses",
]  # fmt: skip
FAMILY: tuple[Near, ...] = (
    "children", "little", "siblings", "nephews", "parents", "spouses", "partners", "grandparents", "uncles", "cousins",
    "in_laws", "other_in_laws",
)  # fmt: skip
HOUSEHOLD: tuple[Near, ...] = (
    "children", "siblings", "nephews", "parents", "spouses", "partners", "former", "grandparents", "uncles", "other_in_laws",
)  # fmt: skip
"""One's own."""
CIRCLE: tuple[Near, ...] = ("cousins", "in_laws", "kin", "friends")
"""Those who are near, but not of the household: that they live elsewhere is no reason to ask for another town's services."""
AT_WORK: tuple[Near, ...] = ("bosses",)
"""Those who have a say over one's work or home."""
GROWN_UP: tuple[Near, ...] = ("parents", "grandparents", "uncles", "spouses", "other_in_laws", "helpers")
"""Who is surely of age."""
MAYBE_UNDER_AGE: tuple[Near, ...] = ("children", "little", "siblings", "nephews")
"""Of whom nobody can tell whether they are of age."""


_ONE = "il un mio tuo suo nostro vostro altro questo quel quello del al dal col qualche"
_SHE = "la una mia tua sua nostra vostra altra questa quella della alla dalla"
_THEY = (
    "i ai dei dai coi le alle delle a e di tra fra con per noi miei tuoi suoi nostri vostri mie sue nostre"
    " altri altre questi quei alcuni certi due tre"
)


def _after(articles: str, word: str) -> str:
    """A pattern for the word after one of these."""
    ways = "|".join(rf"(?<=\b{article} )" for article in articles.split())
    return f"(?:{ways}){word}"


_SOMEBODY = {
    "vicin[oaie]": f"(?=vicin)(?:{_after(_ONE, 'vicino')}|{_after(_SHE, 'vicina')}|{_after(_THEY, 'vicin[ie]')}|vicin[oaie](?= di (?:casa|piano)))",
    "familiar[ei]": f"(?=famil)(?:{_after(_ONE, 'familiare')}|{_after(_SHE, 'familiare')}|{_after(_THEY, 'familiari')})",
    "amic[oai]": r"(?<!\btelefono )amic[oai]",
}
"""Words that mean somebody only as these patterns have them: "vicino a Bussero", "consultorio familiare", "Telefono amico" are nobody."""


@cache
def named(*kinds: Near) -> str:
    """A pattern for these people in normalised words: `named("uncles", "cousins")`."""
    return f"(?:{'|'.join(word for kind in kinds for word in _words()[kind])})"


@cache
def _words() -> dict[str, list[str]]:
    lines = (Path(__file__).parent / "relatives.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if line and not line.startswith("#"))
    return {kind: [_SOMEBODY.get(word, word) for word in words.split(" ")] for kind, words in pairs}
