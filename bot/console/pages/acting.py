"""What an operator does with a talk. Every press carries the epoch that was on the screen; an old one does nothing."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import RedirectResponse, Response

from bot.console import delivering
from bot.console.entrance import Operator
from bot.console.office import Here, Office
from bot.console.pages.chats import room_of, rooms_of
from bot.console.refusals import is_part
from bot.console.replying import reply_once, signed
from bot.console.talks import TalkPage, seen_talk, shared, talk_page
from bot.console.window import window_of
from bot.dialogue.turn import Reply, Template
from bot.errors import Refused
from bot.handover import ending, holding, notes, saying
from bot.handover.clerk import Clerk
from bot.handover.holding import Held
from bot.safety.kinds import CrisisKind
from bot.staff import accounts
from bot.staff.sessions import Entered

page = APIRouter(prefix="/chats/{talk_id}")
Epoch = Annotated[int, Form(ge=0, le=2**62)]
Number = Annotated[int, Form(ge=0, le=2**62)]
Username = Annotated[str, Form(max_length=40)]
Text = Annotated[str, Form(max_length=3500)]
Key = Annotated[str, Form(pattern=r"^[A-Za-z0-9-]{16,64}$")]
Step = Callable[[AsyncSession, bool], Awaitable[Held | None]]
MOST = 3500
"""Characters of a reply: a channel that takes less gets it in several messages."""


@page.post("/take")
async def take(request: Request, office: Here, entered: Operator, talk_id: int, epoch: Epoch) -> Response:
    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        clerk = entered.person.clerk
        return await holding.take(session, clerk, talk_id, epoch, office.known, quietly=quietly)

    return await _done(request, office, entered, talk_id, step, "taken")


@page.post("/take-from")
async def take_from(
    request: Request, office: Here, entered: Operator, talk_id: int, epoch: Epoch, colleague: Username
) -> Response:
    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        clerk = entered.person.clerk
        return await holding.take_from(session, clerk, talk_id, colleague, epoch, office.known, quietly=quietly)

    return await _done(request, office, entered, talk_id, step, "taken")


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

    return await _done(request, office, entered, talk_id, step, "transferred")


@page.post("/give-back")
async def give_back(request: Request, office: Here, entered: Operator, talk_id: int, epoch: Epoch) -> Response:
    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        clerk = entered.person.clerk
        return await ending.give_back(session, clerk, talk_id, epoch, office.known, quietly=quietly)

    return await _done(request, office, entered, talk_id, step, "given_back")


@page.post("/close")
async def close(request: Request, office: Here, entered: Operator, talk_id: int, epoch: Epoch) -> Response:
    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        return await ending.close(session, entered.person.clerk, talk_id, epoch, office.known, quietly=quietly)

    return await _done(request, office, entered, talk_id, step, "closed")


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
        return await _shown(request, office, entered, talk_id, "nothing_said", HTTPStatus.UNPROCESSABLE_ENTITY)
    return await _done(request, office, entered, talk_id, step, "said")


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
        approved = Reply(words, template=Template(name))
        return await reply_once(session, entered.person, talk_id, epoch, approved, key=key, seen=None)

    return await _done(request, office, entered, talk_id, step, "said")


@page.post("/numbers")
async def numbers(
    request: Request, office: Here, entered: Operator, talk_id: int, epoch: Epoch, kind: Annotated[CrisisKind, Form()]
) -> Response:
    """One press: the numbers to call go to the citizen now."""

    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        return await saying.send_numbers(session, entered.person.clerk, talk_id, epoch, office.known, kind)

    return await _done(request, office, entered, talk_id, step, "numbers_sent")


@page.post("/numbers/keep")
async def keep_numbers(request: Request, office: Here, entered: Operator, talk_id: int, epoch: Epoch) -> Response:
    async def step(session: AsyncSession, quietly: bool) -> Held | None:
        return await saying.keep_numbers_back(session, entered.person.clerk, talk_id, epoch)

    return await _done(request, office, entered, talk_id, step, "numbers_kept")


@page.post("/notes")
async def note(
    request: Request, office: Here, entered: Operator, talk_id: int, text: Annotated[str, Form(max_length=2000)] = ""
) -> Response:
    if text.strip():
        async with office.database.transaction() as session:
            if await notes.add_note(session, entered.person.clerk, talk_id, text.strip()) is None:
                raise Refused("not_there")
    return await _shown(request, office, entered, talk_id, "noted")


@page.post("/messages/{number}/again")
async def again(request: Request, office: Here, entered: Operator, talk_id: int, number: int) -> Response:
    async with office.database.transaction() as session:
        await seen_talk(session, office, entered.person, talk_id)
        is_done = await delivering.send_again(session, entered.person.clerk, talk_id, number)
    return await _shown(request, office, entered, talk_id, "sent_again" if is_done else "not_sent_again")


@page.post("/messages/{number}/leave")
async def leave(request: Request, office: Here, entered: Operator, talk_id: int, number: int) -> Response:
    async with office.database.transaction() as session:
        await seen_talk(session, office, entered.person, talk_id)
        await delivering.leave(session, entered.person.clerk, talk_id, number)
    return await _shown(request, office, entered, talk_id, "left")


async def _done(request: Request, office: Office, entered: Entered, talk_id: int, step: Step, done: str) -> Response:
    """The talk after the step, and whether it was done; 409 where somebody else was quicker."""
    async with office.database.transaction() as session:
        talk = await seen_talk(session, office, entered.person, talk_id)
        is_shut = not window_of(talk, office.clock()).is_open
        held = await step(session, is_shut)
        if held is None:
            raise Refused("not_there")
        if held.is_done and held.said and done in ("closed", "given_back"):
            await signed(session, entered.person, talk_id, held.said, f"{talk_id}:{held.epoch}:last")
    status = HTTPStatus.OK if held.is_done else HTTPStatus.CONFLICT
    return await _shown(request, office, entered, talk_id, done if held.is_done else "was_quicker", status)


async def _shown(
    request: Request, office: Office, entered: Entered, talk_id: int, done: str, status: int = HTTPStatus.OK
) -> Response:
    if not is_part(request) and status == HTTPStatus.OK:
        return RedirectResponse(f"/console/chats/{talk_id}", HTTPStatus.SEE_OTHER)
    async with office.database.transaction() as session:
        shown = await talk_page(session, office, entered.person, talk_id)
        listed = await rooms_of(session, office, entered.person, room_of(shown.talk, entered.person), "", 0)
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
