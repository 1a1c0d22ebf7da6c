"""One appointment: written down for somebody who has called, moved, called off, marked."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Form
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from bot.agenda import view
from bot.agenda.pressing import change_once
from bot.booking import keeping
from bot.booking.appointment import Appointment
from bot.booking.desk import Desk
from bot.booking.diary import Diary
from bot.booking.outcomes import NotFound, Taken
from bot.booking.slots import Slot
from bot.console.agenda.desks import address_of, desk_seen
from bot.console.agenda.forms import Asked, Key, Typed, wanted_slot
from bot.console.agenda.sheets import back, refused_with, sheet
from bot.console.entrance import Keeper
from bot.console.office import Here, Office
from bot.errors import Refused
from bot.staff.sessions import Entered

page = APIRouter(prefix="/agenda/{comune}/{service}")
OFFERED_DAYS = 28
"""How far the list of free slots goes; others are typed."""
Name = Annotated[str, Form(max_length=80)]
Phone = Annotated[str, Form(max_length=30)]
MARKED = {"came": "agenda_came", "absent": "agenda_absent", "booked": "agenda_booked_again"}
A_MOMENT = timedelta(seconds=1)


@page.get("/new")
async def new(
    office: Here, entered: Keeper, comune: str, service: str, slot: Asked = "", day: Asked = "", hour: Asked = ""
) -> Response:
    desk = desk_seen(office, entered.person, comune, service)
    return await _form(
        office, entered, desk, {"slot": slot, "day": day, "hour": hour, "name": "", "phone": "", "key": ""}
    )


@page.post("/new")
async def write_down(
    office: Here,
    entered: Keeper,
    comune: str,
    service: str,
    key: Key,
    slot: Typed = "",
    other: Typed = "",
    day: Typed = "",
    hour: Typed = "",
    name: Name = "",
    phone: Phone = "",
) -> Response:
    """`other` is a slot offered in place of the one that was taken."""
    desk, now = desk_seen(office, entered.person, comune, service), office.clock()
    typed = {"slot": other or slot, "day": day, "hour": hour, "name": name, "phone": phone, "key": key}
    wanted = wanted_slot(desk, other or slot, day, hour, now)
    if isinstance(wanted, str) or not name.strip():
        return await _form(office, entered, desk, typed, wanted if isinstance(wanted, str) else "name_missing")

    def act(diary: Diary) -> object:
        by = entered.person.username
        return keeping.write_down(diary, wanted, name.strip(), phone.strip(), by, now)

    result = await _changed(office, desk, key, act)
    if isinstance(result, Taken):
        return await _form(office, entered, desk, typed, "slot_taken", others=result.others)
    return back(f"{address_of(desk)}?day={wanted.day}", "agenda_booked")


@page.get("/appointments/{appointment_id}")
async def appointment(
    office: Here, entered: Keeper, comune: str, service: str, appointment_id: UUID, done: Asked = ""
) -> Response:
    desk = desk_seen(office, entered.person, comune, service)
    return await _shown(office, entered, desk, appointment_id, done=done)


@page.get("/appointments/{appointment_id}/move")
async def where_to(office: Here, entered: Keeper, comune: str, service: str, appointment_id: UUID) -> Response:
    desk = desk_seen(office, entered.person, comune, service)
    about = await _found(office, desk, appointment_id)
    return await _form(office, entered, desk, {"slot": "", "day": "", "hour": "", "key": ""}, about=about)


@page.post("/appointments/{appointment_id}/move")
async def move(
    office: Here,
    entered: Keeper,
    comune: str,
    service: str,
    appointment_id: UUID,
    key: Key,
    slot: Typed = "",
    other: Typed = "",
    day: Typed = "",
    hour: Typed = "",
) -> Response:
    """The citizen is told."""
    desk, now = desk_seen(office, entered.person, comune, service), office.clock()
    about = await _found(office, desk, appointment_id)
    typed = {"slot": other or slot, "day": day, "hour": hour, "key": key}
    wanted = wanted_slot(desk, other or slot, day, hour, now)
    if isinstance(wanted, str):
        return await _form(office, entered, desk, typed, wanted, about=about)
    result = await _changed(office, desk, key, lambda diary: keeping.move(diary, appointment_id, wanted, now))
    if isinstance(result, Taken):
        return await _form(office, entered, desk, typed, "slot_taken", others=result.others, about=about)
    if isinstance(result, NotFound):
        return await _shown(office, entered, desk, appointment_id, fault="appointment_over")
    return back(f"{address_of(desk)}?day={wanted.day}", "agenda_moved")


@page.post("/appointments/{appointment_id}/call-off")
async def call_off(
    office: Here, entered: Keeper, comune: str, service: str, appointment_id: UUID, key: Key
) -> Response:
    """The citizen is told, and offered other slots."""
    desk, now = desk_seen(office, entered.person, comune, service), office.clock()
    about = await _found(office, desk, appointment_id)
    result = await _changed(office, desk, key, lambda diary: keeping.call_off(diary, appointment_id, now))
    if isinstance(result, NotFound):
        return await _shown(office, entered, desk, appointment_id, fault="appointment_over")
    return back(f"{address_of(desk)}?day={about.slot.day}", "agenda_called_off")


@page.post("/appointments/{appointment_id}/mark")
async def mark(
    office: Here,
    entered: Keeper,
    comune: str,
    service: str,
    appointment_id: UUID,
    key: Key,
    what: Annotated[Literal["came", "absent", "booked"], Form()],
) -> Response:
    """Came, did not come, or a mistake taken back."""
    desk = desk_seen(office, entered.person, comune, service)
    about = await _found(office, desk, appointment_id)

    def act(diary: Diary) -> object:
        return keeping.mark(diary, appointment_id, what)

    result = await _changed(office, desk, key, act, since=about.start - A_MOMENT)
    if isinstance(result, NotFound):
        return await _shown(office, entered, desk, appointment_id, fault="appointment_over")
    return back(f"{address_of(desk)}?day={about.slot.day}", MARKED[what])


@page.post("/appointments/{appointment_id}/told")
async def told(office: Here, entered: Keeper, comune: str, service: str, appointment_id: UUID, key: Key) -> Response:
    """Somebody has called the citizen whom no notice reaches."""
    desk = desk_seen(office, entered.person, comune, service)
    about = await _found(office, desk, appointment_id)

    def act(diary: Diary) -> object:
        return keeping.told_by_phone(diary, appointment_id)

    await _changed(office, desk, key, act, since=about.start - A_MOMENT)
    return back(f"{address_of(desk)}?day={about.slot.day}", "agenda_told")


async def _changed(office: Office, desk: Desk, key: str, act: Any, since: datetime | None = None) -> object:
    words, now = office.known.phrases.notices, office.clock()
    async with office.database.transaction() as session:
        return await change_once(session, desk, words, now, key, act, since)


async def _found(office: Office, desk: Desk, id: UUID) -> Appointment:
    """Raises `Refused` where it is none of this desk's."""
    async with office.database.transaction() as session:
        return await _of_desk(session, desk, id)


async def _of_desk(session: AsyncSession, desk: Desk, id: UUID) -> Appointment:
    found = await view.one(session, desk, id)
    if found is None:
        raise Refused("not_there")
    return found


async def _shown(
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


async def _form(
    office: Office,
    entered: Entered,
    desk: Desk,
    typed: dict[str, str],
    fault: str | None = None,
    *,
    others: tuple[Slot, ...] = (),
    about: Appointment | None = None,
) -> Response:
    """To write down a new appointment, or to move one; with what was typed."""
    async with office.database.transaction() as session:
        free = await view.free(session, desk, office.clock(), OFFERED_DAYS)
    status = refused_with(fault) if fault else HTTPStatus.OK
    values = {"typed": typed, "fault": fault, "others": others, "about": about, "free": free}
    return sheet(office, entered, desk, "appointment_form.html", status, **values)
