"""An appointment, a place on the waiting list, and who asks for them."""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from bot.booking.slots import Slot, Wish

Status = Literal["held", "released", "expired", "booked", "cancelled", "called_off", "came", "absent"]
"""A hold is `released` by the citizen; an appointment `cancelled` by the citizen, `called_off` by the desk."""
Untold = Literal["called_off", "moved"]
"""What the desk has changed and the citizen does not know yet."""
TAKING: tuple[Status, ...] = ("held", "booked", "came", "absent")
"""What keeps others out of the slot."""
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""None that is taken for another when it is read aloud or written by hand."""
CODE_LENGTH = 8


@dataclass(frozen=True)
class Caller:
    """Who asks, by the brain's name for the talk; with which message; and when."""

    citizen: str
    message_id: str
    now: datetime

    def __post_init__(self) -> None:
        # Ten minutes are ten minutes in UTC only.
        object.__setattr__(self, "now", self.now.astimezone(UTC))


@dataclass(frozen=True)
class Appointment:
    """A slot that is held, booked, or was; `id` and `code` stay when it is moved."""

    id: UUID
    slot: Slot
    status: Status
    code: str
    citizen: str | None = None
    """None where it was booked by phone, or the citizen's talk was forgotten."""
    name: str = ""
    phone: str = ""
    held_until: datetime | None = None
    is_offered: bool = False
    """Held for somebody on the waiting list."""
    sequence: int = 0
    """Grows with every change that a calendar has to know of."""
    settled_at: datetime | None = None
    """When it was booked or last moved."""
    confirmed_at: datetime | None = None
    reminded_at: datetime | None = None
    late_minutes: int | None = None
    late_at: datetime | None = None
    late_seen_at: datetime | None = None
    """When somebody at the desk has ticked it as seen."""
    untold: Untold | None = None
    notice: int | None = None
    """The message that told the desk's last change."""
    is_lost: bool = False
    """That message has not arrived, or nobody knows: somebody has to call."""
    by: str = ""
    """Who at the desk wrote it down; empty = the citizen himself."""

    def known(self) -> "Appointment":
        """The same where the citizen knows how it stands."""
        return replace(self, untold=None, notice=None, is_lost=False)

    @property
    def start(self) -> datetime:
        return self.slot.start

    @property
    def end(self) -> datetime:
        return self.slot.end

    @property
    def desk(self) -> str:
        return self.slot.desk

    def takes_its_slot(self, now: datetime) -> bool:
        """Whether nobody else can have it; a hold that is over takes nothing, whether or not that was noted yet."""
        is_over = self.status == "held" and self.held_until is not None and self.held_until <= now
        return self.status in TAKING and not is_over

    @property
    def spoken_code(self) -> str:
        """In two halves, as one reads it aloud: "K7MQ-4PXA"."""
        half = CODE_LENGTH // 2
        return f"{self.code[:half]}-{self.code[half:]}"

    def is_open(self, now: datetime) -> bool:
        """Whether somebody is still to come."""
        return self.status == "booked" and now < self.end


Which = UUID | str
"""An appointment of one's own by its id, or anybody's by its code."""


@dataclass(frozen=True)
class Place:
    """A place on a desk's waiting list."""

    id: UUID
    desk: str
    citizen: str
    wish: Wish
    joined_at: datetime
    name: str = ""
    phone: str = ""
    passed: frozenset[datetime] = frozenset()
    """Beginnings of slots that were offered and not taken."""


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def as_code(written: str) -> str | None:
    """The code as somebody types it: any case, with spaces or dashes; none where it cannot be one."""
    letters = "".join(letter for letter in written.upper() if letter.isalnum())
    return letters if len(letters) == CODE_LENGTH and set(letters) <= set(LETTERS) else None


def digits(phone: str) -> str:
    """What makes a phone number the same as another: without spaces and without Italy's prefix."""
    found = "".join(letter for letter in phone if letter.isdigit())
    return found[2:] if phone.strip().startswith("+39") else found.removeprefix("0039")
