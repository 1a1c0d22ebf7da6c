"""Questions that were not understood, or not surely: a person says what was meant, and training sentences come of it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.handover.clerk import Clerk
from bot.knowledge.schema import Aspect
from bot.storage.base import Doubt, Verdict
from bot.storage.encrypted import legible
from bot.storage.models import OpenQuestion

MOST_LISTED = 200


async def keep_question(
    session: AsyncSession,
    conversation_id: int,
    number: int,
    comune: str | None,
    text: str,
    why: Doubt,
    understood: dict[str, Any],
) -> None:
    """Once a turn, however often it is answered."""
    values = {"conversation_id": conversation_id, "number": number, "comune": comune, "text": text}
    row = insert(OpenQuestion).values(**values, why=why, understood=understood)
    await session.execute(row.on_conflict_do_nothing(index_elements=["conversation_id", "number"]))


async def open_questions(session: AsyncSession, clerk: Clerk) -> Sequence[Any]:
    """Those that nobody has judged, newest first; the text is none where its key is lost."""
    one = OpenQuestion
    columns = (one.id, one.conversation_id, one.number, one.comune, one.why, one.understood, one.asked_at)
    query = select(*columns, legible(one.text)).where(OpenQuestion.verdict.is_(None), clerk.sees(OpenQuestion.comune))
    return (await session.execute(query.order_by(OpenQuestion.id.desc()).limit(MOST_LISTED))).all()


async def judge(
    session: AsyncSession,
    clerk: Clerk,
    question_id: int,
    verdict: Verdict,
    concept: str | None = None,
    aspects: Sequence[Aspect] = (),
) -> bool:
    """Says what was meant; `concept` where the verdict is "service" (a service's `concept` in the knowledge base). May be said anew."""
    mine = (OpenQuestion.id == question_id, clerk.sees(OpenQuestion.comune))
    is_service = verdict == "service"
    if is_service and not concept:
        return False
    meant = {"concept": concept if is_service else None, "aspects": list(aspects) if is_service else []}
    change = (
        update(OpenQuestion)
        .where(*mine)
        .values(verdict=verdict, judged_by=clerk.username, judged_at=func.now(), **meant)
    )
    return (await session.execute(change.returning(OpenQuestion.id))).first() is not None


async def judged(session: AsyncSession, clerk: Clerk) -> list[OpenQuestion]:
    """What training sentences are made from, oldest first."""
    wanted = OpenQuestion.verdict.in_(("service", "out_of_scope"))
    query = select(OpenQuestion).where(wanted, clerk.sees(OpenQuestion.comune))
    return list(await session.scalars(query.order_by(OpenQuestion.id)))
