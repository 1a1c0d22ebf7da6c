"""Whether the appointment would be for somebody under eighteen. Nobody is sent away for a child that is only spoken of: in doubt the age is asked."""

import re

from bot.dialogue.booking.ages import OF_AGE, read_ages
from bot.dialogue.booking.writers import is_the_writers
from bot.relatives import FAMILY, GROWN_UP, MAYBE_UNDER_AGE, named

FEW_WORDS = 8
"""So short a message says nothing but for whom it is."""
_KIN = named(*MAYBE_UNDER_AGE) + r"\b"
_YOUNG = named(*MAYBE_UNDER_AGE, "young", "cousins", "friends") + r"\b"
_GROWN_UP = named(*GROWN_UP) + r"\b"
_MINE = (
    r"(?:(?:il|la|lo|i|le|l|un|una|mi[oae]|miei|nostr[oaie]|su[oa]|quest[oa]|primo|prima|secondo|seconda|altr[oa]) )*"
)
_AGED = r"(?:di|ha|che ha|compie|e di) (?:(?:solo|quasi|appena|gia|ancora) )?(\d{1,2}) anni\b(?! (?:fa|da|di|in|piu|meno)\b)"

_NO_MINOR = re.compile(r"\bnon (?:\w+ ){0,3}?minor(?:enn)?[ei]\b")
_IS_A_MINOR = re.compile(
    r"(?:^|\b(?:si|no|lui|lei|che|perche|pero|ma|viene|ancora) )e (?:(?:ancora|un|una) )*(?:minorenne|minore)\b|\bnon e (?:ancora )?maggiorenne\b"
)
_SPOKEN_OF = re.compile(
    r"\b(?:(?:preoccupat\w|guerra|tribunale|ansia|pena|paura|angosci\w+|agitat\w|triste|stress\w*|male|sol[oa]|grazie|colpa|soffro|piango|vivo|lotto)"
    rf" per (?:lui|lei|loro|{_MINE}{_KIN})|(?:parl|litig|problem|discut|rapport|difficolta|causa)\w* (?:\w+ )?(?:di|con|su) {_MINE}{_KIN})"
)
""" "Sono in ansia per mio figlio", "per parlare di mia figlia"."""
_BROUGHT = re.compile(
    rf"\b(?:mi|ci) (?:\w+ ){{0,2}}?(?:accompagn|port)\w* {_MINE}{_KIN}|\b(?:accompagnar|portar)[mc]i {_MINE}{_KIN}"
)
""" "Mi accompagna mia figlia"."""
DESK = (
    r"(?:voi|lei|qui|parl\w+|prenot\w+|venir\w*|incontr\w+|sfogar\w*|ascolt\w*|veder[lv]\w+|psicolog\w*|dottoressa|colloqui\w*|appuntament\w*"
    r"|sportello|sedut\w*|aiuto)"
)
ELSEWHERE = (
    rf"(?:a|ad|al|alla|all|allo|ai|agli|in|dal|dalla|dall|dai|da) (?!(?:(?:un|una|il|la|l|lo|far\w*) )*{DESK}\b)"
)
""" "A nuoto", "dal pediatra", and not "dalla psicologa"."""
_WANTS = (
    r"(?:vuole|vorrebbe|vorra|ha (?:\w+ )?bisogno|avrebbe bisogno|chiede|desidera|vogliono|vorrebbero|hanno bisogno)"
)
_BRINGS = rf"(?:port|accompagn|mand)\w* {_MINE}{_KIN}"
_BOOKS = r"(?:prenot\w+|appuntament\w+|colloqui\w*|psicolog\w*|dottoressa|sedut\w*|posto|posti|parlarl?\w*)"
_THEM = r"(?:lui|lei|loro)"
_NEEDS_IT = re.compile(
    rf"^(?:\w+ ){{0,4}}?per {_MINE}{_KIN}(?! che mi\b)(?: \w+){{0,5}}$|\b{_BOOKS}\b.*\bper {_MINE}{_KIN}|\bper {_MINE}{_KIN}.*\b{_BOOKS}\b"
    rf"|\b{_KIN}(?: (?!non\b)\w+){{0,6}}? (?:{_WANTS}|deve|dovrebbe) (?:(?!che\b)\w+ ){{0,4}}?{DESK}\b(?! (?:anche )?con me\b)"
    rf"|\b{_KIN}.*\b(?:vorrei|vorremmo|voglio|posso|potrei|possiamo) (?:portar|accompagnar|mandar|far)l[oai]\b(?!(?: \w+){{0,3}}? {ELSEWHERE})"
    rf"|\b(?:{_KIN}|{_GROWN_UP} di\b).*\b(?:prenot|appuntament|colloqui|post|psicolog)\w* (?:\w+ ){{0,3}}?per {_THEM}\b"
    rf"|\b{_BRINGS}(?: di \d+ anni)? (?:\w+ ){{1,2}}?(?:psicolog\w*|dottoressa|colloqui\w*|parlar\w*)"
)
_COMES = re.compile(
    rf"(?<!devo )(?<!dovrei )(?<!vado a )(?<!vado ad )\b{_BRINGS}(?!(?: \w+){{0,5}}? {ELSEWHERE})"
    rf"|\b{_BRINGS}(?: di \d+ anni)? (?:\w+ ){{1,2}}?{DESK}\b"
)
_MAY_COME = re.compile(
    rf"\b{_KIN}(?: (?!non\b)\w+){{0,6}}? {_WANTS}\b(?! che\b)|\b(?:veng|venir|vien)\w* con {_MINE}{_KIN}"
    rf"|(?<!quando )(?<!se )\b(?:viene|verrebbe|verra|(?:puo|potrebbe|deve) venire) {_MINE}{_KIN}(?! (?:a|da|in)\b)"
    rf"|\b{_KIN}.*\b(?:portar|accompagnar|mandar)l[oai]\b(?!(?: \w+){{0,3}}? {ELSEWHERE})|\b(?:{_KIN}|{_GROWN_UP} di\b).*\bper {_THEM}\b"
    rf"|\bper {_MINE}{_KIN}(?! che mi\b)|\b{_KIN} (?:\w+ ){{0,2}}?di \d+ anni\b.*\b{_BOOKS}|\b{_BOOKS}.*\b{_KIN} (?:\w+ ){{0,2}}?di \d+ anni\b"
)
""" "Mio figlio vorrebbe": whether it is for the child, is not sure."""
_OF_AGE_KIN = re.compile(rf"\b{_YOUNG}(?: \w+){{0,4}}? {_AGED}")
_FOR_ONE_OF_AGE = re.compile(
    rf"\bper {_MINE}(?:(?:\w+ )?(?:{_YOUNG}|alunn[oa]|alliev[oa]|student\w+|person[ae]) (?:\w+ )?)?di (\d{{1,2}}) anni\b(?! (?:fa|di|in)\b)"
)
_AS_A_TOPIC = re.compile(
    rf"^(?:(?:buongiorno|buonasera|salve|ciao) )?{_MINE}{_KIN} di (\d{{1,2}}) anni "
    r"(?:vorr\w+|posso|possiamo|prenot\w+|appuntamento|colloquio)\b"
)
_AT_SCHOOL = re.compile(
    r"\b(?:asilo|materna|elementar[ei]|scuola media|scuole medie|alle medie|(?:prima|seconda|terza|quarta|quinta) (?:media|elementare))\b"
)
_SAID_OF_ONE = re.compile(r"\bminorenne\b|(?<=\bfigli )minorenni\b|(?<=\bper un )minore\b|(?<=\bper una )minore\b")
_SMALL = re.compile(rf"\b{named('little')}\b|\b(?:e|ancora) (?:piccol|piccin)\w+\b")
_FOR_ONESELF = re.compile(
    r"\b(?:per me(?! e\b)|io sono (?:la madre|il padre|adult\w)|sono (?:io )?maggiorenne|per me stess[oa])\b"
)
_ANYBODY = re.compile(rf"\b{named(*FAMILY, 'young')}\b")
_GROWN = re.compile(r"\b(?:maggiorenn|adult)\w*")


