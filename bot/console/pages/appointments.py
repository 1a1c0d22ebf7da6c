"""One appointment: looked at, called off, marked as come or not come."""

from datetime import timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Form
from starlette.responses import Response

from bot.booking import keeping
from bot.booking.diary import Diary
from bot.booking.outcomes import NotFound
from bot.console.agenda.changing import changed, found, shown
from bot.console.agenda.desks import address_of, agenda_page, desk_seen
from bot.console.agenda.forms import Asked, Key, Typed, day_in
from bot.console.agenda.sheets import back
from bot.console.entrance import Keeper
from bot.console.office import Here
from bot.queue.alerts import message_seen

page = agenda_page("/{comune}/{service}/appointments/{appointment_id}")
MARKED = {"came": "agenda_came", "absent": "agenda_absent", "booked": "agenda_booked_again"}
A_MOMENT = timedelta(seconds=1)


@page.get("")
async def appointment(
    office: Here, entered: Keeper, comune: str, service: str, appointment_id: UUID, done: Asked = ""
) -> Response:
    desk = desk_seen(office, entered.person, comune, service)
    return await shown(office, entered, desk, appointment_id, done=done)


@page.post("/call-off")
async def call_off(
    office: Here, entered: Keeper, comune: str, service: str, appointment_id: UUID, key: Key
) -> Response:
    """The citizen is told, and offered other slots."""
    desk, now = desk_seen(office, entered.person, comune, service), office.clock()
    about = await found(office, desk, appointment_id)
    result = await changed(office, desk, key, lambda diary: keeping.call_off(diary, appointment_id, now))
    if isinstance(result, NotFound):
        return await shown(office, entered, desk, appointment_id, fault="appointment_over")
    return back(f"{address_of(desk)}?day={about.slot.day}", "agenda_called_off")


@page.post("/mark")
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
    about = await found(office, desk, appointment_id)

    def act(diary: Diary) -> object:
        return keeping.mark(diary, appointment_id, what)

    result = await changed(office, desk, key, act, since=about.start - A_MOMENT)
    if isinstance(result, NotFound):
        return await shown(office, entered, desk, appointment_id, fault="appointment_over")
    return back(f"{address_of(desk)}?day={about.slot.day}", MARKED[what])


@page.post("/told")
async def told(office: Here, entered: Keeper, comune: str, service: str, appointment_id: UUID, key: Key) -> Response:
    """Somebody has called the citizen whom no notice reaches; operators need not look at the one that did not arrive."""
    desk = desk_seen(office, entered.person, comune, service)
    about = await found(office, desk, appointment_id)

    def act(diary: Diary) -> object:
        return keeping.told_by_phone(diary, appointment_id)

    await changed(office, desk, key, act, since=about.start - A_MOMENT)
    if about.notice is not None:
        async with office.database.transaction() as session:
            await message_seen(session, about.notice, entered.person.username)
    return back(f"{address_of(desk)}?day={about.slot.day}", "agenda_told")


@page.post("/late-seen")
async def late_seen(
    office: Here, entered: Keeper, comune: str, service: str, appointment_id: UUID, key: Key, day: Typed = ""
) -> Response:
    """Somebody at the desk has read that the citizen comes late; back to the day that was on the screen."""
    desk, now = desk_seen(office, entered.person, comune, service), office.clock()
    about = await found(office, desk, appointment_id)

    def act(diary: Diary) -> object:
        return keeping.seen_late(diary, appointment_id, now)

    await changed(office, desk, key, act, since=about.start - A_MOMENT)
    return back(f"{address_of(desk)}?day={day_in(day) or about.slot.day}", "agenda_late_seen")
