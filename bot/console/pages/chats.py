"""The lists of talks, and a talk."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import HTMLResponse, Response

from bot.console import inserting, record, rooms, searching
from bot.console.entrance import Operator, Watcher
from bot.console.looks import KEPT_BY_NOBODY
from bot.console.office import Here, Office
from bot.console.rooms import Room
from bot.console.talks import TalkPage, seen_talk, shared, talk_page
from bot.errors import Refused
from bot.staff.person import Person
from bot.staff.sessions import Entered

page = APIRouter(prefix="/chats")
Wanted = Annotated[str, Query(max_length=100)]
Number = Annotated[int, Query(ge=0, le=2**62)]


@page.get("")
async def chats(office: Here, entered: Operator, room: Room = "waiting", q: Wanted = "", p: Number = 0) -> Response:
    found = await searched(office, entered.person, q)
    async with office.database.transaction() as session:
        listed = await rooms_of(session, office, entered.person, room, q, p, found)
    return office.looks.page("chats.html", person=entered.person, entered=entered, page=None, talk=None, **listed)


@page.get("/part")
async def part(
    office: Here, entered: Watcher, room: Room = "waiting", q: Wanted = "", p: Number = 0, chat: int | None = None
) -> Response:
    """The list alone, as it is now."""
    found = await searched(office, entered.person, q)
    async with office.database.transaction() as session:
        listed = await rooms_of(session, office, entered.person, room, q, p, found)
    return office.looks.page("rooms.html", person=entered.person, chosen=chat, **listed)


@page.get("/{talk_id}")
async def chat(
    office: Here,
    entered: Operator,
    talk_id: int,
    room: Room | None = None,
    q: Wanted = "",
    p: Number = 0,
    before: int | None = None,
) -> Response:
    found = await searched(office, entered.person, q)
    async with office.database.transaction() as session:
        shown = await talk_page(session, office, entered.person, talk_id, before=before)
        where = room or room_of(shown.talk, entered.person)
        listed = await rooms_of(session, office, entered.person, where, q, p, found)
    values = {**shared(office, entered.person, shown), **listed, "before": before, "notice": None}
    return office.looks.page("chats.html", entered=entered, **values)


@page.get("/{talk_id}/news")
async def news(
    office: Here,
    entered: Watcher,
    talk_id: int,
    after: Number = 0,
    epoch: Number = 0,
    holder: str = "",
    window: Literal["open", "shut", ""] = "",
) -> Response:
    """What is new in a talk: further messages, ticks, who looks on. Where it has changed hands, or free text has become
    possible or impossible, all of it anew."""
    async with office.database.transaction() as session:
        page = await talk_page(session, office, entered.person, talk_id)
        is_other = (page.talk.epoch, page.talk.holder) != (epoch, holder)
        if is_other or (window and (window == "open") != page.window.is_open):
            return _anew(office, entered, page)
    values = {**shared(office, entered.person, page), "entered": entered, "after": after}
    return office.looks.page("news.html", **values)


@page.get("/{talk_id}/entry")
async def entry(office: Here, entered: Operator, talk_id: int, service: Wanted = "") -> Response:
    """The knowledge base's entry, beside the talk."""
    async with office.database.transaction() as session:
        talk = await seen_talk(session, office, entered.person, talk_id)
    found = inserting.entry_of(office.known, talk.comune, service, office.clock().date())
    if found is None:
        raise Refused("not_there")
    html = office.looks.html("entry.html", entry=found, is_mine=talk.operator == entered.person.username)
    return HTMLResponse(html, headers=KEPT_BY_NOBODY)


def _anew(office: Office, entered: Entered, page: TalkPage) -> Response:
    """Out of band: the page that asked may have got it anew meanwhile, and then asks from nowhere."""
    values = {**shared(office, entered.person, page), "before": None, "notice": None}
    return office.looks.page("talk.html", entered=entered, anew=True, **values)


async def searched(office: Office, person: Person, q: str) -> list[int] | None:
    """The talks that were looked for, before the page's own transaction begins; none where nothing is looked for."""
    return await searching.search(office.database, person.clerk, q, office.known) if q.strip() else None


async def rooms_of(
    session: AsyncSession, office: Office, person: Person, room: Room, q: str, p: int, found: list[int] | None
) -> Mapping[str, Any]:
    """A list of talks: of a room, or those that were found."""
    if found is None:
        shown = await rooms.room(session, person.clerk, room, p)
    else:
        shown = await rooms.some(session, person.clerk, found)
    return {
        "room": room,
        "rooms": rooms.ROOMS,
        "q": q.strip(),
        "p": p,
        "listed": shown,
        "counts": await rooms.counts(session, person.clerk),
        "names": await rooms.names(session),
        "comuni": {id: m.comune.name for id, m in office.known.municipalities.items()},
        "now": office.clock(),
    }


def room_of(talk: record.Open, person: Person) -> Room:
    """The list that a talk stands in."""
    if talk.holder == "waiting":
        return "waiting"
    if talk.holder == "operator":
        return "mine" if talk.operator == person.username else "others"
    return "closed" if talk.closed_at else "bot"
