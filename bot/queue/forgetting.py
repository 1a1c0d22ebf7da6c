"""A talk taken away from whoever sits at the same computer next."""

from sqlalchemy import bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.keys import KeyRing
from bot.storage.models import Conversation
from bot.storage.wakeups import TALKS, notify

FORGOTTEN = "forgotten:"
FORGET = text("""
    UPDATE conversation SET address = :address, address_fingerprint = :fingerprint WHERE id = :conversation
""").bindparams(bindparam("address", type_=Conversation.address.type))


async def forget(session: AsyncSession, conversation_id: int, keys: KeyRing) -> None:
    """Nobody finds the talk by its old address any more; what was said stays with the municipality until its time is over."""
    address = f"{FORGOTTEN}{conversation_id}"
    values = {"address": address, "fingerprint": keys.fingerprints(address)[0], "conversation": conversation_id}
    await session.execute(FORGET, values)
    await notify(session, TALKS, conversation_id)
