"""What an operator says: a reply, an approved message after WhatsApp's day, the numbers to call."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from bot.console.entrance import Operator
from bot.console.office import Here
from bot.console.pages.steps import PREFIX, Epoch, Key, shown_after, stepped
from bot.console.replying import reply_once
from bot.console.talks import seen_talk
from bot.dialogue.turn import Reply, Template
from bot.errors import Refused
from bot.handover import saying
from bot.handover.holding import Held
from bot.queue.contact import takes_notices
from bot.safety.kinds import CrisisKind

page = APIRouter(prefix=PREFIX)
Number = Annotated[int, Form(ge=0, le=2**62)]
Text = Annotated[str, Form(max_length=3500)]
"""A channel that takes less gets it in several messages."""


@page.post("/reply")
async def reply(
    request: Request,
    office: Here,
    entered: Operator,
    talk_id: int,
    epoch: Epoch,
    key: Key,
    seen: Number,
    text: Text = "",
) -> Response:
    """Said once, however often it is pressed."""
    said = text.replace("\r\n", "\n").strip()

    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        if quietly:
            raise Refused("window_over")
        return await reply_once(session, entered.person, talk_id, epoch, Reply(said), key=key, seen=seen)

    if not said:
        return await shown_after(request, office, entered, talk_id, "nothing_said", HTTPStatus.UNPROCESSABLE_ENTITY)
    return await stepped(request, office, entered, talk_id, step, "said")


@page.post("/template")
async def template(
    request: Request,
    office: Here,
    entered: Operator,
    talk_id: int,
    epoch: Epoch,
    key: Key,
    name: Annotated[str, Form(max_length=40)],
) -> Response:
    """What WhatsApp takes when the citizen has been silent for a day."""

    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        talk = await seen_talk(session, office, entered.person, talk_id)
        words = office.looks.texts.templates.get(name)
        if words is None or name not in office.templates.get(talk.account, ()):
            raise Refused("invalid")
        if not await takes_notices(session, talk_id):
            raise Refused("no_notices")
        approved = Reply(words, template=Template(name))
        return await reply_once(session, entered.person, talk_id, epoch, approved, key=key, seen=None)

    return await stepped(request, office, entered, talk_id, step, "said")


@page.post("/numbers")
async def numbers(
    request: Request, office: Here, entered: Operator, talk_id: int, epoch: Epoch, kind: Annotated[CrisisKind, Form()]
) -> Response:
    """One press: the numbers to call go to the citizen now."""

    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        return await saying.send_numbers(session, entered.person.clerk, talk_id, epoch, office.known, kind)

    return await stepped(request, office, entered, talk_id, step, "numbers_sent")


@page.post("/numbers/keep")
async def keep_numbers(request: Request, office: Here, entered: Operator, talk_id: int, epoch: Epoch) -> Response:
    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        return await saying.keep_numbers_back(session, entered.person.clerk, talk_id, epoch)

    return await stepped(request, office, entered, talk_id, step, "numbers_kept")
