"""`/appuntamento/<code>.ics`, a citizen's calendar file, and `/agenda/<secret>.ics`, a desk's feed: who has the address may read it."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.agenda.feeds import appointments_of
from bot.agenda.rows import appointment_with
from bot.booking.calendar import citizens_file, desks_feed
from bot.booking.desk import desks_of
from bot.knowledge.live import LiveKnowledge
from bot.storage.database import Database
from bot.webchat.buckets import Buckets, sender_of
from bot.webchat.proxies import Networks, client_address

KEPT_NOWHERE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
AS_FILE = {"Content-Disposition": 'attachment; filename="appuntamento.ics"'}
NOT_FOUND = Response(status_code=HTTPStatus.NOT_FOUND, headers=KEPT_NOWHERE)


def calendars(
    database: Database, knowledge: LiveKnowledge, guesses: Buckets, proxies: Networks, clock: Callable[[], datetime]
) -> APIRouter:
    """`guesses`: how often a minute one address may ask, so that nobody tries out codes."""
    routes = APIRouter()

    def seconds_to_wait(request: Request) -> int:
        return guesses.seconds_to_wait(sender_of(client_address(request, proxies)))

    @routes.get("/appuntamento/{code}.ics")
    async def of_citizen(request: Request, code: str) -> Response:
        if seconds := seconds_to_wait(request):
            return _later(seconds)
        async with database.transaction() as session:
            appointment = await appointment_with(session, code)
        current = knowledge.current()
        desk = desks_of(current).get(appointment.desk) if appointment else None
        if appointment is None or desk is None or appointment.settled_at is None:
            return NOT_FOUND
        return _calendar(citizens_file(appointment, desk, current.phrases.calendar, clock()), AS_FILE)

    @routes.get("/agenda/{secret}.ics")
    async def of_desk(request: Request, secret: str) -> Response:
        if seconds := seconds_to_wait(request):
            return _later(seconds)
        async with database.transaction() as session:
            appointments = await appointments_of(session, secret, clock())
        if appointments is None:
            return NOT_FOUND
        return _calendar(desks_feed(appointments, knowledge.current().phrases.calendar, clock()), {})

    return routes


def _calendar(written: bytes, headers: dict[str, str]) -> Response:
    return Response(written, media_type="text/calendar; charset=utf-8", headers={**KEPT_NOWHERE, **headers})


def _later(seconds: int) -> Response:
    return Response(status_code=HTTPStatus.TOO_MANY_REQUESTS, headers={**KEPT_NOWHERE, "Retry-After": str(seconds)})
