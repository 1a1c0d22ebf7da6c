"""What the dialogue may ask of a desk. Two keep it: `MemoryAppointments` (nothing real) and `RowsAppointments` (the database)."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.booking.appointment import Appointment, Caller, Place, Which
from bot.booking.outcomes import (
    Booked,
    Cancelled,
    Confirmed,
    Held,
    HoldExpired,
    LateNoted,
    Left,
    LimitReached,
    Moved,
    NotFound,
    Released,
    Taken,
    TooLate,
    Waiting,
)
from bot.booking.slots import ANY_TIME, Slot, Wish


class Appointments(Protocol):
    """Every write is done once: the same message asking the same again gets the same outcome. When it returns, it is kept."""

    async def free(self, desk: str, now: datetime, wish: Wish = ANY_TIME) -> list[Slot]:
        """The slots that can be booked and meet the wish, in order; what somebody holds is not among them."""

    async def hold(
        self, caller: Caller, slot: Slot, *, moving: bool = False, longer: bool = False
    ) -> Held | Taken | LimitReached:
        """Keeps a slot for the citizen, in place of what he held before. `moving`: in order to move an appointment there.

        The slot that he holds already is kept no longer than it was; `longer`: as long as if it were chosen now.
        """

    async def release(self, caller: Caller, desk: str) -> Released:
        """Gives back what the citizen holds: "annulla", or an offer that is declined."""

    async def book(
        self, caller: Caller, hold: UUID, name: str, phone: str | None = None
    ) -> Booked | HoldExpired | LimitReached:
        """Makes an appointment of a hold; ends the citizen's waiting at that desk."""

    async def held(self, citizen: str, now: datetime) -> Appointment | None:
        """What the citizen holds now, perhaps offered by the waiting list."""

    async def own(self, citizen: str, now: datetime) -> list[Appointment]:
        """The citizen's open appointments, soonest first."""

    async def find(self, code: str, now: datetime) -> Appointment | None:
        """The open appointment with this code, whoever's it is."""

    async def move(self, caller: Caller, which: Which, slot: Slot) -> Moved | Taken | TooLate | NotFound:
        """Id and code stay; what the citizen holds is given back. By its id also one's own that the desk has called off."""

    async def cancel(self, caller: Caller, which: Which) -> Cancelled | TooLate | NotFound: ...

    async def confirm(self, caller: Caller, which: Which) -> Confirmed | NotFound: ...

    async def late(self, caller: Caller, which: Which, minutes: int | None = None) -> LateNoted | NotFound:
        """The psychologist sees it."""

    async def join_waiting_list(
        self, caller: Caller, desk: str, wish: Wish, name: str = "", phone: str | None = None
    ) -> Waiting | LimitReached:
        """One place a citizen and desk: a new wish replaces the old one and keeps the place."""

    async def place(self, citizen: str, desk: str) -> Place | None:
        """The citizen's place on the waiting list."""

    async def leave(self, caller: Caller, desk: str) -> Left: ...
