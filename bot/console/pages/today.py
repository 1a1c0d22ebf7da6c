"""The first page: the day in figures, and who has to be answered now."""

from collections.abc import Iterable
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from bot.console import rooms
from bot.console.entrance import Colleague, Onlooker
from bot.console.office import Here, Office
from bot.handover.figures import Figures, figures_of
from bot.staff.person import Person

page = APIRouter()
MOST_SHOWN = 5


@page.get("/")
async def today(office: Here, entered: Colleague) -> Response:
    """Where one has something to do."""
    if not entered.person.may_be("operator"):
        place = "/console/users" if entered.person.may_be("admin") else "/console/agenda"
        return RedirectResponse(place, HTTPStatus.SEE_OTHER)
    return office.looks.page("today.html", entered=entered, **await _values(office, entered.person))


@page.get("/today/part")
async def part(office: Here, entered: Onlooker) -> Response:
    values = await _values(office, entered.person)
    return office.looks.page("day.html", **values)


async def _values(office: Office, person: Person) -> dict[str, Any]:
    now = office.clock()
    async with office.database.transaction() as session:
        by_comune = await figures_of(session, person.clerk, now.date())
        waiting = await rooms.room(session, person.clerk, "waiting")
        mine = await rooms.room(session, person.clerk, "mine")
    return {
        "person": person,
        "now": now,
        "all": _sum(by_comune.values()),
        "by_comune": by_comune,
        "comuni": {id: m.comune.name for id, m in office.known.municipalities.items()},
        "waiting": waiting.talks[:MOST_SHOWN],
        "mine": [talk for talk in mine.talks if talk.is_owed or talk.is_crisis][:MOST_SHOWN],
        "names": {},
    }


def _sum(figures: Iterable[Figures]) -> Figures:
    total = Figures()
    for one in figures:
        since = [moment for moment in (total.waiting_since, one.waiting_since) if moment]
        kinds = {*total.events, *one.events}
        total = replace(
            total,
            waiting=total.waiting + one.waiting,
            waiting_since=min(since, default=None),
            with_operators=total.with_operators + one.with_operators,
            unanswered=total.unanswered + one.unanswered,
            events={kind: total.events.get(kind, 0) + one.events.get(kind, 0) for kind in kinds},
        )
    return total
