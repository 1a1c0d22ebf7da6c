"""The days that a message names, each marked as #0, #1, … in its words."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.booking.wishes.page import Page
from bot.booking.wishes.wish import Why

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
MARK = r"#(\d+)"


@dataclass(frozen=True)
class Days:
    """From one day to another, both included, of these weekdays only; what is None is open."""

    first: date | None = None
    last: date | None = None
    weekdays: tuple[int, ...] = ()

    @property
    def is_one(self) -> bool:
        return self.first is not None and self.first == self.last


def one(day: date) -> Days:
    return Days(day, day)


@dataclass(frozen=True)
class Mention:
    """What a few words mean, or may mean where they have to be asked back."""

    perhaps: tuple[Days, ...]
    why: Why | None = None
    weekday: int | None = None
    """Set where it was named by its weekday."""
    is_feast: bool = False
    any_week: bool = False
    """Whether the weekday alone was said: "mercoledì"."""

    @property
    def days(self) -> Days:
        """The likeliest meaning; open on both sides where there is none."""
        return self.perhaps[0] if self.perhaps else Days()


Means = Callable[[re.Match[str]], Mention | None]


@dataclass
class Marked:
    """A page whose days are marked, and what the marks mean."""

    page: Page
    today: date
    mentions: list[Mention] = field(default_factory=list)

    def mark(self, pattern: re.Pattern[str], means: Means) -> None:
        """Marks every place where the pattern stands and means something; its words stay where it means nothing."""
        self.page.words = pattern.sub(lambda found: self._marked(found, means(found)), self.page.words)

    def _marked(self, found: re.Match[str], mention: Mention | None) -> str:
        if mention is None:
            return found[0]
        self.mentions.append(mention)
        return f"#{len(self.mentions) - 1}"

    def of(self, numbers: Iterable[str]) -> list[Mention]:
        return [self.mentions[int(number)] for number in numbers]
