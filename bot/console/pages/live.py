"""The one stream of an open page: what has changed, so that the page fetches it; and when the session is over."""

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import StreamingResponse

from bot.console import looking, record, rooms
from bot.console.ear import Bell, Ear
from bot.console.entrance import Anybody, Onlooker
from bot.console.office import Here, Office
from bot.console.talks import seen_talk
from bot.errors import Refused
from bot.staff import sessions
from bot.staff.sessions import Entered

page = APIRouter()
HEARTBEAT = timedelta(seconds=10)
GATHERED = timedelta(milliseconds=100)
"""What comes together is told together."""
EVERY = timedelta(seconds=1.5)
"""How often a page looks at lists and figures at most, while the open talk is told of at once."""
SPREAD = timedelta(seconds=0.8)
"""Pages that are rung together look one after the other."""
MOST_PAGES = 500
"""Of one process."""
_leaving: set[asyncio.Task[None]] = set()
STREAMED = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@page.get("/stream")
async def stream(office: Here, entered: Onlooker, chat: int | None = None) -> StreamingResponse:
    if office.ear.pages >= MOST_PAGES:
        raise Refused("too_many_pages")
    if chat is not None:
        if not entered.person.may_be("operator"):
            raise Refused("not_allowed")
        async with office.database.transaction() as session:
            await seen_talk(session, office, entered.person, chat)
    return StreamingResponse(events(office, entered, chat), headers=STREAMED, media_type="text/event-stream")


@page.post("/here")
async def here(entered: Anybody) -> dict[str, bool]:
    """The person moved the mouse or typed: the session goes on."""
    return {"here": True}


async def events(office: Office, entered: Entered, chat: int | None) -> AsyncIterator[bytes]:
    """`talk` where the open one has changed; more slowly `counts` with what sounds, `lists`, `agenda`; `expired` at the session's end."""
    told: str | None = None
    with office.ear.open(chat) as bell, suppress(SQLAlchemyError):
        try:
            while not office.ear.is_closing:
                lists, agenda = bell.take_lists(), bell.take_agenda()
                async with office.database.transaction() as session:
                    still = await sessions.who(session, entered.token, office.idle, office.clock(), is_doing=False)
                    if still is None or (chat and not await record.open_talk(session, still.person.clerk, chat)):
                        yield _event("expired" if still is None else "gone")
                        return
                    if chat:
                        await looking.look(session, still.person, chat)
                    counts = await _counts(session, still)
                if counts != told:
                    told = counts
                    yield _event("counts", counts)
                for kind, changed in (("lists", lists), ("agenda", agenda), ("talk", bell.take_talk())):
                    if changed:
                        yield _event(kind)
                yield b": \n\n"
                async for talk in _until_next_look(office.ear, bell):
                    yield talk
        finally:
            if chat:
                # The page has gone, and with it this task: somebody else has to tell the colleagues.
                leaving = asyncio.create_task(_look_away(office, entered, chat))
                _leaving.add(leaving)
                leaving.add_done_callback(_leaving.discard)


async def _until_next_look(ear: Ear, bell: Bell) -> AsyncIterator[bytes]:
    """The open talk is told of at once: what the page then fetches is looked at there. All pages' lists at once would delay it."""
    clock = asyncio.get_running_loop().time
    soonest, latest = clock() + EVERY.total_seconds(), clock() + HEARTBEAT.total_seconds()
    rung = False
    while (left := latest - clock()) > 0 and not ear.is_closing:
        await bell.wait(timedelta(seconds=left), GATHERED)
        if bell.take_talk():
            yield _event("talk")
        if bell.has_more and not rung:
            rung, latest = True, max(soonest, clock() + random.uniform(0, SPREAD.total_seconds()))


async def _look_away(office: Office, entered: Entered, chat: int) -> None:
    with suppress(SQLAlchemyError):
        async with office.database.transaction() as session:
            await looking.look_away(session, entered.person, chat)


async def _counts(session: AsyncSession, entered: Entered) -> str:
    if not entered.person.may_be("operator"):
        return "{}"
    clerk = entered.person.clerk
    waiting, cries = await rooms.ringing(session, clerk)
    counts = await rooms.counts(session, clerk)
    return json.dumps({**counts, "waits": waiting, "cries": cries})


def _event(kind: str, data: str = "1") -> bytes:
    return f"event: {kind}\ndata: {data}\n\n".encode()
