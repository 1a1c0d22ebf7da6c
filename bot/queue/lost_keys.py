"""What nobody can read any more, because its key is lost: set aside for a person to see, so that nothing else waits behind it."""

from bot.queue.alerts import alert
from bot.queue.events import record
from bot.storage.direct import Direct, Statement
from bot.storage.wakeups import OUTBOX, TALKS, notify

SET_ASIDE = Statement(
    "UPDATE inbound_message SET status = 'set_aside' WHERE conversation_id = %(id)s AND status = 'pending'"
)
NOT_DUE = Statement("UPDATE conversation SET due_at = NULL, lease_until = NULL WHERE id = %(id)s")
# A talk that an operator holds stays with the operator, and who waits for a person already waits on.
CALL_PERSON = Statement("""
    UPDATE conversation SET holder = 'waiting', waiting_since = now(), reason = 'key_lost'
    WHERE id = %(id)s AND holder = 'bot' RETURNING id
""")
FAIL = Statement("""
    UPDATE outbound_message SET status = 'failed', lease_until = NULL, error = 'key_lost' WHERE id = %(message)s
""")


async def set_talk_aside(direct: Direct, conversation_id: int, number: int) -> None:
    """What the citizen wrote is not answered; a person is called. Somebody who finds the key again can still read it."""
    await SET_ASIDE.all(direct, id=conversation_id)
    await NOT_DUE.all(direct, id=conversation_id)
    await alert(direct, "set_aside", conversation_id, number)
    if await CALL_PERSON.first(direct, id=conversation_id):
        # What the mails, too, are about.
        await alert(direct, "waiting", conversation_id)
        await record(direct, conversation_id, "called")
    await notify(direct, TALKS, conversation_id)


async def fail_message(direct: Direct, message_id: int, conversation_id: int, number: int) -> None:
    """A reply that cannot be sent."""
    await FAIL.all(direct, message=message_id)
    await alert(direct, "failed", conversation_id, number)
    # What waited behind it may go now.
    await notify(direct, OUTBOX, conversation_id)
    await notify(direct, TALKS, conversation_id)
