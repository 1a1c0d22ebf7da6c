"""Which option one of our messages showed: what a button means, however old it is."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.dialogue.turn import Option
from bot.queue.messages import from_json
from bot.queue.transcript import Place
from bot.storage.encrypted import Legible

SHOWN = text("""
    SELECT o.body FROM outbound_message o JOIN conversation c ON c.id = o.conversation_id
    WHERE o.id = :id AND c.channel_account = :account AND c.address_fingerprint = ANY(:fingerprints)
""").columns(body=Legible("outbound_message.body"))


async def option_shown(session: AsyncSession, place: Place, message_id: int, index: int) -> Option | None:
    """None where this citizen was never shown it, or the message has been deleted since or its key lost."""
    body = await session.scalar(SHOWN, {"id": message_id, **place.values()})
    options = from_json(body).options if body else ()
    return options[index] if index < len(options) else None
