"""A desk's agenda, by week or by day. Operators see what is taken, the psychologist by whom."""

from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import RedirectResponse, Response

from bot.agenda.view import View
from bot.agenda.view import view as view_of
from bot.booking.desk import Desk
from bot.console.agenda.days import monday_of, shown
from bot.console.agenda.desks import address_of, agenda_page, desk_seen, desks_seen, sees_names
from bot.console.agenda.forms import Asked, asked_day
from bot.console.agenda.sheets import sheet
from bot.console.agenda.wishes import wish_in_words
from bot.console.entrance import Colleague, Onlooker
from bot.console.office import Here, Office
from bot.staff.person import Person
from bot.times import local

page = agenda_page()
Span = Literal["week", "day"]
NOTHING = View((), (), (), ())


@page.get("")
async def first_agenda(office: Here, entered: Colleague) -> Response:
    """The first that this person sees."""
    desks = desks_seen(office, entered.person)
    if desks:
        return RedirectResponse(address_of(desks[0]), 303)
    return office.looks.page("agenda_none.html", person=entered.person, entered=entered)


@page.get("/{comune}/{service}")
async def agenda(
    office: Here,
    entered: Colleague,
    comune: str,
    service: str,
    day: Asked = "",
    view: Span = "week",
    done: Asked = "",
) -> Response:
    desk = desk_seen(office, entered.person, comune, service)
    async with office.database.transaction() as session:
        values = await _values(session, office, entered.person, desk, day, view)
    return sheet(office, entered, desk, "agenda.html", **values, done=done)


@page.get("/{comune}/{service}/part")
async def part(
    office: Here, entered: Onlooker, comune: str, service: str, day: Asked = "", view: Span = "week"
) -> Response:
    """What of the page changes by itself."""
    desk = desk_seen(office, entered.person, comune, service)
    async with office.database.transaction() as session:
        values = await _values(session, office, entered.person, desk, day, view)
    return sheet(office, entered, desk, "agenda_part.html", **values)


async def _values(
    session: AsyncSession, office: Office, person: Person, desk: Desk, day: str, span: Span
) -> dict[str, Any]:
    now, with_names = office.clock(), sees_names(person)
    chosen = asked_day(day, now)
    first, count = (monday_of(chosen), 7) if span == "week" else (chosen, 1)
    seen = await view_of(session, desk, first, count, now)
    lists = seen if with_names else NOTHING
    any_time = office.looks.texts.words["any_time"]
    return {
        "chosen": chosen,
        "span": span,
        "today": local(now).date(),
        "week": [monday_of(chosen) + timedelta(days=ahead) for ahead in range(7)],
        "days": [shown(each, now, with_names=with_names) for each in seen.days],
        "waiting": [(place, wish_in_words(place.wish, any_time)) for place in lists.waiting],
        "to_call": lists.to_call,
        "late": [a for a in lists.late if a.end > now],
        "on_closed_days": lists.on_closed_days,
        **_around(chosen, count, now),
    }


def _around(chosen: date, count: int, now: datetime) -> dict[str, date]:
    """Where "before" and "after" lead; the telephone goes by days whatever the page shows."""
    return {
        "before": chosen - timedelta(days=count),
        "after": chosen + timedelta(days=count),
        "day_before": chosen - timedelta(days=1),
        "day_after": chosen + timedelta(days=1),
    }
