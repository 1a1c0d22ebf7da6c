"""What Twilio tells of a message that it has taken: where it is, or why it did not arrive."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.base import OUTSIDE_WINDOW
from bot.channels.whatsapp.outcomes import failure
from bot.channels.whatsapp.signature import Form
from bot.errors import CitizenUnreachable
from bot.queue import contact, delivery, window
from bot.storage.base import OutboundStatus
from bot.storage.models import OutboundMessage

STATUSES: dict[str, OutboundStatus] = {
    # Whatever is told of a message, Twilio has taken it.
    **dict.fromkeys(("queued", "accepted", "scheduled", "sending", "sent"), "sent"),
    "delivered": "delivered",
    "read": "read",
    "undelivered": "failed",
    "failed": "failed",
    "canceled": "failed",
}
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Report:
    """One status of one message of Twilio's; a reply may have been several, and only the last speaks for it, or one that failed."""

    sid: str
    status: OutboundStatus
    message_id: int
    code: int | None
    is_template: bool
    is_earlier_part: bool


def report_in(form: Form, query: Form) -> Report | None:
    """None where it says nothing that we can use. The query is that of the address that we gave to Twilio with the message."""
    sid, status = form.get("MessageSid"), STATUSES.get(form.get("MessageStatus").lower())
    message_id, code = _number(query.get("message")), _number(form.get("ErrorCode"))
    if not sid or "\0" in sid or status is None or message_id is None:
        return None
    return Report(sid, status, message_id, code, query.get("template") == "1", bool(query.get("part")))


async def note(session: AsyncSession, account: str, report: Report, now: datetime) -> None:
    if report.is_earlier_part and report.status != "failed":
        return
    if not report.is_template and await window.was_replaced(session, account, report.message_id):
        return
    failed = failure(report.code) if report.status == "failed" and report.code else None
    is_closed = failed is not None and str(failed) == OUTSIDE_WINDOW
    if is_closed and not report.is_template and await window.send_as_template(session, account, report.message_id, now):
        return
    await delivery.report(
        session,
        report.status,
        now,
        channel_account=account,
        provider_message_id=report.sid,
        message_id=report.message_id,
        error=str(failed) if failed else OUTSIDE_WINDOW if report.is_template else None,
    )
    if isinstance(failed, CitizenUnreachable):
        talk = select(OutboundMessage.conversation_id).where(OutboundMessage.id == report.message_id)
        if (conversation := await session.scalar(talk.where(OutboundMessage.channel_account == account))) is not None:
            await contact.mark_unreachable(session, conversation, now)


def _number(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None
    return number if number is not None and number <= LARGEST_ID else None
