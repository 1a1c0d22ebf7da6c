"""What is wished no longer: "va bene qualsiasi giorno", "a qualunque ora"."""

import re

from bot.booking.wishes.adding import without_days, without_hours
from bot.booking.wishes.spelling import spelled
from bot.booking.wishes.wish import Wished

_ANY = r"(?:qualsiasi|qualunque|ogni|tutti i|tutti gli)"
_ANY_DAY = re.compile(rf"\b{_ANY} giorn\w+|\bgiorno (?:qualsiasi|qualunque)\b|\bnon importa (?:il|che|quale) giorno\b")
_ANY_HOUR = re.compile(rf"\b{_ANY} (?:or[ae]|orari\w*)\b|\bnon importa (?:l |a che |che )?or[ae]\b")
_ANY_TIME = re.compile(rf"\b(?:va bene tutto|indifferente|non importa quando|{_ANY} (?:momento|data))\b")


def released(wish: Wished | None, text: str) -> Wished | None:
    """What is left of a wish for somebody who says that any day, or any hour, will do."""
    words = spelled(text)
    if wish is None or _ANY_TIME.search(words):
        return None
    wish = without_days(wish) if _ANY_DAY.search(words) else wish
    return without_hours(wish) if _ANY_HOUR.search(words) else wish
