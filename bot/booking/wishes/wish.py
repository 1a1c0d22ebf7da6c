"""What is read from a message: a wish, or what has to be asked back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

Why = Literal["past", "today", "next", "mismatch", "no_such_day"]
"""Why a day has to be asked back: it is over, is it today's or next week's, this or the next one, weekday and date differ, there is none."""


@dataclass(frozen=True)
class Frame:
    """Days and hours that suit, by the start of an appointment; what is None is open. `before` itself does not suit any more."""

    first: date | None = None
    last: date | None = None
    weekdays: tuple[int, ...] = ()
    """Only these, 0 = Monday; none = all."""
    not_weekdays: tuple[int, ...] = ()
    not_days: tuple[date, ...] = ()
    after: time | None = None
    before: time | None = None
    not_between: tuple[time, time] | None = None
    at: time | None = None
    soon: bool = False
    """Whether it is the earliest that counts."""
    any_week: bool = field(default=False, compare=False)
    """Whether its one day was named by its weekday alone: in another stretch it would be another day."""

    def suits(self, start: datetime) -> bool:
        """Whether an appointment that starts at this local moment is as wished."""
        return self.has_day(start.date()) and self.has_hour(start.time()) and self.at in (None, start.time())

    def has_day(self, day: date) -> bool:
        return (
            (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
            and (not self.weekdays or day.weekday() in self.weekdays)
            and day.weekday() not in self.not_weekdays
            and day not in self.not_days
        )

    def has_hour(self, hour: time) -> bool:
        """Whether the hour lies within those wished; an exact hour is looked at apart."""
        refused = self.not_between is not None and self.not_between[0] <= hour < self.not_between[1]
        return not refused and (self.after or time()) <= hour and (self.before is None or hour < self.before)

    @property
    def has_days(self) -> bool:
        return self.first is not None or self.last is not None or bool(self.weekdays)

    @property
    def day(self) -> date | None:
        """The one day that it is about."""
        return self.first if self.first == self.last else None


@dataclass(frozen=True)
class Wished:
    """One or several frames, any of which suits."""

    any_of: tuple[Frame, ...]

    def suits(self, start: datetime) -> bool:
        return any(frame.suits(start) for frame in self.any_of)

    def has_day(self, day: date) -> bool:
        return any(frame.has_day(day) for frame in self.any_of)

    @property
    def days(self) -> list[date]:
        """The single days that it names."""
        return [frame.day for frame in self.any_of if frame.day]

    @property
    def hour(self) -> time | None:
        """The exact hour that it names first."""
        return next((frame.at for frame in self.any_of if frame.at), None)


@dataclass(frozen=True)
class Unclear:
    """A time that may mean several things, or none: what to ask back, best first."""

    why: Why
    perhaps: tuple[Wished, ...] = ()


Reading = Wished | Unclear | None


def distinct(frames: Iterable[Frame]) -> tuple[Frame, ...]:
    return tuple(dict.fromkeys(frames))
