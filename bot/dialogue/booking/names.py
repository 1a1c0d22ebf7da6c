"""A name and a phone number in an answer to "nome e cognome": "sono Rosa Bianchi, 333 1234567"."""

import re
from dataclasses import dataclass

from bot.dialogue.booking import namewords
from bot.dialogue.booking.hearing import is_no, is_yes
from bot.relatives import FAMILY, named

LONGEST = 60
"""Letters of a name."""
LONGEST_ANSWER = 300
"""Letters of an answer that may be a name and nothing besides."""
_DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_THEN = r"(?: ?[./-] ?| )?\d"
_PHONE = re.compile(
    rf"(?<!\w)(?<!\d[:.,])(?:(?:(?:\+|00)?39 ?)?3\d(?:{_THEN}){{7,8}}|(?:\+|00)\d(?:{_THEN}){{5,14}}|0\d(?:{_THEN}){{4,9}})(?!\w)"
)
"""A mobile phone's, one with its country, one of a house: a street's number, or an age, before it is no part of it."""
_NOT_THIS = re.compile(r"\b(?:non|no|invece d[ie]l?)(?: (?:è|e'|e|il|al|più|piu))*\s*$", re.IGNORECASE)
""" "Non è 333 1234567, è 333 7654321"."""
_BEFORE_PHONE = re.compile(
    r"\b(?:e )?(?:il )?(?:mio )?(?:numero|telefono|tel|cell|cellulare|recapito|num|n)\b\.?"
    r"(?: (?:di )?(?:telefono|cellulare|tel))?(?: (?:e'|è|e))?\s*:?\s*$",
    re.IGNORECASE,
)
_NEAR = named(*FAMILY, "young", "friends").replace("papa", "pap[aà]")
_TITLE = r"(?:(?:(?:la |il )?(?:sig\.?ra |sig\.? |signora |signor |signorina ))|(?-i:la |il ))"
_CALLED = (
    r"(?:mi chiamo|(?<!come )si chiama|il (?:mio |suo )?nome (?:e'|è|e|sarebbe)|nome e cognome(?: (?:e'|è|e|sono))?|"
    r"(?:il )?nome(?: mio)?\b(?! e\b)|a nome(?: d[ie]\b)?|intestat[oa] a)"
)
_BEFORE = re.compile(
    r"^(?:(?:(?-i:basta)|solo|soltanto|s[iì]|no|ok|allora|ecco|buongiorno|buonasera|salve|ciao|scusi|anzi|certo|va bene|ah|eh|dunque|grazie"
    r"|perfetto|(?:ho )?capito|chiaro|d['’]accordo|bene|eccomi|mi fido)[\s,.!:]+)*"
    r"(?:(?:(?:la |lo )?(?:segni|metta|scriva|prenoti|intesti)|segnare|scrivere)\b(?: pure)?\s+)?"
    rf"(?:(?:io |lei )?(?:{_CALLED}|sono io,?|sono|per)\b[\s:,]*)?"
    rf"(?:(?:per )?(?:la |il )?(?:mi[oa]|nostr[oa]) {_NEAR}\b[\s,:]+)?{_TITLE}*",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"\b(?:mi chiamo|(?<!come )si chiama|(?:il )?(?:mio|suo) nome (?:è|e'|e|sarebbe)|nome e cognome\s*:|nome\s*:"
    r"|(?:il )?nome(?: mio)? (?-i:(?=[A-ZÀ-Ý]))"
    rf"|a nome(?: d[ie]\b)?|intestat[oa] a)[\s:,]*{_TITLE}?",
    re.IGNORECASE,
)
_THE_NAME_IS = re.compile(r"\bnome (?:è|e'|e|in) ", re.IGNORECASE)
_I_AM = re.compile(rf"\bsono\s+{_TITLE}?(?-i:(?=[A-ZÀ-Ý]))", re.IGNORECASE)
"""What follows has to be written with capitals, for it may be many things: "sono Italiana"."""
_BETWEEN = re.compile(r"[\s,;]*\b(?:nome|cognome)\b\s*:?\s*", re.IGNORECASE)
_BORN = re.compile(r"[\s,]*\b(?:nat[oa]|residente|classe|di anni)\b[^\n]*", re.IGNORECASE)
_AFTER = re.compile(r"[\s,]*(?:\b(?:grazie(?: mille)?|per favore|e basta|va bene|ecco)\b\W*)+$", re.IGNORECASE)
_WHO_IS = re.compile(
    rf"[\s,(]*\b(?:che |cioe |ed |è )*(?:è |e' |e |sarebbe |sono )?(?:la |il )?(?:mi[oa]|nostr[oa]) {_NEAR}\b[\s)]*$",
    re.IGNORECASE,
)
""" "Lucia Ferrari, che è mia madre": who it is, after the name."""
_OWN = re.compile(
    r"\b(?:il )?mio(?: nome)?(?: invece| per[oò])? (?:è|e'|e|sarebbe)(?: invece)? (?=[A-ZÀ-Ý])"
    r"|\bio (?:invece )?(?:sono|mi chiamo) (?=[A-ZÀ-Ý])"
)
_SURNAME_IS = re.compile(
    r"\b[Cc]ognome(?: giusto)?(?:(?: (?:è|e'|e|in)|:)? (?=[A-ZÀ-Ý])| (?:è|e'|e|in) )|^(?:no,? )?(?:il )?cognome:? (?=\w+$)"
)
_TWO = re.compile(r"[A-ZÀ-Ý][\w'’]+ e [A-ZÀ-Ý][\w'’]+(?: [A-ZÀ-Ý][\w'’]+)+")
""" "Monica e Fabio Sala": two who come together."""