def is_for_oneself(text: str) -> bool:
    return _FOR_ONESELF.search(read_ages(text)) is not None


def is_for_a_minor(text: str) -> bool:
    """Whether the writer is, or asks for, somebody under eighteen; children are not meant by being mentioned."""
    if is_the_writers(text):
        return True
    words = _meant(text)
    if _FOR_ONESELF.search(words):
        return False
    if _IS_A_MINOR.search(words) and not _ANYBODY.search(words):
        return True
    words = _SAID_OF_ONE.sub("di 17 anni", words)
    is_about_it = len(words.split()) <= FEW_WORDS or re.search(rf"\b{_BOOKS}\b", words)
    ages = _ages(_AS_A_TOPIC, words) + (_ages(_FOR_ONE_OF_AGE, words) if is_about_it else [])
    if _NEEDS_IT.search(words) or _COMES.search(words):
        if _AT_SCHOOL.search(words) or _SMALL.search(words):
            return True
        ages += _ages(_OF_AGE_KIN, words)
    return any(age < OF_AGE for age in ages)


def is_for_a_child(text: str) -> bool:
    """Whether somebody asks, or may ask, for a child, a grandchild, a brother, of whom nobody can tell whether it is of age."""
    words = _SAID_OF_ONE.sub("di 17 anni", _meant(text))
    if _FOR_ONESELF.search(words) or says_of_age(text) or is_for_a_minor(text):
        return False
    ages = _ages(_OF_AGE_KIN, words)
    is_told = _GROWN.search(words) is not None or (bool(ages) and min(ages) >= OF_AGE)
    return not is_told and any(way.search(words) for way in (_NEEDS_IT, _COMES, _MAY_COME))


def needs_it(text: str) -> bool:
    """Whether a child is to talk with somebody, and does not only come along."""
    return _NEEDS_IT.search(_meant(text)) is not None


def says_under_age(text: str) -> bool:
    """Whether the answer to the question of age is that: "è minorenne", "mia figlia è piccola"."""
    words = _meant(text)
    return any(way.search(words) for way in (_IS_A_MINOR, _SAID_OF_ONE, _SMALL)) or is_for_a_minor(text)


def says_of_age(text: str) -> bool:
    """ "No, non è minorenne"."""
    return _NO_MINOR.search(read_ages(text)) is not None


def _meant(text: str) -> str:
    """The words without those that say the contrary, or in which somebody is only spoken of, or brings the writer."""
    words = _NO_MINOR.sub(" ", read_ages(text))
    return _BROUGHT.sub(" ", _SPOKEN_OF.sub(" ", words))


def _ages(pattern: re.Pattern[str], words: str) -> list[int]:
    return [int(found[1]) for found in pattern.finditer(words)]
