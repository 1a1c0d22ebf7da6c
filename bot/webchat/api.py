"""The web chat's API. Nothing that is written is acknowledged before it is committed."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from bot.channels.visitors import Visitor, new_token, visitor
from bot.errors import Refused
from bot.queue.inbox import Received
from bot.webchat.proxies import client_address
from bot.webchat.reception import Reception
from bot.webchat.streams import stream
from bot.webchat.wire import Asked, Comune, Pressed, Written

BEARER = "Bearer "
NOT_KEPT = {"Cache-Control": "no-store"}
STREAMED = {**NOT_KEPT, "X-Accel-Buffering": "no"}
"""The second for nginx, which would keep the events until there are many."""
api = APIRouter(prefix="/api/chat")


# Without "async" FastAPI would do each of these in a thread, which takes longer than the thing itself.
async def _reception(request: Request) -> Reception:
    reception: Reception = request.app.state.reception
    return reception


At = Annotated[Reception, Depends(_reception)]


async def _sender(request: Request, reception: At) -> str:
    return client_address(request, reception.proxies)


async def _visitor(reception: At, authorization: Annotated[str, Header()] = "") -> Visitor:
    """Who holds the token; raises `Refused`."""
    found = visitor(authorization.removeprefix(BEARER), reception.database.keys)
    if found is None or not authorization.startswith(BEARER):
        raise Refused("wrong_token")
    return found


From = Annotated[str, Depends(_sender)]
By = Annotated[Visitor, Depends(_visitor)]


@api.post("/visitors")
async def begin(reception: At, sender: From) -> Response:
    """A token for a new visitor; nothing is stored."""
    reception.admit(sender)
    return JSONResponse({"token": new_token(reception.database.keys)}, HTTPStatus.CREATED, NOT_KEPT)


@api.post("/messages")
async def write(reception: At, by: By, sender: From, written: Written) -> Response:
    reception.admit(sender, by)
    return _taken(await reception.take_text(by, written))


@api.post("/presses")
async def press(reception: At, by: By, sender: From, pressed: Pressed) -> Response:
    reception.admit(sender, by)
    return _taken(await reception.take_press(by, pressed))


@api.post("/forget")
async def forget(reception: At, by: By, sender: From, asked: Asked) -> Response:
    reception.admit(sender)
    await reception.forget(by, asked.comune)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@api.get("/events")
async def events(
    reception: At,
    by: By,
    sender: From,
    comune: Annotated[Comune, Query()],
    last_event_id: Annotated[int, Header(ge=0, le=2**62)] = 0,
) -> Response:
    """No content where the visitor has not written yet: there is nothing to wait for."""
    place = reception.place(by, comune)
    conversation = await reception.find(place, sender)
    if conversation is None:
        return Response(status_code=HTTPStatus.NO_CONTENT)
    news = stream(reception.database, reception.watch, conversation, place, last_event_id)
    return StreamingResponse(news, headers=STREAMED, media_type="text/event-stream")


def _taken(received: Received) -> Response:
    status = HTTPStatus.OK if received.is_repeat else HTTPStatus.ACCEPTED
    return JSONResponse({"number": received.number}, status)
