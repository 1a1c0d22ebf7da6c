"""A name and a phone number in an answer to "nome e cognome": "sono Rosa Bianchi, 333 1234567"."""

import re
from dataclasses import dataclass
from pathlib import Path

from bot.booking.wishes.spelling import MONTH_NUMBERS, SHORT, WEEKDAY_NUMBERS
from bot.dialogue.booking.hearing import is_no, is_question, is_yes
from bot.italian import normalise

MOST_WORDS = 5
LOWER_CASE_MAX = 3
"""More words than this without a capital are no name."""
SHORTEST, LONGEST = 2, 60
"""Letters of a name."""
_DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_PHONE = re.compile(r"(?<!\w)(?:\+|00)?\d(?:[\s./-]?\d){5,14}(?!\w)")
_BEFORE_PHONE = re.compile(
    r"\b(?:e )?(?:il )?(?:mio )?(?:numero|telefono|tel|cell|cellulare|recapito|num|n)\b\.?"
    r"(?: (?:di )?(?:telefono|cellulare|tel))?(?: (?:e'|è|e))?\s*:?\s*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:(?:basta|solo|soltanto|s[iì]|no|ok|allora|ecco|buongiorno|salve|ciao|scusi|anzi|certo|va bene|ah|eh|dunque|grazie)[\s,.!:]+)*"
    r"(?:(?:io |lei )?(?:mi chiamo|sono io,?|sono|si chiama|il (?:mio )?nome (?:e'|è|e|sarebbe)|nome e cognome|nome|"
    r"(?:lo |la )?(?:segni|prenoti|metta) a nome(?: di)?|a nome(?: di)?|per)\b[\s:,]*)?"
    r"(?:(?:la |il |sig\.?ra |sig\.? |signora |signor |signorina )+)?",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?:mi chiamo|il mio nome (?:è|e'|e)|a nome(?: di)?|si chiama|nome:|nome(?: mio)?)\s+(?:la |il )?(?:sig\w*\.? )?((?:[A-ZÀ-Ý][\w'’-]+[ ]?){1,4})"
)
_I_AM = re.compile(
    r"\b[Ss]ono\s+(?:la |il )?(?:sig\w*\.? )?([A-ZÀ-Ý][a-zà-ÿ'’-]+(?: [A-ZÀ-Ý][a-zà-ÿ'’]+[\w'’-]*){1,3})(?=\s*(?:[,.;!]|$| e | per | vorrei))"
)
"""Both names with capitals, for one may be many things: "sono Italiana"."""
_BETWEEN = re.compile(r"\s*(?:,|;|\s)*\s*(?:nome|cognome)\s*:?\s*", re.IGNORECASE)
_AFTER = re.compile(r"[\s,]*(?:grazie(?: mille)?|per favore|e basta|va bene|ecco)\W*$", re.IGNORECASE)
_WHO_IS = re.compile(
    r"[\s,(]*\b(?:che |cioe |ed |è )*(?:è |e' |e |sarebbe |sono )?(?:la |il )?(?:mi[oa]|nostr[oa]) (?:madre|mamma|padre|pap[aà]|figli[oa]|moglie"
    r"|marito|sorella|fratello|amic[oa]|nonn[oa]|zi[oa]|suocer[oa]|compagn[oa]|cugin[oa]|nipote|vicin[oa]|collega)\b[\s)]*$",
    re.IGNORECASE,
)
""" "Lucia Ferrari, che è mia madre": who it is, after the name."""
_OWN = re.compile(
    r"\b(?:il )?mio(?: nome)?(?: invece| per[oò])? (?:è|e'|e|sarebbe)(?: invece)? ([A-ZÀ-Ý][\w'’]+(?: [A-ZÀ-Ý][\w'’]+){0,3})"
    r"|\bio (?:invece )?(?:sono|mi chiamo) ([A-ZÀ-Ý][\w'’]+(?: [A-ZÀ-Ý][\w'’]+){0,3})"
)
_SURNAME_IS = re.compile(r"\bcognome (?:giusto )?(?:è|e'|e) ([A-ZÀ-Ý][\w'’]+)")
_TWO = re.compile(r"[A-ZÀ-Ý][\w'’]+ e [A-ZÀ-Ý][\w'’]+(?: [A-ZÀ-Ý][\w'’]+)+")
""" "Monica e Fabio Sala": two who come together."""
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")
_NO_NAME = frozenset((Path(__file__).parent / "not_names.txt").read_text(encoding="utf-8").split())
"""Words of an answer that is not, or not only, a name."""
_CALENDAR = {*WEEKDAY_NUMBERS, *MONTH_NUMBERS, *SHORT}


@dataclass(frozen=True)
class Identity:
    """What somebody wrote of oneself; empty where it was not there."""

    name: str = ""
    phone: str = ""

    @property
    def is_full(self) -> bool:
        return " " in self.name


def told(text: str) -> Identity:
    """The name and the number in an answer; a question is not a name, and neither is what has other words in it."""
    text = _DATE.sub(" ", text)
    phone = _PHONE.search(text)
    rest = text
    if phone:
        rest = _BEFORE_PHONE.sub("", text[: phone.start()].rstrip(" ,;:-")) + " " + text[phone.end() :]
    if "cognome" not in text.lower() and (named := introduced(text)):
        return Identity(named, _written(phone))
    return Identity(_name(rest) or _name(rest.split(",")[0]), _written(phone))


def own_name(text: str) -> str:
    """The writer's own name, told beside another's: "il mio invece è Andrea"."""
    found = _OWN.search(text)
    return _name(found[1] or found[2]) if found else ""


def corrected_surname(text: str) -> str:
    """ "No, il cognome è Ferro"."""
    found = _SURNAME_IS.search(text)
    return _name(found[1]) if found else ""


def introduced(text: str) -> str:
    """The name of somebody who says so with other things: "mi chiamo Rosa Bianchi e vorrei prenotare"."""
    found = _TITLED.search(text) or _I_AM.search(text)
    return _name(found[1]) if found else ""


def _written(phone: re.Match[str] | None) -> str:
    return " ".join(phone[0].split()) if phone else ""


def _name(text: str) -> str:
    text = _WHO_IS.sub("", text.strip().rstrip(".!"))
    text = _AFTER.sub("", _BETWEEN.sub(" ", _BEFORE.sub("", text.strip()))).strip(" ,.;:!-")
    if _TWO.fullmatch(text) and len(text) <= LONGEST and not is_question(text):
        return text
    if is_yes(text) or is_no(text):
        return ""
    words = text.replace(",", " ").split()
    if not words or len(words) > MOST_WORDS or is_question(text) or not SHORTEST <= len(text) <= LONGEST:
        return ""
    if not all(_WORD.fullmatch(word) and normalise(word) not in _NO_NAME for word in words):
        return ""
    if all(normalise(word) in _CALENDAR for word in words) or not any(len(word) > 2 for word in words):
        return ""
    return " ".join(_capitalised(word, words) for word in words)


def _capitalised(word: str, words: list[str]) -> str:
    """ "rosa BIANCHI" as "Rosa Bianchi"; who writes "de Luca" or "McAdam" knows why."""
    return word if any(not each.isupper() and not each.islower() for each in words) else word.title()


def is_a_name(text: str, identity: Identity, has_wish: bool) -> bool:
    """Whether these words are a name and not something that one says: "Domenica Ferrari", but not "facciamo sabato"."""
    if introduced(text):
        return True
    if has_wish:
        return identity.is_full and identity.name in text
    return bool(identity.name) and (identity.name in text or len(identity.name.split()) <= LOWER_CASE_MAX)
