"""An appointment written down for somebody who has called, or moved; with what was typed, if the slot was taken meanwhile."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import Form
from starlette.responses import Response

from bot.agenda import view
from bot.booking import keeping
from bot.booking.appointment import Appointment
from bot.booking.desk import Desk
from bot.booking.diary import Diary
from bot.booking.keeping import ClosedDay
from bot.booking.outcomes import NotFound, Taken
from bot.booking.slots import Slot
from bot.console.agenda.changing import changed, found, shown
from bot.console.agenda.desks import address_of, agenda_page, desk_seen
from bot.console.agenda.forms import Asked, Key, Typed, wanted_slot
from bot.console.agenda.sheets import back, refused_with, sheet
from bot.console.entrance import Keeper
from bot.console.office import Here, Office
from bot.staff.sessions import Entered

page = agenda_page("/{comune}/{service}")
OFFERED_DAYS = 28
"""How far the list of free slots goes; others are typed."""
Name = Annotated[str, Form(max_length=80)]
Phone = Annotated[str, Form(max_length=30)]


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

    result = await changed(office, desk, key, act)
    if isinstance(result, Taken):
        return await _form(office, entered, desk, typed, "slot_taken", others=result.others)
    if isinstance(result, ClosedDay):
        return await _form(office, entered, desk, typed, "slot_closed")
    return back(f"{address_of(desk)}?day={wanted.day}", "agenda_booked")


@page.get("/appointments/{appointment_id}/move")
async def where_to(office: Here, entered: Keeper, comune: str, service: str, appointment_id: UUID) -> Response:
    desk = desk_seen(office, entered.person, comune, service)
    about = await found(office, desk, appointment_id)
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
    about = await found(office, desk, appointment_id)
    typed = {"slot": other or slot, "day": day, "hour": hour, "key": key}
    wanted = wanted_slot(desk, other or slot, day, hour, now)
    if isinstance(wanted, str):
        return await _form(office, entered, desk, typed, wanted, about=about)
    result = await changed(office, desk, key, lambda diary: keeping.move(diary, appointment_id, wanted, now))
    if isinstance(result, Taken):
        return await _form(office, entered, desk, typed, "slot_taken", others=result.others, about=about)
    if isinstance(result, NotFound):
        return await shown(office, entered, desk, appointment_id, fault="appointment_over")
    if isinstance(result, ClosedDay):
        return await _form(office, entered, desk, typed, "slot_closed", about=about)
    return back(f"{address_of(desk)}?day={wanted.day}", "agenda_moved")


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
