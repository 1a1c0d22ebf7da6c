"""Turns of phrase said in plainer words before they are read: "non questo sabato, quello dopo", "una decina di giorni", "sabato 5 o 12"."""

import re

from bot.booking.wishes.spelling import MONTH, WEEKDAY

_OTHER_TIMES = "(?:oggi|domani|dopodomani|domattina|mattina|pomeriggio|sera|stasera|weekend|settimana)"
_PLAINER = tuple(
    (re.compile(pattern), plainer)
    for pattern, plainer in (
        # A proposal, and no refusal: "perché non sabato?"
        (r"\bperche non (?!posso|riesco|vengo|c e|ci)", ""),
        # "Lasci perdere giovedì", "non vorrei più tardi delle 18"
        (
            r"\b(?:lasci(?:a|amo|ate|o)? (?:stare|perdere)|non (?:voglio|vorrei|vogliamo|prenot\w+)(?: venire)?)(?: piu(?! tardi))?"
            rf" (?=(?:(?:il|di|del|al|la|le|gli|i|in|nel|per|dopo|prima|oltre|alle|delle) )*(?:{WEEKDAY}|{_OTHER_TIMES}|\d|@|piu tardi))",
            "non ",
        ),
        (
            rf"\bnon quest[oa] ({WEEKDAY}) (?:ma )?(?:quell[oa]|l altr[oa]|il|la)? ?(?:dopo|successiv[oa]|seguente|prossim[oa])\b",
            r"fra 2 \1",
        ),
        (rf"\b(?:quest altr[oa]|l altr[oa]) ({WEEKDAY})\b", r"\1 prossimo"),
        # Whoever refuses a part of a day is not asked to come on the rest of it.
        (
            rf"\b(tranne|eccetto|esclus[oa]|salvo|mai|non|no) ((?:il |di |al )?{WEEKDAY}) (?:mattina|pomeriggio|sera)\b",
            r"\1 \2",
        ),
        (r"\bdella prossima(?= $|$)", "della settimana prossima"),
        (rf"\bun[oa]? ({WEEKDAY}) (?:qualunque|qualsiasi)\b", r"il \1"),
        (rf"\b({WEEKDAY}) (?:tra|fra) 8 giorni\b", r"\1 in 8"),
        (r"\bun paio di (settimane|mesi)\b", r"2 \1"),
        (
            rf"\b({WEEKDAY}) (\d{{1,2}}) (o|e|oppure) (?:il )?(\d{{1,2}})(?= )(?! (?:{MONTH}|anni|figli|@|ore))",
            r"\1 \2 \3 \1 \4",
        ),
    )
)


_TWO_HOURS = re.compile(r"\b(alle|le) (\d{1,2}) (\d{1,2})(?= |$)(?! (?:anni|euro|giorni))")


def with_two_hours(words: str) -> str:
    """ "Verso le cinque, cinque e mezza" as "verso le 5 o le 5 e mezza"; hours are not marked yet."""
    return _TWO_HOURS.sub(_both, words)


def _both(found: re.Match[str]) -> str:
    at, first, second = found.groups()
    return f"{at} {first} o {at} {second}" if int(second) - int(first) in (0, 1) else found[0]


def said_plainly(words: str) -> str:
    """The words of a message, hours marked already."""
    for pattern, plainer in _PLAINER:
        words = pattern.sub(plainer, words)
    return words
