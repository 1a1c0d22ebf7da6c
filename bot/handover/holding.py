"""Taking a talk: from the assistant, from the queue, from a colleague, or handing it to one. One holds it, the others are told who."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.dialogue.handover import now_answers
from bot.handover.clerk import Clerk
from bot.knowledge.base import Knowledge
from bot.queue import handover, outbox
from bot.queue.alerts import seen_to
from bot.queue.events import record
from bot.storage.base import AlertKind, Holder
from bot.storage.models import Conversation
from bot.storage.wakeups import TALKS, notify

CALLING: tuple[AlertKind, ...] = ("waiting", "crisis", "set_aside")
"""What calls for somebody to take the talk: done once it is taken."""
Talk = Row[int, str | None, Holder, str | None, int, Any]


@dataclass(frozen=True)
class Held:
    """Who holds the talk after a step; where it is not done, somebody else was quicker. `said` are the ids of what the clerk said."""

    is_done: bool
    holder: Holder
    operator: str | None
    epoch: int
    said: tuple[int, ...] = ()


async def take(
    session: AsyncSession,
    clerk: Clerk,
    conversation_id: int,
    seen_epoch: int,
    knowledge: Knowledge,
    *,
    quietly: bool = False,
) -> Held | None:
    """Takes a talk that waits, or steps in where the assistant talks; the citizen is told who answers, unless `quietly`."""
    talk = await locked(session, clerk, conversation_id)
    if talk is None:
        return None
    epoch = await handover.take_over(session, conversation_id, clerk.username, seen_epoch)
    if epoch is None:
        return refused(talk)
    await record(session, conversation_id, "taken" if talk.holder == "waiting" else "stepped_in", clerk.username)
    for kind in CALLING:
        await seen_to(session, kind, conversation_id, clerk.username)
    return await _announced(session, talk, Held(True, "operator", clerk.username, epoch), clerk, knowledge, quietly)


async def take_from(
    session: AsyncSession,
    clerk: Clerk,
    conversation_id: int,
    colleague: str,
    seen_epoch: int,
    knowledge: Knowledge,
    *,
    quietly: bool = False,
) -> Held | None:
    """Takes a talk from the colleague whom the clerk was shown, and nobody else."""
    talk = await locked(session, clerk, conversation_id)
    if talk is None:
        return None
    if (talk.holder, talk.operator, talk.epoch) != ("operator", colleague, seen_epoch) or colleague == clerk.username:
        return refused(talk)
    held = await _given(session, talk, clerk.username)
    await record(session, conversation_id, "taken_from", clerk.username, colleague)
    return await _announced(session, talk, held, clerk, knowledge, quietly)


async def transfer(
    session: AsyncSession,
    clerk: Clerk,
    conversation_id: int,
    to: Clerk,
    seen_epoch: int,
    knowledge: Knowledge,
    *,
    quietly: bool = False,
) -> Held | None:
    """Hands the clerk's own talk to a colleague who may see it."""
    talk = await locked(session, clerk, conversation_id)
    if talk is None or not to.may_see(talk.comune):
        return None
    if not is_mine(talk, clerk, seen_epoch) or to.username == clerk.username:
        return refused(talk)
    held = await _given(session, talk, to.username)
    await record(session, conversation_id, "transferred", clerk.username, to.username)
    return await _announced(session, talk, held, to, knowledge, quietly)


async def locked(session: AsyncSession, clerk: Clerk, conversation_id: int) -> Talk | None:
    """The talk as it is until the session commits; none where it is not there, or not this clerk's to see."""
    columns = (Conversation.id, Conversation.comune, Conversation.holder, Conversation.operator, Conversation.epoch)
    query = select(*columns, Conversation.channel_account).where(Conversation.id == conversation_id)
    found: Talk | None = (await session.execute(query.with_for_update(key_share=True))).first()
    return found if found and clerk.may_see(found.comune) else None


def is_mine(talk: Talk, clerk: Clerk, seen_epoch: int) -> bool:
    return bool(talk.operator == clerk.username and talk.epoch == seen_epoch)


def refused(talk: Talk) -> Held:
    return Held(False, talk.holder, talk.operator, talk.epoch)


async def _given(session: AsyncSession, talk: Talk, operator: str) -> Held:
    """To another operator, at a new epoch: what the one before has on the screen is old."""
    change = update(Conversation).where(Conversation.id == talk.id)
    await session.execute(
        change.values(operator=operator, epoch=talk.epoch + 1).execution_options(synchronize_session=False)
    )
    await notify(session, TALKS, talk.id)
    return Held(True, "operator", operator, talk.epoch + 1)


async def _announced(
    session: AsyncSession, talk: Talk, held: Held, who: Clerk, knowledge: Knowledge, quietly: bool
) -> Held:
    # As an operator's, though nobody typed it: it is true whatever happens next.
    if not quietly:
        said = [now_answers(knowledge, talk.comune, who.name)]
        await outbox.queue(session, talk.id, said, epoch=held.epoch, author="operator")
    return held
