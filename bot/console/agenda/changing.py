"""One appointment of a desk: found, changed once, shown."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from bot.agenda import view
from bot.agenda.pressing import change_once
from bot.booking.appointment import Appointment
from bot.booking.desk import Desk
from bot.booking.diary import Diary
from bot.console.agenda.sheets import sheet
from bot.console.office import Office
from bot.errors import Refused
from bot.staff.sessions import Entered


async def changed(
    office: Office, desk: Desk, key: str, act: Callable[[Diary], object], since: datetime | None = None
) -> object:
    """What comes of it; none where it was done before with this key. `since`: for appointments that are long over."""
    words, now = office.known.phrases.notices, office.clock()
    async with office.database.transaction() as session:
        return await change_once(session, desk, words, now, key, act, since)


async def found(office: Office, desk: Desk, id: UUID) -> Appointment:
    """Raises `Refused` where it is none of this desk's."""
    async with office.database.transaction() as session:
        return await _of_desk(session, desk, id)


async def _of_desk(session: AsyncSession, desk: Desk, id: UUID) -> Appointment:
    found = await view.one(session, desk, id)
    if found is None:
        raise Refused("not_there")
    return found


async def shown(
    office: Office, entered: Entered, desk: Desk, id: UUID, *, fault: str | None = None, done: str = ""
) -> Response:
    async with office.database.transaction() as session:
        about = await _of_desk(session, desk, id)
        seen = await view.view(session, desk, about.slot.day, 1, office.clock())
    status = HTTPStatus.CONFLICT if fault else HTTPStatus.OK
    to_call = any(other.id == id for other in seen.to_call)
    return sheet(
        office, entered, desk, "appointment.html", status, about=about, to_call=to_call, fault=fault, done=done
    )
