"""The requests of `Appointments`, each as one change of one diary; how a diary is kept is for the two who keep it."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from bot.booking import asking, waiting
from bot.booking.appointment import Appointment, Caller, Place, Which
from bot.booking.diary import Diary
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
    Outcome,
    Released,
    Taken,
    TooLate,
    Waiting,
)
from bot.booking.slots import ANY_TIME, Slot, Wish

Result = TypeVar("Result", bound=Outcome)


class Clerk(ABC):
    """Fulfils `Appointments` for whoever can read a diary and change it once a message."""

    @abstractmethod
    async def own(self, citizen: str, now: datetime) -> list[Appointment]: ...

    @abstractmethod
    async def held(self, citizen: str, now: datetime) -> Appointment | None: ...

    @abstractmethod
    async def find(self, code: str, now: datetime) -> Appointment | None: ...

    @abstractmethod
    async def diary(self, desk: str, now: datetime | None = None) -> Diary:
        """The diary to look at, from a little before this moment on; raises `NoSuchDesk`."""

    @abstractmethod
    async def change(self, caller: Caller, desk: str, what: str, act: Callable[[Diary], Result]) -> Result:
        """The outcome of the act, done once for each message and `what`; ended holds come first. Raises `NoSuchDesk`."""

    async def free(self, desk: str, now: datetime, wish: Wish = ANY_TIME) -> list[Slot]:
        return [slot for slot in (await self.diary(desk, now)).free(now) if wish.is_met_by(slot)]

    async def place(self, citizen: str, desk: str) -> Place | None:
        return (await self.diary(desk)).place_of(citizen)

    async def hold(
        self, caller: Caller, slot: Slot, *, moving: bool = False, longer: bool = False
    ) -> Held | Taken | LimitReached:
        def act(diary: Diary) -> Held | Taken | LimitReached:
            return asking.hold(diary, caller, slot, moving, longer)

        what = f"hold {slot.token} {moving}{' longer' if longer else ''}"
        return await self.change(caller, slot.desk, what, act)

    async def release(self, caller: Caller, desk: str) -> Released:
        return await self.change(caller, desk, "release", lambda diary: asking.release(diary, caller))

    async def book(
        self, caller: Caller, hold: UUID, name: str, phone: str | None = None
    ) -> Booked | HoldExpired | LimitReached:
        def act(diary: Diary) -> Booked | HoldExpired | LimitReached:
            return asking.book(diary, caller, hold, name, phone or "")

        desk = await self.desk_of(hold)
        return await self.change(caller, desk, f"book {hold}", act) if desk else HoldExpired()

    async def move(self, caller: Caller, which: Which, slot: Slot) -> Moved | Taken | TooLate | NotFound:
        def act(diary: Diary) -> Moved | Taken | TooLate | NotFound:
            return asking.move(diary, caller, which, slot)

        desk = await self.desk_of(which)
        return await self.change(caller, desk, f"move {which} {slot.token}", act) if desk == slot.desk else NotFound()

    async def cancel(self, caller: Caller, which: Which) -> Cancelled | TooLate | NotFound:
        def act(diary: Diary) -> Cancelled | TooLate | NotFound:
            return asking.cancel(diary, caller, which)

        desk = await self.desk_of(which)
        return await self.change(caller, desk, f"cancel {which}", act) if desk else NotFound()

    async def confirm(self, caller: Caller, which: Which) -> Confirmed | NotFound:
        def act(diary: Diary) -> Confirmed | NotFound:
            return asking.confirm(diary, caller, which)

        desk = await self.desk_of(which)
        return await self.change(caller, desk, f"confirm {which}", act) if desk else NotFound()

    async def late(self, caller: Caller, which: Which, minutes: int | None = None) -> LateNoted | NotFound:
        def act(diary: Diary) -> LateNoted | NotFound:
            return asking.late(diary, caller, which, minutes)

        desk = await self.desk_of(which)
        return await self.change(caller, desk, f"late {which} {minutes}", act) if desk else NotFound()

    async def join_waiting_list(
        self, caller: Caller, desk: str, wish: Wish, name: str = "", phone: str | None = None
    ) -> Waiting | LimitReached:
        def act(diary: Diary) -> Waiting | LimitReached:
            return waiting.join(diary, caller, wish, name, phone or "")

        return await self.change(caller, desk, "join", act)

    async def leave(self, caller: Caller, desk: str) -> Left:
        return await self.change(caller, desk, "leave", lambda diary: waiting.leave(diary, caller))

    @abstractmethod
    async def desk_of(self, which: Which) -> str | None:
        """The desk of the appointment or hold with this id or code, whoever's it is."""
