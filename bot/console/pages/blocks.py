"""Hours and days in which the desk sees nobody. A block over appointments lists them, and asks."""

from dataclasses import dataclass
from datetime import date, datetime, time
from http import HTTPStatus
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Form
from starlette.responses import Response

from bot.agenda.pressing import change_once
from bot.agenda.view import blocks_to_come
from bot.booking import keeping
from bot.booking.appointment import Appointment
from bot.booking.desk import Desk
from bot.booking.diary import Diary
from bot.booking.keeping import Blocked, ToAgree
from bot.booking.slots import Block
from bot.console.agenda.desks import address_of, agenda_page, desk_seen
from bot.console.agenda.forms import Asked, Key, Typed, day_in, id_in, is_near, time_in
from bot.console.agenda.sheets import back, sheet
from bot.console.entrance import Keeper
from bot.console.office import Here, Office
from bot.errors import Refused
from bot.staff.sessions import Entered
from bot.times import local, moment_of

page = agenda_page("/{comune}/{service}/blocks")
Ids = Annotated[list[str], Form(max_length=200)]


@dataclass(frozen=True)
class TypedBlock:
    """From a day and hour to a day and hour; without hours whole days, without a last day one."""

    first: str = ""
    opens: str = ""
    last: str = ""
    closes: str = ""
    key: str = ""

    def read(self, now: datetime) -> tuple[datetime, datetime] | str:
        """The span, else the word for what is wrong."""
        first, last = day_in(self.first), day_in(self.last or self.first)
        opens = time_in(self.opens) if self.opens else time()
        closes = time_in(self.closes) if self.closes else time.max
        if first is None or last is None or opens is None or closes is None:
            return "day_missing"
        return _span(first, opens, last, closes, now)


def _span(first: date, opens: time, last: date, closes: time, now: datetime) -> tuple[datetime, datetime] | str:
    today = local(now).date()
    if not (is_near(first, today) and is_near(last, today)):
        return "days_order"
    start, end = moment_of(first, opens), moment_of(last, closes)
    return (start, end) if start < end and end > now else "days_order"


@page.get("")
async def blocks(
    office: Here, entered: Keeper, comune: str, service: str, day: Asked = "", done: Asked = ""
) -> Response:
    desk = desk_seen(office, entered.person, comune, service)
    return await _shown(office, entered, desk, TypedBlock(first=day), done=done)


@page.post("")
async def block(
    office: Here,
    entered: Keeper,
    comune: str,
    service: str,
    key: Key,
    first: Typed = "",
    opens: Typed = "",
    last: Typed = "",
    closes: Typed = "",
    agreed: Ids = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """`agreed` are the appointments that were listed, and are called off."""
    desk, now = desk_seen(office, entered.person, comune, service), office.clock()
    typed = TypedBlock(first, opens, last, closes, key)
    span = typed.read(now)
    if isinstance(span, str):
        return await _shown(office, entered, desk, typed, span)
    new = Block(uuid4(), *span, entered.person.username)
    known = frozenset(id for text in agreed if (id := id_in(text)))

    def act(diary: Diary) -> Blocked | ToAgree:
        return keeping.block_if_agreed(diary, new, known, now)

    async with office.database.transaction() as session:
        result = await change_once(session, desk, office.known.phrases.notices, now, key, act)
    if isinstance(result, ToAgree):
        return await _shown(office, entered, desk, typed, booked=result.booked, asks_again=bool(known))
    return back(f"{address_of(desk)}?day={local(new.start).date()}", "agenda_blocked")


@page.post("/{block_id}/remove")
async def unblock(office: Here, entered: Keeper, comune: str, service: str, block_id: UUID, key: Key) -> Response:
    desk, now = desk_seen(office, entered.person, comune, service), office.clock()
    async with office.database.transaction() as session:
        words = office.known.phrases.notices
        found = await change_once(session, desk, words, now, key, lambda diary: keeping.unblock(diary, block_id))
    if found is False:
        raise Refused("not_there")
    return back(f"{address_of(desk)}/blocks", "agenda_unblocked")


async def _shown(
    office: Office,
    entered: Entered,
    desk: Desk,
    typed: TypedBlock,
    fault: str | None = None,
    *,
    booked: tuple[Appointment, ...] = (),
    asks_again: bool = False,
    done: str = "",
) -> Response:
    now = office.clock()
    async with office.database.transaction() as session:
        listed = await blocks_to_come(session, desk, now)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.CONFLICT if booked else HTTPStatus.OK
    values = {"typed": typed, "fault": fault, "booked": booked, "asks_again": asks_again, "listed": listed}
    return sheet(office, entered, desk, "blocks.html", status, **values, done=done)
