"""Talks that have been quiet for long are deleted, with all that was said in them and what the brain remembers of them."""

from datetime import timedelta

from bot.storage.direct import Statement, Within

AT_ONCE = 200
# Whoever waits for a person, is held by one or is still to be answered or told something is not quiet; nor is who still comes,
# may not know yet what the desk has changed, or has waited for an appointment for less than a year.
DELETE = Statement("""
    WITH quiet AS (
        SELECT id FROM conversation c
        WHERE holder = 'bot' AND due_at IS NULL AND coalesce(last_inbound_at, created_at) < now() - %(keep)s AND NOT EXISTS (
            SELECT FROM outbound_message WHERE conversation_id = c.id
                AND (status IN ('pending', 'sending') OR created_at >= now() - %(keep)s))
            AND NOT EXISTS (
                SELECT FROM appointment WHERE conversation_id = c.id AND upper(during) > now()
                    AND (status IN ('held', 'booked') OR untold IS NOT NULL OR notice IS NOT NULL))
            AND NOT EXISTS (SELECT FROM waiting_place WHERE conversation_id = c.id AND joined_at > now() - interval '1 year')
        ORDER BY id LIMIT %(most)s
        FOR UPDATE SKIP LOCKED
    ), deleted AS (
        DELETE FROM conversation c USING quiet WHERE c.id = quiet.id RETURNING c.pseudonym
    ), forgotten AS (
        DELETE FROM tracker USING deleted WHERE tracker.pseudonym = deleted.pseudonym
    )
    SELECT count(*) AS talks FROM deleted
""")


async def delete_quiet(session: Within, keep: timedelta) -> int:
    """How many talks that nobody has written in for so long were deleted; to be called again while there are some."""
    (found,) = await DELETE.all(session, keep=keep, most=AT_ONCE)
    return int(found.talks)
