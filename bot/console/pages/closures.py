"""Extraordinary closures of a desk: entered here, in the answers within seconds."""

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from bot.console.entrance import Operator
from bot.console.office import Here, Office
from bot.errors import Refused
from bot.handover import closures as steps
from bot.staff.sessions import Entered

page = APIRouter(prefix="/closures")
Typed = Annotated[str, Form(max_length=300)]


@page.get("")
async def closures(office: Here, entered: Operator, done: str = "") -> Response:
    return await _shown(office, entered, done=done)


@page.post("")
async def enter(
    office: Here, entered: Operator, desk: Typed = "", first_day: Typed = "", last_day: Typed = "", text: Typed = ""
) -> Response:
    """`desk` is "comune" or "comune/servizio"; one day where no last one is given."""
    comune, _, service = desk.partition("/")
    typed = {"desk": desk, "first_day": first_day, "last_day": last_day, "text": text}
    first, last = _day(first_day), _day(last_day or first_day)
    if fault := _fault(office, comune, service, first, last) or _fault_of_days(office, first, last):
        return await _shown(office, entered, fault, typed)
    assert first and last
    async with office.database.transaction() as session:
        clerk = entered.person.clerk
        if await steps.enter_closure(session, clerk, comune, first, last, text.strip(), service or None) is None:
            raise Refused("not_there")
    return RedirectResponse("/console/closures?done=closure", HTTPStatus.SEE_OTHER)


@page.post("/{closure_id}/remove")
async def remove(office: Here, entered: Operator, closure_id: int) -> Response:
    async with office.database.transaction() as session:
        if not await steps.remove_closure(session, entered.person.clerk, closure_id):
            raise Refused("not_there")
    return RedirectResponse("/console/closures?done=closure_removed", HTTPStatus.SEE_OTHER)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _fault(office: Office, comune: str, service: str, first: date | None, last: date | None) -> str | None:
    municipality = office.known.municipalities.get(comune)
    if municipality is None or (service and service not in municipality.services):
        return "desk_missing"
    return "day_missing" if first is None or last is None else None


def _fault_of_days(office: Office, first: date | None, last: date | None) -> str | None:
    if first and last and (last < first or last < office.clock().date()):
        return "days_order"
    return None


async def _shown(
    office: Office,
    entered: Entered,
    fault: str | None = None,
    typed: dict[str, str] | None = None,
    *,
    done: str = "",
) -> Response:
    clerk, today = entered.person.clerk, office.clock().date()
    async with office.database.transaction() as session:
        listed = await steps.closures_to_come(session, clerk, today)
    every = {id: m for id, m in office.known.municipalities.items() if clerk.may_see(id)}
    empty = {"desk": "", "first_day": "", "last_day": "", "text": ""}
    values = {"done": done, "listed": listed, "every": every, "fault": fault, "typed": typed or empty, "today": today}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return office.looks.page("closures.html", status, person=entered.person, entered=entered, **values)
