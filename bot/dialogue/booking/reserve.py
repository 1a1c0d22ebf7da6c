"""What somebody prefers not to tell: the surname, the number, who it is. None of it is needed, so none of it ends a booking."""

import re

from bot.dialogue.booking.minors import ELSEWHERE
from bot.italian import plain

_REFUSES = re.compile(
    r"\b(?:non (?:ce l ho|ho|voglio|vorrei|mi va|trovo|ricordo|lo so|so|dico|do|lascio|metto|scrivo|me la sento)|preferi\w+|anonim\w+|solo il nome)\b"
)
_OF_ONESELF = r"(?:cognome|nome|telefono|numero|cellulare|recapito|dati|generalita|identita)"
_NEEDLESS = r"(?:il caso|necessari\w+|obbligator\w+|indispensabil\w+|important\w+|che)"
_IS_WRONG = (
    r"(?:(?:mi |ci |l |si |lo )?(?:e|era|va (?:piu )?bene(?! \w+re\b)|sono|ha|hai|avete|hanno|scriv\w+|corrispond\w+|capi\w+)\b"
    rf"(?! {_NEEDLESS}\b))"
)
""" "Non è questo il mio nome", "non ha scritto bene il cognome"; but "non è il caso di dare il cognome"."""
_KEEPS_TO_ONESELF = re.compile(
    rf"\b(?:non(?! {_IS_WRONG})|rinuncio a(?:d|l|ll|lla|i|gli|lle)?|(?:senza|niente|nessun)(?! (?:problem|dubbi|fretta|pensier)\w*)|evito"
    r"|preferi\w+ (?:solo|soltanto|tener\w*|evitare|omettere|saltare|tacere))\b"
    rf"(?: \w+){{0,6}}? {_OF_ONESELF}\b"
    rf"|\b{_OF_ONESELF} (?:pero |invece |proprio )?(?:no|non(?! (?:e|va|sono|si|corrispond\w+)\b)|preferi\w+|me lo tengo)\b"
    r"|\bnon (?:voglio|vorrei|posso|mi va di|intendo|me la sento di) (?:dir|dar|lasciar|scriver|metter)(?:lo|la|gli\w+|le\w+|vel\w+)\b"
)
_PHONE = re.compile(r"\b(?:telefono|numero|cellulare|recapito)\b")
_FIRST_NAME_ONLY = re.compile(
    r"\b(?:(?:solo|soltanto|basta) (?:il |con il |col )?(?:nome|quello|questo|cosi)|(?:nome|quello|questo|cosi) (?:e )?basta"
    r"|niente cognome|senza cognome|preferi\w+)\b"
)
_COMES_ALONE = re.compile(
    r"\b(?:(?:vengo|verro|venir\w*|ci sono|saro) (?:solo|sola|soltanto|da sol[oa])|(?:solo|soltanto) io|non viene (?:piu|con me)|io e basta)\b"
)
_ELSEWHERE = re.compile(rf"(?: io)? {ELSEWHERE}(?!(?:auto|autobus|macchina|bici|treno|metro|bus)\b)")


def refuses(text: str) -> bool:
    """Whether somebody does not have, or does not want to give, what was asked for."""
    return _REFUSES.search(plain(text)) is not None


def keeps_to_oneself(text: str) -> bool:
    """ "Non voglio dire il cognome", "il telefono no"."""
    return _KEEPS_TO_ONESELF.search(plain(text)) is not None


def is_reserved(text: str) -> bool:
    """Whether anything is kept back."""
    return keeps_to_oneself(text) or keeps_to_the_first_name(text)


def keeps_the_surname(text: str) -> bool:
    return keeps_to_oneself(text) and "cognome" in plain(text).split()


def gives_the_first_name_alone(text: str) -> bool:
    """ "Sono Rosa, il cognome preferisco non dirlo"; who keeps the number back has said nothing of the surname."""
    return keeps_the_surname(text) or (keeps_to_the_first_name(text) and not is_about_the_phone(text))


def is_about_the_phone(text: str) -> bool:
    return _PHONE.search(plain(text)) is not None


def keeps_to_the_first_name(text: str) -> bool:
    """ "Basta il nome", "preferisco di no"."""
    return _FIRST_NAME_ONLY.search(plain(text)) is not None


def comes_alone(text: str) -> bool:
    """ "Vengo solo io": about who comes, and no name; "vengo solo io a pagare la mensa" is none of it."""
    words = plain(text)
    found = _COMES_ALONE.search(words)
    return found is not None and not _ELSEWHERE.match(words[found.end() :])
