"""The weekly hours that the psychologist adds to the desk's own, or takes from them."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID, uuid4

from fastapi import Form
from starlette.responses import Response

from bot.agenda.pressing import change_once
from bot.agenda.view import series_in_force
from bot.booking import keeping
from bot.booking.desk import Desk
from bot.booking.slots import Series
from bot.console.agenda.desks import address_of, agenda_page, desk_seen
from bot.console.agenda.forms import Asked, Key, Typed, day_in, is_near, time_in
from bot.console.agenda.sheets import back, sheet
from bot.console.entrance import Keeper
from bot.console.office import Here, Office
from bot.errors import Refused
from bot.staff.sessions import Entered
from bot.times import local

page = agenda_page("/{comune}/{service}/hours")
Weekday = Annotated[int, Form(ge=0, le=6)]
How = Annotated[Literal["added", "taken"], Form()]


@dataclass(frozen=True)
class TypedSeries:
    """As it stands in the form."""

    how: Literal["added", "taken"] = "added"
    weekday: int = 0
    opens: str = ""
    closes: str = ""
    first: str = ""
    last: str = ""
    key: str = ""

    def read(self, desk: Desk, now: datetime) -> Series | str:
        """The series, else the word for what is wrong."""
        opens, closes, first = time_in(self.opens), time_in(self.closes), day_in(self.first)
        last = day_in(self.last) if self.last else None
        if first is None or (self.last and last is None):
            return "day_missing"
        if opens is None or closes is None or opens >= closes:
            return "hours_order"
        today = local(now).date()
        if not is_near(first, today) or (last and (last < first or last < today or not is_near(last, today))):
            return "days_order"
        return Series(uuid4(), self.weekday, opens, closes, first, last, self.how == "added")


@page.get("")
async def hours(office: Here, entered: Keeper, comune: str, service: str, done: Asked = "") -> Response:
    desk = desk_seen(office, entered.person, comune, service)
    typed = TypedSeries(first=local(office.clock()).date().isoformat())
    return await _shown(office, entered, desk, typed, done=done)


@page.post("")
async def add(
    office: Here,
    entered: Keeper,
    comune: str,
    service: str,
    key: Key,
    how: How = "added",
    weekday: Weekday = 0,
    opens: Typed = "",
    closes: Typed = "",
    first: Typed = "",
    last: Typed = "",
) -> Response:
    desk, now = desk_seen(office, entered.person, comune, service), office.clock()
    typed = TypedSeries(how, weekday, opens, closes, first, last, key)
    series = typed.read(desk, now)
    if isinstance(series, str):
        return await _shown(office, entered, desk, typed, series)
    async with office.database.transaction() as session:
        words = office.known.phrases.notices
        await change_once(session, desk, words, now, key, lambda diary: keeping.add_series(diary, series))
    return back(f"{address_of(desk)}/hours", "agenda_hours")


@page.post("/{series_id}/end")
async def end(office: Here, entered: Keeper, comune: str, service: str, series_id: UUID, key: Key) -> Response:
    desk, now = desk_seen(office, entered.person, comune, service), office.clock()
    async with office.database.transaction() as session:
        words = office.known.phrases.notices
        found = await change_once(session, desk, words, now, key, lambda diary: keeping.end_series(diary, series_id))
    if found is False:
        raise Refused("not_there")
    return back(f"{address_of(desk)}/hours", "agenda_hours_ended")


async def _shown(
    office: Office, entered: Entered, desk: Desk, typed: TypedSeries, fault: str | None = None, *, done: str = ""
) -> Response:
    now = office.clock()
    async with office.database.transaction() as session:
        listed = await series_in_force(session, desk, local(now).date(), now)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return sheet(office, entered, desk, "agenda_hours.html", status, typed=typed, fault=fault, listed=listed, done=done)
