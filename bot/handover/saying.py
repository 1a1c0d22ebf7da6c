"""What an operator says, and what becomes of the numbers that wait for the operator's word after a cry for help."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.dialogue.crisis import answer_cry
from bot.dialogue.turn import Reply
from bot.handover.clerk import Clerk
from bot.handover.holding import Held, is_mine, locked, refused
from bot.knowledge.base import Knowledge
from bot.queue import handover, held_back, outbox
from bot.queue.alerts import UNDELIVERED, seen_to
from bot.safety.kinds import CrisisKind


async def say(
    session: AsyncSession,
    clerk: Clerk,
    conversation_id: int,
    seen_epoch: int,
    replies: Sequence[Reply],
    *,
    seen_number: int | None = None,
) -> Held | None:
    """Only who holds the talk says something. Numbers held back for a cry that the clerk has seen (a message up to `seen_number`;
    none = all) are not sent any more; and what had not arrived up to there has been seen."""
    talk = await locked(session, clerk, conversation_id)
    if talk is None:
        return None
    said = await handover.answer(session, conversation_id, clerk.username, seen_epoch, replies, seen_number=seen_number)
    if said is None:
        return refused(talk)
    await seen_to(session, "silence", conversation_id, clerk.username)
    for kind in ("crisis", *UNDELIVERED):
        await seen_to(session, kind, conversation_id, clerk.username, up_to=seen_number)
    return Held(True, talk.holder, talk.operator, talk.epoch, tuple(said))


async def send_numbers(
    session: AsyncSession,
    clerk: Clerk,
    conversation_id: int,
    seen_epoch: int,
    knowledge: Knowledge,
    kind: CrisisKind | None = None,
) -> Held | None:
    """One press: the numbers that were held back go now. Where none are, and none were sent since the citizen's last word, those for
    `kind`; not done where none is given."""
    talk = await locked(session, clerk, conversation_id)
    if talk is None:
        return None
    if not is_mine(talk, clerk, seen_epoch):
        return refused(talk)
    released = await held_back.release(session, conversation_id)
    # A second press of the same button says nothing twice.
    if not released and not await held_back.is_cry_answered(session, conversation_id):
        if kind is None:
            return refused(talk)
        replies = answer_cry(knowledge, kind, "self", talk.comune).replies
        await outbox.queue(session, conversation_id, replies, epoch=talk.epoch, urgent=True)
    await seen_to(session, "crisis", conversation_id, clerk.username)
    return Held(True, talk.holder, talk.operator, talk.epoch)


async def keep_numbers_back(session: AsyncSession, clerk: Clerk, conversation_id: int, seen_epoch: int) -> Held | None:
    """The clerk sees to the cry without them (is on the telephone with the citizen, say)."""
    talk = await locked(session, clerk, conversation_id)
    if talk is None:
        return None
    if not is_mine(talk, clerk, seen_epoch):
        return refused(talk)
    await held_back.cancel(session, conversation_id)
    await seen_to(session, "crisis", conversation_id, clerk.username)
    return Held(True, talk.holder, talk.operator, talk.epoch)
