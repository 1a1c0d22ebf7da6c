"""What anybody who sees a talk may do, whoever holds it: leave a note, settle what became of a message."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from bot.console import delivering
from bot.console.entrance import Operator
from bot.console.office import Here
from bot.console.pages.steps import PREFIX, shown_after
from bot.console.talks import seen_talk
from bot.errors import Refused
from bot.handover import notes

page = APIRouter(prefix=PREFIX)


@page.post("/notes")
async def note(
    request: Request, office: Here, entered: Operator, talk_id: int, text: Annotated[str, Form(max_length=2000)] = ""
) -> Response:
    if text.strip():
        async with office.database.transaction() as session:
            if await notes.add_note(session, entered.person.clerk, talk_id, text.strip()) is None:
                raise Refused("not_there")
    return await shown_after(request, office, entered, talk_id, "noted")


@page.post("/messages/{number}/again")
async def again(request: Request, office: Here, entered: Operator, talk_id: int, number: int) -> Response:
    async with office.database.transaction() as session:
        await seen_talk(session, office, entered.person, talk_id)
        is_done = await delivering.send_again(session, entered.person.clerk, talk_id, number)
    return await shown_after(request, office, entered, talk_id, "sent_again" if is_done else "not_sent_again")


@page.post("/messages/{number}/leave")
async def leave(request: Request, office: Here, entered: Operator, talk_id: int, number: int) -> Response:
    async with office.database.transaction() as session:
        await seen_talk(session, office, entered.person, talk_id)
        await delivering.leave(session, entered.person.clerk, talk_id, number)
    return await shown_after(request, office, entered, talk_id, "left")
