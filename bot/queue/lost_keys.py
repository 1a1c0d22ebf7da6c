"""What nobody can read any more, because its key is lost: set aside for a person to see, so that nothing else waits behind it."""

from bot.queue.alerts import alert
from bot.storage.direct import Direct, Statement
from bot.storage.wakeups import OUTBOX, TALKS, notify

SET_ASIDE = Statement(
    "UPDATE inbound_message SET status = 'set_aside' WHERE conversation_id = %(id)s AND status = 'pending'"
)
# A talk that an operator holds stays with the operator.
CALL_PERSON = Statement("""
    UPDATE conversation
    SET due_at = NULL, lease_until = NULL, reason = CASE WHEN holder = 'operator' THEN reason ELSE 'key_lost' END,
        holder = CASE WHEN holder = 'operator' THEN holder ELSE 'waiting' END,
        waiting_since = CASE WHEN holder = 'operator' THEN NULL ELSE coalesce(waiting_since, now()) END
    WHERE id = %(id)s
""")
FAIL = Statement("""
    UPDATE outbound_message SET status = 'failed', lease_until = NULL, error = 'key_lost' WHERE id = %(message)s
""")


async def set_talk_aside(direct: Direct, conversation_id: int, number: int) -> None:
    """What the citizen wrote is not answered; a person is called. Somebody who finds the key again can still read it."""
    await SET_ASIDE.all(direct, id=conversation_id)
    await CALL_PERSON.all(direct, id=conversation_id)
    await alert(direct, "set_aside", conversation_id, number)
    await notify(direct, TALKS, conversation_id)


async def fail_message(direct: Direct, message_id: int, conversation_id: int, number: int) -> None:
    """A reply that cannot be sent."""
    await FAIL.all(direct, message=message_id)
    await alert(direct, "failed", conversation_id, number)
    # What waited behind it may go now.
    await notify(direct, OUTBOX, conversation_id)
    await notify(direct, TALKS, conversation_id)
