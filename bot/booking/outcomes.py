"""What comes of a request at a desk: values to `match`, each with all that is needed for the answer."""

from dataclasses import dataclass

from bot.booking.appointment import Appointment, Place
from bot.booking.slots import Slot


@dataclass(frozen=True)
class Held:
    """The slot is kept until `hold.held_until`."""

    hold: Appointment


@dataclass(frozen=True)
class Taken:
    """The slot is not free, or never was one; `others` are near it in time, none where nothing is free at all."""

    slot: Slot
    others: tuple[Slot, ...]


@dataclass(frozen=True)
class LimitReached:
    """This person has as many open appointments as the desk allows; none of them is shown that was booked from elsewhere."""

    open: tuple[Appointment, ...]


@dataclass(frozen=True)
class HoldExpired:
    """The hold is over; `slot` where it is free again and may be held anew, `others` near it."""

    slot: Slot | None = None
    others: tuple[Slot, ...] = ()


@dataclass(frozen=True)
class Booked:
    appointment: Appointment


@dataclass(frozen=True)
class Moved:
    appointment: Appointment
    before: Slot


@dataclass(frozen=True)
class Cancelled:
    appointment: Appointment


@dataclass(frozen=True)
class Confirmed:
    appointment: Appointment


@dataclass(frozen=True)
class LateNoted:
    appointment: Appointment


@dataclass(frozen=True)
class TooLate:
    """So shortly before, only by phone."""

    appointment: Appointment


@dataclass(frozen=True)
class NotFound:
    """No such appointment of this citizen's, or none with this code, that is still to come."""


@dataclass(frozen=True)
class Released:
    """Nothing is held any more."""

    slot: Slot | None


@dataclass(frozen=True)
class Waiting:
    """On the waiting list; `ahead` is how many were there before."""

    place: Place
    ahead: int


@dataclass(frozen=True)
class Left:
    """Not on the waiting list any more (`was_waiting`: was on it until now)."""

    was_waiting: bool


Outcome = (
    Held | Taken | LimitReached | HoldExpired | Booked | Moved | Cancelled | Confirmed
    | LateNoted | TooLate | NotFound | Released | Waiting | Left
)  # fmt: skip
