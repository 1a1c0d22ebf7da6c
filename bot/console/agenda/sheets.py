"""A page of a desk's agenda, with what all of them show."""

from http import HTTPStatus
from typing import Any

from starlette.responses import RedirectResponse, Response

from bot.booking.desk import Desk
from bot.console.agenda.desks import address_of, desks_seen, sees_names
from bot.console.office import Office
from bot.staff.sessions import Entered


def sheet(
    office: Office, entered: Entered, desk: Desk, name: str, status: int = HTTPStatus.OK, **values: Any
) -> Response:
    person = entered.person
    common = {
        "person": person,
        "entered": entered,
        "desk": desk,
        "desks": desks_seen(office, person),
        "comuni": office.comuni(person),
        "base": address_of(desk),
        "with_names": sees_names(person),
        "now": office.clock(),
    }
    return office.looks.page(name, status, **{**common, **values})


def back(place: str, done: str) -> Response:
    """After a form was taken: a reload sends nothing twice."""
    return RedirectResponse(f"{place}{'&' if '?' in place else '?'}done={done}", HTTPStatus.SEE_OTHER)


def refused_with(fault: str) -> int:
    """Somebody else was quicker, or something typed is wrong."""
    return HTTPStatus.CONFLICT if fault == "slot_taken" else HTTPStatus.UNPROCESSABLE_ENTITY
