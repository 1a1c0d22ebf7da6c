"""Ready-made answers: read by operators, edited by the admin."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from bot.console.entrance import Admin, Editor
from bot.console.office import Here, Office
from bot.errors import Refused
from bot.handover import ready_answers as steps
from bot.staff.sessions import Entered

page = APIRouter(prefix="/answers")
Title = Annotated[str, Form(max_length=60)]
Body = Annotated[str, Form(max_length=1000)]
Comune = Annotated[str, Form(max_length=64)]


@page.get("")
async def answers(office: Here, entered: Editor, done: str = "") -> Response:
    return await _shown(office, entered, done=done)


@page.post("")
async def add(office: Here, entered: Admin, title: Title = "", body: Body = "", comune: Comune = "") -> Response:
    if fault := _fault(title, body):
        return await _shown(office, entered, fault, title, body)
    async with office.database.transaction() as session:
        id = await steps.add_ready_answer(session, entered.person.clerk, title.strip(), _lines(body), comune or None)
    return _went(id is not None)


@page.post("/{answer_id}")
async def edit(office: Here, entered: Admin, answer_id: int, title: Title = "", body: Body = "") -> Response:
    if fault := _fault(title, body):
        return await _shown(office, entered, fault, title, body, answer_id)
    async with office.database.transaction() as session:
        clerk = entered.person.clerk
        is_done = await steps.edit_ready_answer(session, clerk, answer_id, title.strip(), _lines(body))
    return _went(is_done)


@page.post("/{answer_id}/remove")
async def remove(office: Here, entered: Admin, answer_id: int) -> Response:
    async with office.database.transaction() as session:
        return _went(await steps.remove_ready_answer(session, entered.person.clerk, answer_id))


def _went(is_done: bool) -> Response:
    if not is_done:
        raise Refused("not_there")
    return RedirectResponse("/console/answers?done=answer", HTTPStatus.SEE_OTHER)


def _lines(body: str) -> str:
    return body.replace("\r\n", "\n").strip()


def _fault(title: str, body: str) -> str | None:
    if len(title.strip()) < 3 or len(body.strip()) < 3:
        return "answer_short"
    return "answer_fields" if steps.unknown_fields(body) else None


async def _shown(
    office: Office,
    entered: Entered,
    fault: str | None = None,
    title: str = "",
    body: str = "",
    which: int | None = None,
    done: str = "",
) -> Response:
    async with office.database.transaction() as session:
        listed = await steps.ready_answers(session, entered.person.clerk)
    values = {"person": entered.person, "entered": entered, "listed": listed, "fields": steps.FIELDS, "done": done}
    typed = {"fault": fault, "title": title, "body": body, "which": which, "comuni": office.comuni(entered.person)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return office.looks.page("answers.html", status, **values, **typed)
