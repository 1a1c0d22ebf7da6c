"""What somebody on the waiting list wishes, in a line."""

from bot.booking.slots import Wish
from bot.times import WEEKDAYS, spoken_date, spoken_days, spoken_hour


def wish_in_words(wish: Wish, any_time: str) -> str:
    parts = [part for part in (_days(wish), _weekdays(wish), _hours(wish), _never(wish)) if part]
    return ", ".join(parts) or any_time


def _days(wish: Wish) -> str:
    if wish.first and wish.last:
        return spoken_days(wish.first, wish.last)
    if wish.first:
        return f"da {spoken_date(wish.first)}"
    return f"fino a {spoken_date(wish.last)}" if wish.last else ""


def _weekdays(wish: Wish) -> str:
    return " o ".join(WEEKDAYS[day] for day in sorted(wish.weekdays))


def _hours(wish: Wish) -> str:
    if wish.earliest and wish.earliest == wish.latest:
        return spoken_hour(wish.earliest)
    after = f"inizio dopo le {wish.earliest:%H:%M}" if wish.earliest else ""
    before = f"inizio entro le {wish.latest:%H:%M}" if wish.latest else ""
    return ", ".join(part for part in (after, before) if part)


def _never(wish: Wish) -> str:
    refused = [WEEKDAYS[day] for day in sorted(wish.not_weekdays)]
    refused += [spoken_date(day) for day in sorted(wish.not_days)]
    if between := wish.not_between:
        refused.append(f"con inizio fra le {between[0]:%H:%M} e le {between[1]:%H:%M}")
    return f"mai {' o '.join(refused)}" if refused else ""
