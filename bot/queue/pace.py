"""How long the queue waits for what: for the citizen to finish, for a worker to come back, before the next try."""

from dataclasses import dataclass
from datetime import timedelta

from bot.settings import Settings

FIRST_BACK_OFF = timedelta(seconds=2)
LONGEST_BACK_OFF = timedelta(minutes=5)


@dataclass(frozen=True)
class Pace:
    """Leases are renewed at a third of their length; the database's clock measures them."""

    pause: timedelta = timedelta(seconds=3)
    """Silence that ends a turn."""
    turn_lease: timedelta = timedelta(seconds=30)
    send_lease: timedelta = timedelta(seconds=60)
    """Longer than any provider's call may take: then its outcome counts as unknown."""
    most_attempts: int = 5
    most_sends: int = 20
    """Tries of a message that a provider surely has not taken, an hour and more: it outlasts an outage, and what comes too fast."""
    brain_away: timedelta = timedelta(seconds=5)
    """How long a turn waits that the brain was away for."""
    cry_hold: timedelta = timedelta(seconds=60)
    """How long an operator who holds the talk has to answer a cry for help before the numbers are sent by themselves."""

    keep: timedelta = timedelta(days=180)
    """How long a quiet talk is kept."""

    @classmethod
    def of(cls, settings: Settings) -> "Pace":
        pause, keep = timedelta(seconds=settings.pause_seconds), timedelta(days=settings.keep_days)
        return cls(pause=pause, most_attempts=settings.most_attempts, keep=keep)


def back_off(attempt: int) -> timedelta:
    """How long to wait after this many tries: 2, 4, 8 … seconds, five minutes at most."""
    doublings = min(attempt - 1, 20)
    return min(FIRST_BACK_OFF * (1 << doublings), LONGEST_BACK_OFF)
