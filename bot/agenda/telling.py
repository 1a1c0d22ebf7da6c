"""Notices of a changed diary, queued in the transaction that changes it: told once, or not changed at all."""

from typing import get_args

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.agenda.diaries import OpenDiary
from bot.booking.appointment import Untold
from bot.dialogue.notices import in_words
from bot.knowledge.notices import NoticeWords
from bot.queue.notices import notice
from bot.storage.models import AppointmentRow


async def tell(session: AsyncSession, opened: OpenDiary, words: NoticeWords) -> int:
    """How many citizens are told something. Always in the same order: two diaries may have to do with the same two talks."""
    diary = opened.diary
    told = [(opened.conversations[n.citizen], n) for n in diary.notices if n.citizen not in diary.mute]
    for conversation_id, each in sorted(told, key=lambda pair: pair[0]):
        (message,) = await notice(session, conversation_id, [in_words(each, diary.desk, words)])
        if each.appointment and each.kind in get_args(Untold):
            # Should it not arrive, somebody has to call.
            of_change = update(AppointmentRow).where(AppointmentRow.id == each.appointment.id)
            await session.execute(of_change.values(notice=message))
    diary.notices.clear()
    return len(told)
