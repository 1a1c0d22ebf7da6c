"""What a citizen says about the time of an appointment, in free Italian, against a given clock. Standard library only."""

from bot.booking.wishes.adding import added
from bot.booking.wishes.bare import says_no_more, says_only_when
from bot.booking.wishes.reading import read_wish, time_apart
from bot.booking.wishes.wish import Frame, Reading, Unclear, Why, Wished

__all__ = [
    "Frame",
    "Reading",
    "Unclear",
    "Why",
    "Wished",
    "added",
    "read_wish",
    "says_no_more",
    "says_only_when",
    "time_apart",
]