@dataclass(frozen=True)
class Identity:
    """What somebody wrote of oneself; empty where it was not there."""

    name: str = ""
    phone: str = ""

    @property
    def is_full(self) -> bool:
        """Whether it is more than a first name, or a surname: "De Luca" is one."""
        return len(namewords.without_particles(self.name.split())) > 1


def told(text: str) -> Identity:
    """The name and the number in an answer; a question is not a name, and neither is what has other words in it."""
    text = _DATE.sub(" ", text)
    phone = _phone(text)
    rest = text
    if phone:
        rest = _BEFORE_PHONE.sub("", text[: phone.start()].rstrip(" ,;:-")) + " " + text[phone.end() :]
    first = re.split(r"[,\n]" if phone else ",", rest)[0]
    name = _name(rest) or _name(first) or introduced(text)
    return Identity(name, _written(phone))


def own_name(text: str) -> str:
    """The writer's own name, told beside another's: "il mio invece è Andrea"."""
    found = _OWN.search(text)
    return namewords.leading(text[found.end() :]) if found else ""


def corrected_surname(text: str) -> str:
    """ "No, il cognome è Ferro"."""
    found = _SURNAME_IS.search(text)
    return namewords.leading(text[found.end() :]) if found else ""


def introduced(text: str) -> str:
    """The name of somebody who says so with other things: "mi chiamo Rosa Bianchi e vorrei prenotare"."""
    if found := _INTRODUCED.search(text):
        return namewords.leading(text[found.end() :])
    if (found := _THE_NAME_IS.search(text)) and (name := namewords.leading(text[found.end() :])):
        # "Il nome è importante" is none.
        return name if Identity(name).is_full or name in text else ""
    found = _I_AM.search(text)
    name = namewords.leading(text[found.end() :]) if found else ""
    return name if found and Identity(name).is_full and name in text else ""


def is_a_name(text: str, identity: Identity, has_wish: bool) -> bool:
    """Whether these words are a name and not something that one says: "Domenica Ferrari", but not "facciamo sabato"."""
    if introduced(text):
        return True
    if has_wish:
        return identity.is_full and (identity.name in text or namewords.is_beside_a_time(identity.name.split()))
    return bool(identity.name)


def _phone(text: str) -> re.Match[str] | None:
    """The number; of two the one that is not said to be wrong."""
    found = list(_PHONE.finditer(text))
    return next((each for each in found if not _NOT_THIS.search(text[: each.start()])), found[0] if found else None)


def _written(phone: re.Match[str] | None) -> str:
    return " ".join(phone[0].split()) if phone else ""


def _name(text: str) -> str:
    """The name that these words are, and nothing besides."""
    if len(text) > LONGEST_ANSWER:
        return ""
    text = _BORN.sub("", text.strip().rstrip(".!"))
    text = _AFTER.sub("", _WHO_IS.sub("", text))
    text = _BETWEEN.sub(" ", _BEFORE.sub("", text.strip())).strip(" ,.;:!-")
    if len(text) > LONGEST or "?" in text or is_yes(text) or is_no(text):
        return ""
    if _TWO.fullmatch(text):
        return text
    tokens = text.replace(",", " ").split()
    return namewords.spelled_as_name(tokens) if namewords.is_a_name(tokens) else ""
