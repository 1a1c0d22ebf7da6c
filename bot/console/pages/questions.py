"""Questions that the assistant did not understand, or not surely: somebody says what was meant."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from bot.console.entrance import Admin, Operator
from bot.console.office import Here
from bot.errors import Refused
from bot.handover import questions as steps
from bot.handover.training import training_candidates
from bot.knowledge.schema import ASPECTS
from bot.storage.base import Verdict

page = APIRouter(prefix="/questions")


@page.get("")
async def questions(office: Here, entered: Operator, done: str = "") -> Response:
    async with office.database.transaction() as session:
        listed = await steps.open_questions(session, entered.person.clerk)
    every = office.known.municipalities
    concepts = {
        id: sorted({(s.concept, s.title) for s in m.services.values()}, key=lambda pair: pair[1])
        for id, m in every.items()
    }
    anywhere = sorted(
        {s.concept: s.title for m in every.values() for s in m.services.values()}.items(), key=lambda pair: pair[1]
    )
    aspects = {aspect: office.known.phrases.aspects[aspect].option for aspect in ASPECTS}
    values: dict[str, Any] = {"listed": listed, "concepts": concepts, "anywhere": anywhere, "aspects": aspects}
    comuni = {id: m.comune.name for id, m in every.items()}
    return office.looks.page(
        "questions.html", done=done, person=entered.person, entered=entered, comuni=comuni, **values
    )


@page.get("/export")
async def export(office: Here, entered: Admin) -> Response:
    """Training candidates, for a curator to rewrite."""
    async with office.database.transaction() as session:
        judged = await steps.judged(session, entered.person.clerk)
    headers = {"Content-Disposition": 'attachment; filename="domande.yml"', "Cache-Control": "no-store"}
    return Response(training_candidates(judged), media_type="application/yaml; charset=utf-8", headers=headers)


@page.post("/{question_id}")
async def judge(
    office: Here,
    entered: Operator,
    question_id: int,
    verdict: Annotated[Verdict, Form()],
    concept: Annotated[str, Form(max_length=80)] = "",
    aspect: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    known = {s.concept for m in office.known.municipalities.values() for s in m.services.values()}
    if verdict == "service" and concept not in known:
        return RedirectResponse("/console/questions?done=concept_missing", HTTPStatus.SEE_OTHER)
    aspects = [one for one in ASPECTS if one == aspect]
    async with office.database.transaction() as session:
        if not await steps.judge(session, entered.person.clerk, question_id, verdict, concept or None, aspects):
            raise Refused("not_there")
    return RedirectResponse("/console/questions?done=judged", HTTPStatus.SEE_OTHER)
