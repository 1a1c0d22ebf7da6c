"""A step of an operator's in a talk: in one transaction, and then the talk as it is, with what became of the step."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import Form, Request
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import RedirectResponse, Response

from bot.console.office import Office
from bot.console.pages.chats import room_of, rooms_of
from bot.console.refusals import is_part
from bot.console.talks import TalkPage, seen_talk, shared, talk_page
from bot.console.window import window_of
from bot.errors import Refused
from bot.handover.holding import Held
from bot.staff.sessions import Entered

PREFIX = "/chats/{talk_id}"
Epoch = Annotated[int, Form(ge=0, le=2**62)]
"""The one that was on the screen; a step from an old screen does nothing."""
Key = Annotated[str, Form(pattern=r"^[A-Za-z0-9-]{16,64}$")]
Step = Callable[[AsyncSession, bool], Awaitable[Held | None]]
"""Is told whether nothing can be said to the citizen now; none where the talk is not this person's to see."""


async def stepped(request: Request, office: Office, entered: Entered, talk_id: int, step: Step, done: str) -> Response:
    """The talk after the step, and whether it was done; 409 where somebody else was quicker."""
    async with office.database.transaction() as session:
        talk = await seen_talk(session, office, entered.person, talk_id)
        is_shut = not window_of(talk, office.clock()).is_open
        held = await step(session, is_shut)
        if held is None:
            raise Refused("not_there")
    status = HTTPStatus.OK if held.is_done else HTTPStatus.CONFLICT
    return await shown_after(request, office, entered, talk_id, done if held.is_done else "was_quicker", status)


async def shown_after(
    request: Request, office: Office, entered: Entered, talk_id: int, done: str, status: int = HTTPStatus.OK
) -> Response:
    if not is_part(request) and status == HTTPStatus.OK:
        return RedirectResponse(f"/console/chats/{talk_id}", HTTPStatus.SEE_OTHER)
    async with office.database.transaction() as session:
        shown = await talk_page(session, office, entered.person, talk_id)
        listed = await rooms_of(session, office, entered.person, room_of(shown.talk, entered.person), "", 0, None)
    values = {**shared(office, entered.person, shown), **listed, "entered": entered, "before": None}
    values["notice"] = _notice(office, shown, done, status)
    response = office.looks.page("talk.html" if is_part(request) else "chats.html", status, **values)
    response.headers["X-Done"] = done
    return response


def _notice(office: Office, shown: TalkPage, done: str, status: int) -> tuple[str, str]:
    """A kind and a sentence; where somebody was quicker, who."""
    words = office.looks.texts.done[done]
    who = shown.talk.operator_name or office.looks.texts.words["the_assistant"]
    return ("success" if status == HTTPStatus.OK else "warning", words.format(who=who))
