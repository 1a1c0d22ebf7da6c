"""Whether whoever writes says to be under eighteen."""

import re

from bot.booking.wishes.spelling import MONTH
from bot.dialogue.booking.ages import OF_AGE, read_ages
from bot.relatives import GROWN_UP, named

YOUNGEST = 6
_GROWN_UP = named(*GROWN_UP) + r"\b"
_OF_LIFE = r"(?! (?!(?:compiut|giust|precis|scus|tutt|quant|quell|quest|quind|doman|dopodoman|(?:pot|vor|dov|av|sa|preferi)r+e)i\b)\w{4,}(?<!ed)i\b)"
""" "12 anni contributivi" are no age: whatever word in the plural says of what kind they are."""
_OWN_AGE = re.compile(
    r"(?<!quando )(?<!non )\b(?:ho|ne ho|io)(?: (?:solo|soltanto|quasi|appena|gia|ancora))* (\d{1,2}) anni\b(?! (?:fa|di|da|che|in|piu|meno|alle)\b)"
    + _OF_LIFE
)
_I_AM_OF = re.compile(
    rf"(?<!non )\bsono (?:ancora )?(?:un[ao]? |(?=student|ragazz|bambin|adolescent|liceal))"
    rf"(?:(?!{_GROWN_UP}|con\b|e\b|ho\b|per\b|che\b|di\b|in\b|da\b)\w+ )"
    r"{0,3}?(?:di|che ha) (?:(?:solo|quasi|appena|soli) )?(\d{1,2}) anni\b(?! (?:fa|di|in|che)\b)" + _OF_LIFE
)
""" "Sono una studentessa di 17 anni"."""
_DATE = rf"(?:(?:a|ad|in|il|per) )?(?:\d{{1,2}} )?(?:{MONTH}|natale|pasqua|primavera|estate|autunno|inverno)\b"
_WHEN = rf"(?:anni\b(?! di\b)|domani|dopodomani|oggi|presto|(?:fra|tra) (?:poco|un|una|qualche|\d+)\b|{_DATE})"
_TO_BE = re.compile(
    rf"\b(?:faccio|faro) (?:i |gli )?(\d{{1,2}}) {_WHEN}|^(?:(?:si|no|io|ma|e|eh|allora|adesso|quasi) )*(?:ne |li )(?:faccio|faro) (\d{{1,2}})$"
    r"|\b(?:compio|compiro|compiero) (?:i |gli )?(\d{1,2})\b(?! (?:anni )?di\b)"
    r"|\bnon (?:ne )?ho (?:(?:ancora|neanche|nemmeno) )?(?:compiuto )?(?:i )?(18)(?: anni\b(?! (?:fa|di|da|che|in)\b)| compiuti|$)"
    r"|\b(?:ne )?ho (?:quasi|neanche|nemmeno) (18)(?: anni\b(?! (?:fa|di|da|che|in)\b)|$)"
)
""" "Ne faccio 18 fra un mese": not yet."""
_WRITES_A_MINOR = re.compile(
    r"(?<!non )\bsono (?:(?:ancora|io|un|una|solo|quasi) )*(?:minorenne|minore)\b(?! d)"
    r"|\bnon sono (?:ancora )?maggiorenne\b|\bsono quasi maggiorenne\b"
)


def is_the_writers(text: str) -> bool:
    """Whether the writer says to be under eighteen."""
    words = read_ages(text)
    ages = [int(found[1]) for pattern in (_OWN_AGE, _I_AM_OF) for found in pattern.finditer(words)]
    to_be = [int(next(filter(None, found.groups()))) for found in _TO_BE.finditer(words)]
    is_told = any(YOUNGEST <= age < OF_AGE for age in ages) or any(YOUNGEST < age <= OF_AGE for age in to_be)
    return is_told or _WRITES_A_MINOR.search(words) is not None
