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


@cache
def named(*kinds: Near) -> str:
    """A pattern for these people in normalised words: `named("uncles", "cousins")`."""
    return f"(?:{'|'.join(word for kind in kinds for word in _words()[kind])})"


@cache
def _words() -> dict[str, list[str]]:
    lines = (Path(__file__).parent / "relatives.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if line and not line.startswith("#"))
    return {kind: words.split(" ") for kind, words in pairs}
