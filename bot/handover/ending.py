"""Giving a talk back to the assistant, or closing it; the citizen is told who answers from now on."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.dialogue.turn import Reply
from bot.handover.clerk import Clerk
from bot.handover.holding import Held, is_mine, locked, refused
from bot.knowledge.base import Knowledge
from bot.queue import handover, held_back, outbox
from bot.queue.alerts import seen_to
from bot.queue.events import record
from bot.storage.base import HandoverKind
from bot.storage.models import Conversation
from bot.storage.wakeups import TALKS, notify


async def give_back(
    session: AsyncSession,
    clerk: Clerk,
    conversation_id: int,
    seen_epoch: int,
    knowledge: Knowledge,
    *,
    quietly: bool = False,
) -> Held | None:
    """The assistant goes on where it was; `quietly` where the channel takes no message now."""
    told = None if quietly else knowledge.phrases.given_back
    return await _end(session, clerk, conversation_id, seen_epoch, "given_back", told)


async def close(
    session: AsyncSession,
    clerk: Clerk,
    conversation_id: int,
    seen_epoch: int,
    knowledge: Knowledge,
    *,
    quietly: bool = False,
) -> Held | None:
    """Nothing is left to do. The citizen's next message opens the talk again, with the assistant."""
    told = None if quietly else knowledge.phrases.closed_by_person
    return await _end(session, clerk, conversation_id, seen_epoch, "closed", told)


async def let_go(session: AsyncSession, conversation_id: int, operator: str, epoch: int, told: str | None) -> Held:
    """Back to the assistant, at a new epoch, which the citizen is told; whatever was held back for the operator goes now."""
    freed = await handover.give_back(session, conversation_id, operator, epoch)
    new = epoch if freed is None else freed
    await held_back.release(session, conversation_id)
    for kind in ("waiting", "silence"):
        await seen_to(session, kind, conversation_id, operator)
    if told:
        await outbox.queue(session, conversation_id, [Reply(told)], epoch=new)
    return Held(True, "bot", None, new)


async def _end(
    session: AsyncSession,
    clerk: Clerk,
    conversation_id: int,
    seen_epoch: int,
    kind: HandoverKind,
    told: str | None,
) -> Held | None:
    talk = await locked(session, clerk, conversation_id)
    if talk is None:
        return None
    if not is_mine(talk, clerk, seen_epoch):
        return refused(talk)
    held = await let_go(session, talk.id, clerk.username, seen_epoch, told)
    await record(session, talk.id, kind, clerk.username)
    if kind == "closed":
        await _mark_closed(session, talk.id)
    return held


async def _mark_closed(session: AsyncSession, conversation_id: int) -> None:
    change = update(Conversation).where(Conversation.id == conversation_id).values(closed_at=handover.NOW)
    await session.execute(change.execution_options(synchronize_session=False))
    await notify(session, TALKS, conversation_id)
