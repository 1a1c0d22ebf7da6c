"""What was erased on request is known by a keyed hash of its id for some days, so that a provider that brings or lists it again stores nothing."""

from datetime import timedelta

from bot.storage.direct import Statement, Within, directly
from bot.storage.keys import KeyRing

KEPT = timedelta(days=4)
"""Longer than any provider brings or lists a message again (webhooks/missed.py: three days; Telegram: one)."""
WHICH = Statement("""
    SELECT channel_account, provider_message_id FROM inbound_message
    WHERE conversation_id = %(conversation)s AND received_at > now() - %(kept)s
""")
REMEMBER = Statement("""
    INSERT INTO erased_message (fingerprint, until) SELECT unnest(%(marks)s), now() + %(kept)s
    ON CONFLICT (fingerprint) DO UPDATE SET until = excluded.until
""")
FIND = Statement("SELECT 1 FROM erased_message WHERE fingerprint = ANY(%(marks)s)")
FORGET = Statement("DELETE FROM erased_message WHERE until < now()")


def marks_of(keys: KeyRing, channel_account: str, provider_message_id: str) -> list[bytes]:
    """What the message is known by once it is erased, newest key first."""
    return keys.fingerprints(f"message {channel_account} {provider_message_id}")


async def remember(session: Within, conversation_id: int) -> None:
    """Call it before the talk's messages are deleted."""
    keys = (await directly(session)).keys
    found = await WHICH.all(session, conversation=conversation_id, kept=KEPT)
    if marks := [marks_of(keys, row.channel_account, row.provider_message_id)[0] for row in found]:
        await REMEMBER.all(session, marks=marks, kept=KEPT)


async def was_erased(session: Within, marks: list[bytes]) -> bool:
    return await FIND.first(session, marks=marks) is not None


async def forget(session: Within) -> None:
    """Those whose time is over."""
    await FORGET.all(session)
