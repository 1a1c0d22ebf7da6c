"""Wishes add up over a talk: what is said later replaces only what is of its own kind, and the rest stays wished."""

from dataclasses import replace
from datetime import time, timedelta

from bot.booking.wishes.wish import Frame, Wished, distinct

MOST_FRAMES = 24
NOON = 12


def added(before: Wished | None, now: Wished) -> Wished:
    """Both together: a day replaces the days, a weekday the weekday, a stretch the stretch, an hour the hour; "il primo che c'è" is for now only."""
    if before is None:
        return now
    bases = _meant(before, now)
    both = distinct(frame for base in bases for new in now.any_of if _leaves_any(frame := _both(base, new)))
    return Wished(both[:MOST_FRAMES]) if both else now


def without_days(wish: Wished) -> Wished:
    """Only the hours of it."""
    return Wished(
        distinct(
            replace(frame, first=None, last=None, weekdays=(), not_weekdays=(), not_days=(), any_week=False)
            for frame in wish.any_of
        )
    )


def without_hours(wish: Wished) -> Wished:
    """Only the days of it."""
    return Wished(distinct(replace(f, after=None, before=None, not_between=None, at=None) for f in wish.any_of))


def without_moments(wish: Wished, *, days: bool = False) -> Wished:
    """Without its exact hours, and perhaps its single days; spans of either stay."""
    frames = [replace(frame, at=None) for frame in wish.any_of]
    return Wished(distinct(replace(f, first=None, last=None) if days and f.day else f for f in frames))


def in_any_week(wish: Wished) -> Wished:
    """The same, where "mercoledì" is any Wednesday: among the days on the screen it need not be the next one."""
    return Wished(distinct(_of_any_week(frame) for frame in wish.any_of))


def _meant(before: Wished, now: Wished) -> tuple[Frame, ...]:
    """Of "sabato mattina o mercoledì sera" only the one whose day is named again."""
    named = {day for frame in now.any_of for day in _weekdays(frame)}
    again = tuple(frame for frame in before.any_of if named & set(_weekdays(frame)))
    return again or before.any_of


def _both(base: Frame, new: Frame) -> Frame:
    return _with_hours(_with_refusals(_with_days(base, new), base, new), base, new)


def _with_days(base: Frame, new: Frame) -> Frame:
    """The days of the later wish, in the stretch, or on the weekdays, of the earlier."""
    weekdays = _weekdays(new)
    is_weekday = new.any_week or (bool(new.weekdays) and not _has_stretch(new))
    if is_weekday and _has_stretch(base):
        within = replace(base, weekdays=weekdays, any_week=False)
        if _leaves_any(within):
            return within
    if _has_stretch(new) and not new.weekdays:
        kept = replace(new, weekdays=base.weekdays or (_weekdays(base) if base.any_week else ()))
        return kept if _leaves_any(kept) else new
    if new.has_days:
        return new
    return replace(base, soon=new.soon)


def _with_refusals(frame: Frame, base: Frame, new: Frame) -> Frame:
    """Refused days stay refused until they are wished; a refusal takes the day back that was wished before."""
    wished, soon = set(_weekdays(new)), new.soon
    not_weekdays = {*base.not_weekdays, *new.not_weekdays} - wished
    not_days = {*base.not_days, *new.not_days} - ({new.day} if new.day else set())
    refusing = replace(frame, not_weekdays=tuple(sorted(not_weekdays)), not_days=tuple(sorted(not_days)), soon=soon)
    if new.has_days or _leaves_any(refusing):
        return refusing
    return replace(refusing, first=None, last=None, weekdays=(), any_week=False)


def _with_hours(frame: Frame, base: Frame, new: Frame) -> Frame:
    after, before, at = new.after, new.before, new.at
    if not (after or before or at):
        after, before, at = base.after, base.before, base.at
        if new.not_between and _lies_in(new.not_between, after, before, at):
            after = before = at = None
    elif not at and not base.at and bool(base.after) != bool(base.before) and bool(after) != bool(before):
        # "Dopo le 17", then "prima delle 19"; but not "dopo le 17", then "dopo le 18".
        joined = (after or base.after, before or base.before)
        after, before = joined if joined[0] and joined[1] and joined[0] < joined[1] else (after, before)
    elif at and not new.has_days:
        at = _in_the_part(at, base)
    refused = new.not_between or base.not_between
    if refused and not new.not_between and _lies_in(refused, after, before, at):
        refused = None
    return replace(frame, after=after, before=before, at=at, not_between=refused)


def _in_the_part(at: time, base: Frame) -> time:
    """ "Alle 8", said after "di sera", is 20."""
    later = at.replace(hour=at.hour + NOON) if at.hour < NOON else at
    return later if not base.has_hour(at) and base.has_hour(later) and base.after else at


def _lies_in(refused: tuple[time, time], after: time | None, before: time | None, at: time | None) -> bool:
    """Whether all that is wished of the hour is refused."""
    if at:
        return refused[0] <= at < refused[1]
    return bool(after and before and refused[0] <= after and before <= refused[1])


def _has_stretch(frame: Frame) -> bool:
    """Whether it has more days than one, within bounds."""
    return (frame.first is not None or frame.last is not None) and frame.day is None


def _weekdays(frame: Frame) -> tuple[int, ...]:
    if frame.weekdays:
        return frame.weekdays
    return (frame.day.weekday(),) if frame.day else ()


def _of_any_week(frame: Frame) -> Frame:
    return replace(frame, first=None, last=None, weekdays=_weekdays(frame)) if frame.any_week else frame


def _leaves_any(frame: Frame) -> bool:
    """Whether there is a day at all that it means; hours are left to the diary."""
    if frame.first and frame.last:
        days = [frame.first + timedelta(days=n) for n in range(min((frame.last - frame.first).days, 6) + 1)]
        return any(frame.has_day(day) for day in days)
    return not frame.weekdays or bool(set(frame.weekdays) - set(frame.not_weekdays))
