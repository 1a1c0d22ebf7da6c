"""Signs of danger: named lists of patterns over normalised words, read from signs/*.txt.

A pattern is words with single spaces: `a*` any ending, `(a|b_c)` one of, `{family}` one word of a family of words.txt, `x?` perhaps,
`x~` none to four of, `!x` not followed by, `..` up to three words of any kind, `...` up to six, `..!x` and `...!x` so many but none of x.
Accents and doubled letters do not matter, so slips in them don't either.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NOTHING = "~ "
"""Stands where something was taken out."""
FOLDER = Path(__file__).parent / "signs"
_DOUBLED = re.compile(r"([a-z])\1+")
_HEADING = re.compile(r"\[(\w+)(?: (\w+))?: (.+)\]")
_FURTHEST = {"..": 3, "...": 6}
"""How many words a gap may be wide."""
_GAP = re.compile(r"(\.{2,3})(?:!(.+))?")
_TIMES = {"?": "?", "~": "{0,4}"}


@dataclass(frozen=True)
class Sign:
    """One thing that a message may say. `weight` is how it counts: certain, hint, quiet, settled, study, care, service …"""

    weight: str
    kind: str
    name: str
    pattern: re.Pattern[str]


def squeezed(words: Sequence[str]) -> str:
    """The words as one line to look for signs in: doubled letters made single, a space at each end."""
    return _DOUBLED.sub(r"\1", f" {' '.join(words)} ")


@cache
def families() -> dict[str, str]:
    """The families of words.txt as the inside of a regular expression."""
    found: dict[str, str] = {}
    for line in _lines("words.txt"):
        name, _, members = line.partition(":")
        found[name] = "|".join(_expanded(member, found) for member in members.split())
    return found


@cache
def signs(sheet: str) -> tuple[Sign, ...]:
    """The signs of one sheet, in the order of the file."""
    lists: dict[tuple[str, str, str], list[str]] = {}
    for line in _lines(f"{sheet}.txt"):
        if heading := _HEADING.fullmatch(line):
            patterns = lists.setdefault((heading[1], heading[2] or sheet, heading[3]), [])
        else:
            patterns.append(_compiled(line))
    return tuple(Sign(*key, re.compile("(?<= )(?:" + "|".join(patterns) + ")")) for key, patterns in lists.items())


def says(line: str, sheet: str, weight: str) -> bool:
    """Whether a line holds any sign of this weight."""
    return any(sign.pattern.search(line) for sign in signs(sheet) if sign.weight == weight)


def without(line: str, sheet: str, *weights: str) -> str:
    """The line with what these signs found taken out."""
    for sign in signs(sheet):
        if sign.weight in weights:
            line = sign.pattern.sub(NOTHING, line)
    return line


def _lines(file: str) -> Iterator[str]:
    text = (FOLDER / file).read_text(encoding="utf-8")
    return (line for line in map(str.strip, text.splitlines()) if line and not line.startswith("#"))


def _compiled(line: str) -> str:
    return _DOUBLED.sub(r"\1", "".join(map(_token, line.split())))


def _token(part: str) -> str:
    if gap := _GAP.fullmatch(part):
        return f"(?:{_not_followed_by(gap[2]) if gap[2] else ''}[^ ]+ ){{0,{_FURTHEST[gap[1]]}}}"
    if part.startswith("!"):
        return _not_followed_by(part[1:])
    times = _TIMES.get(part[-1], "")
    return f"(?:(?:{_expanded(part[: -1 if times else None], families())}) ){times}"


def _not_followed_by(part: str) -> str:
    return f"(?!(?:{_expanded(part, families())}) )"


def _expanded(part: str, known: dict[str, str]) -> str:
    words = re.sub(r"\{(\w+)\}", lambda family: known[family[1]], part)
    return (
        words.replace("_", " ")
        .replace("[a-z]*", "*")
        .replace("*", "[a-z]*")
        .replace("(", "(?:")
        .replace("(?:?:", "(?:")
    )
