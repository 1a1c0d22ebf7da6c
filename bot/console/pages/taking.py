"""Who holds a talk: taken, taken from a colleague, handed on, given back, closed."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from bot.console.entrance import Operator
from bot.console.office import Here
from bot.console.pages.steps import PREFIX, Epoch, stepped
from bot.handover import ending, holding
from bot.handover.clerk import Clerk
from bot.handover.holding import Held
from bot.staff import accounts

page = APIRouter(prefix=PREFIX)
Username = Annotated[str, Form(max_length=40)]


@page.post("/take")
async def take(request: Request, office: Here, entered: Operator, talk_id: int, epoch: Epoch) -> Response:
    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        clerk = entered.person.clerk
        return await holding.take(session, clerk, talk_id, epoch, office.known, quietly=quietly)

    return await stepped(request, office, entered, talk_id, step, "taken")


@page.post("/take-from")
async def take_from(
    request: Request, office: Here, entered: Operator, talk_id: int, epoch: Epoch, colleague: Username
) -> Response:
    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        clerk = entered.person.clerk
        return await holding.take_from(session, clerk, talk_id, colleague, epoch, office.known, quietly=quietly)

    return await stepped(request, office, entered, talk_id, step, "taken")


@page.post("/transfer")
async def transfer(
    request: Request, office: Here, entered: Operator, talk_id: int, epoch: Epoch, to: Username
) -> Response:
    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        row = await accounts.find(session, to)
        if row is None or not row.is_active or "operator" not in row.roles:
            return None
        colleague = Clerk(row.username, row.name, None if row.comuni is None else tuple(row.comuni))
        return await holding.transfer(
            session, entered.person.clerk, talk_id, colleague, epoch, office.known, quietly=quietly
        )

    return await stepped(request, office, entered, talk_id, step, "transferred")


@page.post("/give-back")
async def give_back(request: Request, office: Here, entered: Operator, talk_id: int, epoch: Epoch) -> Response:
    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        clerk = entered.person.clerk
        return await ending.give_back(session, clerk, talk_id, epoch, office.known, quietly=quietly)

    return await stepped(request, office, entered, talk_id, step, "given_back")


@page.post("/close")
async def close(request: Request, office: Here, entered: Operator, talk_id: int, epoch: Epoch) -> Response:
    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        return await ending.close(session, entered.person.clerk, talk_id, epoch, office.known, quietly=quietly)

    return await stepped(request, office, entered, talk_id, step, "closed")
