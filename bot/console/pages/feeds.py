"""The secret addresses at which calendar programs read an agenda: made, shown once, revoked."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from bot.agenda import feeds as steps
from bot.agenda.pressing import open_feed_once
from bot.booking.desk import Desk
from bot.console.agenda.desks import address_of, desk_seen
from bot.console.agenda.forms import Asked, Key
from bot.console.agenda.sheets import back, sheet
from bot.console.entrance import Keeper
from bot.console.office import Here, Office
from bot.errors import Refused
from bot.staff.sessions import Entered

page = APIRouter(prefix="/agenda/{comune}/{service}/calendar")


@page.get("")
async def calendar(office: Here, entered: Keeper, comune: str, service: str, done: Asked = "") -> Response:
    desk = desk_seen(office, entered.person, comune, service)
    return await _shown(office, entered, desk, done=done)


@page.post("")
async def create(request: Request, office: Here, entered: Keeper, comune: str, service: str, key: Key) -> Response:
    """The one answer that ever holds the address."""
    desk = desk_seen(office, entered.person, comune, service)
    async with office.database.transaction() as session:
        secret = await open_feed_once(session, desk, key, entered.person.username)
    if secret is None:
        return await _shown(office, entered, desk, fault="feed_once")
    # `from_our_pages` has seen that this is where we are reached.
    return await _shown(office, entered, desk, address=f"{request.headers['origin']}/agenda/{secret}.ics")


@page.post("/{feed_id}/revoke")
async def revoke(office: Here, entered: Keeper, comune: str, service: str, feed_id: UUID) -> Response:
    desk = desk_seen(office, entered.person, comune, service)
    async with office.database.transaction() as session:
        if not await steps.revoke(session, desk, feed_id, office.clock()):
            raise Refused("not_there")
    return back(f"{address_of(desk)}/calendar", "agenda_feed_revoked")


async def _shown(
    office: Office, entered: Entered, desk: Desk, *, address: str = "", fault: str | None = None, done: str = ""
) -> Response:
    async with office.database.transaction() as session:
        listed = await steps.feeds(session, desk)
    return sheet(office, entered, desk, "agenda_calendar.html", listed=listed, address=address, fault=fault, done=done)
