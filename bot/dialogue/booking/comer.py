"""Who comes, said by itself while an appointment is made: "è per me, ho 52 anni", "per mia moglie", "sono di Cesano"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.dialogue.booking.ages import OF_AGE, OLDEST, read_ages
from bot.italian import normalise
from bot.relatives import FAMILY, GROWN_UP, named

_IT_IS = (
    r"(?:(?:e|sarebbe|prenoto|verrei|vengo|serve|mi serve|lo chiedo|(?:l appuntamento|la prenotazione|il colloquio|il posto) e) )?"
    r"(?:(?:proprio|solo|anche|sempre) )?per "
)
_ARTICLES = r"(?:(?:un|una|la|il|l|lo|mi[oa]|quest[oa]|quel|quella|car[oa]) )*"
_CLAIM = re.compile(
    r"(?:"
    rf"(?P<oneself>{_IT_IS}me(?: stess[oa]| sol[oa])?|(?:sono|vengo|verrei|verro|prenoto) (?:proprio |solo )?io(?: (?:che|a) \w+)?)"
    rf"|{_IT_IS}{_ARTICLES}(?P<who>{named(*FAMILY, 'friends', 'helpers')})"
    r"|(?:(?:io|lei|lui) )?(?:(?:ne )?h[ao]|di) (?:(?:gia|quasi|solo|circa) )?(?P<age>\d{1,3})(?: anni)?(?: (?:suonati|compiuti|passati))?"
    r"|(?P<grown>(?:(?:io )?(?:sono|e) )?(?:gia )?(?:un |una )?(?:maggiorenne|adult[oa]|persona adulta|pensionat[oa]))"
    r"|(?:sono|abito|abitiamo|vivo|viviamo|risiedo|(?:sono )?residente)(?: qui)? (?:a|in|di) (?P<town>\*)"
    r")(?: |$)"
)
_FILLER = re.compile(
    r"(?:(?:si|no|ok|guardi|senta|allora|ecco|comunque|scusi|ma|ed?|eh|che|cioe|infatti|grazie|signora|dottoressa|buongiorno|salve)(?: |$))*"
)
_GROWN_UP = re.compile(named(*GROWN_UP))


@dataclass(frozen=True)
class Comer:
    """`is_another`: somebody else than the writer; `is_of_age`: that is sure, by the age or by who it is."""

    is_another: bool = False
    is_of_age: bool = False


def comer(text: str, comune: str) -> Comer | None:
    """Who comes, where a message says that and nothing else; none of whoever is, or may be, under age. `comune` is the municipality's name."""
    claims = None if "?" in text else _claims(_without_town(read_ages(text), comune))
    if not claims:
        return None
    ages = [int(claim["age"]) for claim in claims if claim["age"]]
    people = [claim["who"] for claim in claims if claim["who"]]
    if any(not OF_AGE <= age <= OLDEST for age in ages):
        return None
    is_of_age = bool(ages) or any(claim["grown"] for claim in claims) or any(map(_GROWN_UP.fullmatch, people))
    return Comer(is_another=bool(people), is_of_age=is_of_age)


def _claims(words: str) -> list[re.Match[str]]:
    """All that is said, claim by claim; none where there is anything else."""
    try:
        return list(_one_by_one(words))
    except ValueError:
        return []


def _one_by_one(words: str) -> Iterator[re.Match[str]]:
    place = _past_filler(words, 0)
    while place < len(words):
        claim = _CLAIM.match(words, place)
        if claim is None:
            raise ValueError("something else is said")
        yield claim
        place = _past_filler(words, claim.end())


def _past_filler(words: str, place: int) -> int:
    found = _FILLER.match(words, place)
    return found.end() if found else place


def _without_town(words: str, comune: str) -> str:
    """A star for the municipality, by its whole name or the first word of it."""
    whole = normalise(comune)
    return re.sub(rf"\b(?:{re.escape(whole)}|{re.escape(whole.split()[0])})\b", "*", words)
