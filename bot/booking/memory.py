"""Appointments of a command: `sportello ask` and `chat` book here, and nothing real is touched."""

from collections.abc import Callable
from datetime import datetime
from typing import cast
from uuid import UUID

from bot.booking import waiting
from bot.booking.appointment import Appointment, Caller, Which, as_code
from bot.booking.clerk import Clerk, Result
from bot.booking.desk import Desks
from bot.booking.diary import Diary
from bot.booking.outcomes import Outcome
from bot.booking.passing import let_expire
from bot.errors import NoSuchDesk


class MemoryAppointments(Clerk):
    """Diaries that end with the process. No `await` lies within a change: one at a time."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks
        self._diaries: dict[str, Diary] = {}
        self._outcomes: dict[tuple[str, str, str], Outcome] = {}

    async def diary(self, desk: str, now: datetime | None = None) -> Diary:
        known = self._desks().get(desk)
        if known is None:
            raise NoSuchDesk(desk)
        diary = self._diaries.setdefault(desk, Diary(known))
        # The knowledge base may have changed.
        diary.desk = known
        return diary

    async def change(self, caller: Caller, desk: str, what: str, act: Callable[[Diary], Result]) -> Result:
        key = (caller.citizen, caller.message_id, what)
        if key not in self._outcomes:
            diary = await self.diary(desk)
            let_expire(diary, caller.now, asking=caller.citizen)
            self._outcomes[key] = act(diary)
            waiting.offer(diary, caller.now, but=caller.citizen)
            # There is nobody to be told.
            diary.notices.clear()
        return cast(Result, self._outcomes[key])

    async def own(self, citizen: str, now: datetime) -> list[Appointment]:
        found = (a for diary in self._diaries.values() for a in diary.open_of(citizen, now))
        return sorted(found, key=lambda a: a.start)

    async def held(self, citizen: str, now: datetime) -> Appointment | None:
        holds = (diary.hold_of(citizen) for diary in self._diaries.values())
        return next((h for h in holds if h and h.held_until and now < h.held_until), None)

    async def find(self, code: str, now: datetime) -> Appointment | None:
        letters = as_code(code)
        return next((a for a in self._all() if a.code == letters and a.is_open(now)), None)

    async def desk_of(self, which: Which) -> str | None:
        code = None if isinstance(which, UUID) else as_code(which)
        return next((a.desk for a in self._all() if a.id == which or a.code == code), None)

    def _all(self) -> list[Appointment]:
        return [a for diary in self._diaries.values() for a in diary.appointments.values()]
