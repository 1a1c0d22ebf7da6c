"""What became of a message: the sender's outcome, the provider's reports, and senders that died in between."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import LeaseLost
from bot.measures import reply_became
from bot.queue.alerts import alert, settle
from bot.queue.departures import Delivery
from bot.queue.pace import Pace
from bot.storage.base import OutboundStatus
from bot.storage.direct import Statement, Within
from bot.storage.models import OutboundMessage
from bot.storage.wakeups import OUTBOX, TALKS, notify

PROGRESS: tuple[OutboundStatus, ...] = ("sent", "failed", "delivered", "read")
"""A status never goes back in this order. Reports may come in any; one that has arrived has not failed."""
LATE: tuple[OutboundStatus, ...] = ("sending", "unknown")
"""What a sender's own outcome may still settle."""
SENT = Statement("""
    WITH before AS (
        SELECT id, status FROM outbound_message WHERE id = %(id)s AND attempts = %(attempt)s FOR UPDATE
    )
    UPDATE outbound_message o
    SET provider_message_id = %(provider_message_id)s, lease_until = NULL,
        error = CASE WHEN o.error = 'outside_window' THEN o.error END,
        status = CASE WHEN before.status IN ('sending', 'unknown') THEN 'sent' ELSE before.status END
    FROM before WHERE o.id = before.id
    RETURNING before.status, pg_notify('sportello_talks', CAST(conversation_id AS text))
""")
# Who looks at the agenda sees at once that somebody has to be called, or need not be any more.
TELL_AGENDA = Statement(
    "SELECT pg_notify('sportello_agenda', CAST(desk_id AS text)) FROM appointment WHERE notice = %(id)s"
)
HAS_NEXT = Statement("""
    SELECT true FROM outbound_message next JOIN outbound_message o ON o.conversation_id = next.conversation_id
    WHERE o.id = %(id)s AND next.number > o.number AND next.status = 'pending' LIMIT 1
""")


async def sent(session: Within, delivery: Delivery, provider_message_id: str | None, now: datetime) -> None:
    """The provider has taken it; raises `LeaseLost` where another has begun to send it again."""
    before = await SENT.first(
        session, id=delivery.id, attempt=delivery.attempt, provider_message_id=provider_message_id
    )
    if before is None:
        raise _taken_over(delivery)
    reply_became("sent", delivery.channel_account)
    if await HAS_NEXT.all(session, id=delivery.id):
        await notify(session, OUTBOX, delivery.conversation_id)
    if before.status == "unknown":
        await settle(session, "unknown", delivery.conversation_id, delivery.number, now)


async def failed(session: AsyncSession, delivery: Delivery, error: str, now: datetime) -> None:
    """The provider refuses it for good; `error` is a code, never a text. Raises `LeaseLost`."""
    message = await _mine(session, delivery)
    if message.status in LATE:
        await _move(session, message, "failed", now, error)
        reply_became("failed", message.channel_account)


async def try_again(
    session: AsyncSession, delivery: Delivery, error: str, after: timedelta, pace: Pace, now: datetime
) -> None:
    """The provider surely has not taken it and may later; gives up after the last attempt. Raises `LeaseLost`."""
    if delivery.attempt >= pace.most_sends:
        return await failed(session, delivery, error, now)
    message = await _mine(session, delivery)
    if message.status == "sending":
        message.status, message.lease_until, message.error = "pending", None, error
        message.not_before = func.now() + after
        reply_became("delayed", message.channel_account)
        await notify(session, OUTBOX, message.conversation_id)


async def lost(session: AsyncSession, delivery: Delivery, error: str, pace: Pace) -> None:
    """Nobody knows whether the provider has taken it (cut off while it answered). Raises `LeaseLost`."""
    message = await _mine(session, delivery)
    if message.status == "sending":
        await _give_up_knowing(session, message, error, pace)


def never(channel_account: str) -> bool:
    """No provider has an idempotent send."""
    return False


async def settle_abandoned(session: AsyncSession, pace: Pace, may_repeat: Callable[[str], bool] = never) -> int:
    """How many messages were left by senders that died: a person sees them; the answer to a cry for help is sent again,
    and whatever goes through a channel account that may repeat."""
    overdue = (OutboundMessage.status == "sending", OutboundMessage.lease_until <= func.now())
    found = await session.scalars(select(OutboundMessage).where(*overdue).with_for_update(skip_locked=True))
    abandoned = list(found)
    for message in abandoned:
        if may_repeat(message.channel_account):
            await _send_again(session, message)
        else:
            await _give_up_knowing(session, message, "abandoned", pace)
    return len(abandoned)


async def report(
    session: AsyncSession,
    status: OutboundStatus,
    now: datetime,
    *,
    channel_account: str,
    provider_message_id: str,
    message_id: int | None = None,
    error: str | None = None,
) -> bool:
    """Notes what a provider says; false where the message is not known. Our own id helps when it speaks before its call has returned."""
    theirs = OutboundMessage.provider_message_id == provider_message_id
    which = theirs if message_id is None else OutboundMessage.id == message_id
    found = select(OutboundMessage).where(OutboundMessage.channel_account == channel_account, which)
    message = await session.scalar(found.with_for_update().execution_options(populate_existing=True))
    if message is None:
        return False
    if status in PROGRESS and _rank(status) > _rank(message.status):
        message.provider_message_id = provider_message_id
        await _move(session, message, status, now, error)
    return True


def _rank(status: OutboundStatus) -> int:
    return PROGRESS.index(status) if status in PROGRESS else -1


async def _mine(session: AsyncSession, delivery: Delivery) -> OutboundMessage:
    locked = select(OutboundMessage).where(OutboundMessage.id == delivery.id).with_for_update()
    message = await session.scalar(locked.execution_options(populate_existing=True))
    if message is None or message.attempts != delivery.attempt:
        raise _taken_over(delivery)
    return message


def _taken_over(delivery: Delivery) -> LeaseLost:
    return LeaseLost(f"Message {delivery.id} is sent by another worker now.")


async def _move(
    session: AsyncSession, message: OutboundMessage, status: OutboundStatus, now: datetime, error: str | None = None
) -> None:
    before = message.status
    message.status, message.lease_until, message.error = status, None, error
    if before == "unknown" or before == "failed":
        await settle(session, before, message.conversation_id, message.number, now)
    if status == "failed":
        await alert(session, "failed", message.conversation_id, message.number)
    await _tell_of(session, message)


async def _send_again(session: AsyncSession, message: OutboundMessage) -> None:
    message.status, message.lease_until = "pending", None
    await notify(session, OUTBOX, message.conversation_id)


async def _give_up_knowing(session: AsyncSession, message: OutboundMessage, error: str, pace: Pace) -> None:
    """Better an answer to a cry for help twice than never; anything else is not repeated."""
    again = message.urgent and message.attempts < pace.most_attempts
    message.status, message.lease_until, message.error = "pending" if again else "unknown", None, error
    reply_became("delayed" if again else "unknown", message.channel_account)
    if not again:
        await alert(session, "unknown", message.conversation_id, message.number)
    await _tell_of(session, message)


async def _tell_of(session: AsyncSession, message: OutboundMessage) -> None:
    """What waited behind it may go now; and whoever looks at its talk, or at the appointment that it is about, sees it."""
    await notify(session, OUTBOX, message.conversation_id)
    await notify(session, TALKS, message.conversation_id)
    if message.author == "notice":
        await TELL_AGENDA.all(session, id=message.id)
