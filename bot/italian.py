"""One normaliser of written Italian for everything that reads citizens' messages.

Standard library and Python 3.10 syntax only: the brain, the safety check and the grammar of dates share it.
"""

import re
import unicodedata
from functools import lru_cache

ABBREVIATIONS = {
    "x": "per",
    "nn": "non",
    "cmq": "comunque",
    "cmnq": "comunque",
    "xo": "pero",
    "dp": "dopo",
    "k": "che",
    "ke": "che",
    "xk": "perche",
    "xke": "perche",
    "xche": "perche",
    "pk": "perche",
    "perke": "perche",
    "qnd": "quando",
    "qnt": "quanto",
    "qndo": "quando",
    "qnto": "quanto",
    "cm": "come",
    "cs": "cosa",
    "qst": "questo",
    "dv": "dove",
    "cn": "con",
    "sn": "sono",
    "tt": "tutto",
    "grz": "grazie",
    "msg": "messaggio",
    "tel": "telefono",
    "telef": "telefono",
    "uff": "ufficio",
    "appunt": "appuntamento",
    "gg": "giorni",
    "cell": "cellulare",
    "nr": "numero",
    "num": "numero",
    "appto": "appuntamento",
    "app.to": "appuntamento",
    "doc": "documenti",
    "docs": "documenti",
    "dott.ssa": "dottoressa",
    "dott": "dottore",
    "sig.ra": "signora",
    "sig": "signor",
    "info": "informazioni",
    "anke": "anche",
    "qlcs": "qualcosa",
    "qlcn": "qualcuno",
    "qualke": "qualche",
    "tnt": "tanto",
    "dmn": "domani",
    "bn": "bene",
    "lav": "lavoro",
}
"""What people shorten on a phone, and what they mean. Only shortenings that mean one thing."""

BESIDE = {
    "ass": (
        "assistente",
        frozenset(),
        frozenset({"sociale", "soc"}),
    ),
    "sett": (
        "settimana",
        frozenset({"la", "una", "questa", "quella", "ogni", "prossima", "scorsa", "della", "nella", "alla"}),
        frozenset({"prossima", "pross", "scorsa", "dopo"}),
    ),
}
"""Shortenings that mean more than one thing (also "assegno", "settembre"): what they mean after, or before, some words."""

JUST_READ = 16
"""Messages whose words are remembered for a moment: everything that looks at a message asks for them, twenty times a turn."""

EMOJI = {"👍": " ok ", "👌": " ok ", "🙏": " grazie ", "👋": " ciao "}
"""Emoji that stand for a word; all others fall away."""

_EMOJI = str.maketrans(EMOJI)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ′", "'"))
_FINAL_APOSTROPHE = re.compile(r"(?<=[aeiou])'(?![a-z])")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_LAUGHTER = re.compile(r"\b[aeio]?(?:h+[aeio]+){2,}h*\b")
_WORD = re.compile(r"[a-z]+\.[a-z]+(?![a-z])|[^\W\d_]+|\d+(?:[.,:]\d+)*|[?€]")


def without_accents(text: str) -> str:
    """The text with every accent taken off: people drop them, so they must not matter."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a message in a common spelling, numbers and question marks among them; other signs fall away."""
    return list(_words(text))


@lru_cache(maxsize=JUST_READ)
def _words(text: str) -> tuple[str, ...]:
    plain = without_accents(text.translate(_APOSTROPHES).translate(_EMOJI).lower())
    plain = _FINAL_APOSTROPHE.sub("", plain)
    plain = _LAUGHTER.sub("ahah", _STRETCHED.sub(r"\1", plain))
    return tuple(_settled([part for word in _WORD.findall(plain) for part in _expanded(word)]))


def _expanded(word: str) -> list[str]:
    if word in ABBREVIATIONS:
        return [ABBREVIATIONS[word]]
    return word.split(".") if word[0].isalpha() else [word]


def _settled(said: list[str]) -> list[str]:
    """The words, those that mean more than one thing as their neighbours tell; where these do not, they stay short."""
    around = zip(["", *said], said, [*said[1:], ""], strict=False)
    return [_meant(before, word, after) for before, word, after in around]


def _meant(before: str, word: str, after: str) -> str:
    meaning, told_before, told_after = BESIDE.get(word, (word, frozenset(), frozenset()))
    return meaning if before in told_before or after in told_after else word


def normalise(text: str) -> str:
    """The message as words with single spaces: "Xké nn c'è più?" gives "perche non c e piu ?"."""
    return " ".join(words(text))


def plain(text: str) -> str:
    """The same without question marks, where it does not matter whether a message asks."""
    return normalise(text).replace(" ?", "").strip("? ")
