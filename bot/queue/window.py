"""WhatsApp's 24 hours, told by the provider after it had taken a message: the message goes again, once, as its template."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.base import OUTSIDE_WINDOW
from bot.queue.alerts import settle
from bot.queue.messages import from_json
from bot.storage.base import OutboundStatus
from bot.storage.models import OutboundMessage
from bot.storage.wakeups import OUTBOX, notify

TAKEN: tuple[OutboundStatus, ...] = ("sending", "sent", "unknown")


async def was_replaced(session: AsyncSession, channel_account: str, message_id: int) -> bool:
    """Whether what is told of the text has no meaning any more, since the template goes in its place."""
    about = (OutboundMessage.id == message_id, OutboundMessage.channel_account == channel_account)
    return await session.scalar(select(OutboundMessage.error).where(*about)) == OUTSIDE_WINDOW


async def send_as_template(session: AsyncSession, channel_account: str, message_id: int, now: datetime) -> bool:
    """Whether the message has a template to be sent as, and was not sent so already."""
    about = (OutboundMessage.id == message_id, OutboundMessage.channel_account == channel_account)
    found = select(OutboundMessage).where(*about).with_for_update().execution_options(populate_existing=True)
    message = await session.scalar(found)
    if message is None or message.status not in TAKEN or from_json(message.body).template is None:
        return False
    if message.status == "unknown":
        await settle(session, "unknown", message.conversation_id, message.number, now)
    message.status, message.lease_until, message.error = "pending", None, OUTSIDE_WINDOW
    # Who may still be sending the text has lost it, and cannot mark it as sent.
    message.attempts += 1
    message.not_before = func.now()
    await notify(session, OUTBOX, message.conversation_id)
    return True
