"""Whose data are meant: a talk by its number in the console, an address of WhatsApp or Telegram, or the code of an appointment."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.booking.appointment import as_code
from bot.channels.accounts import TELEGRAM, WHATSAPP
from bot.storage.keys import KeyRing
from bot.storage.models import AppointmentRow, Conversation

LONGEST_MOBILE = 10
"""Digits of a mobile number in Italy, without its +39."""


@dataclass(frozen=True)
class Meant:
    """Rows' ids. The appointments are those of the talks, or a single one that was written in by hand."""

    talks: tuple[int, ...] = ()
    appointments: tuple[UUID, ...] = ()

    @property
    def is_nobody(self) -> bool:
        return not self.talks and not self.appointments


async def find(session: AsyncSession, keys: KeyRing, words: str) -> Meant:
    """An address means all talks of it, whichever account they were held with."""
    talks: tuple[int, ...] = ()
    if words.isascii() and words.isdigit() and len(words) < 19:
        talks = await _talks(session, Conversation.id == int(words))
    if not talks and (address := _address(words)):
        prefix, written = address
        where = Conversation.address_fingerprint.in_(keys.fingerprints(written))
        talks = await _talks(session, where, Conversation.channel_account.startswith(f"{prefix}:"))
    return await _with_appointments(session, talks) if talks else await _by_code(session, words)


def _address(words: str) -> tuple[str, str] | None:
    """The channel, and the address as it is kept: "+39 333 1234567" is WhatsApp's, "telegram:123" Telegram's."""
    channel, _, name = words.rpartition(":")
    number = "".join(letter for letter in name if letter not in " -./()")
    if channel in ("", WHATSAPP) and (whole := _with_country(number)):
        return WHATSAPP, f"{WHATSAPP}:{whole}"
    return (TELEGRAM, number) if channel == TELEGRAM else None


def _with_country(number: str) -> str | None:
    """As WhatsApp writes it: "+39333…", also for "0039333…", "39333…" and, as one writes it in Italy, "333…" or "02…"; none where it is no number."""
    if number.startswith("+"):
        return number
    if not (number.isascii() and number.isdigit()):
        return None
    if number.startswith("00"):
        return f"+{number[2:]}"
    if number.startswith("39") and len(number) > LONGEST_MOBILE:
        return f"+{number}"
    return f"+39{number}" if number.startswith(("0", "3")) else None


async def _talks(session: AsyncSession, *where: ColumnElement[bool]) -> tuple[int, ...]:
    found = await session.scalars(select(Conversation.id).where(*where).order_by(Conversation.id))
    return tuple(found)


async def _with_appointments(session: AsyncSession, talks: tuple[int, ...]) -> Meant:
    theirs = select(AppointmentRow.id).where(AppointmentRow.conversation_id.in_(talks)).order_by(AppointmentRow.during)
    return Meant(talks, tuple(await session.scalars(theirs)))


async def _by_code(session: AsyncSession, words: str) -> Meant:
    query = select(AppointmentRow.id, AppointmentRow.conversation_id).where(AppointmentRow.code == as_code(words))
    row = (await session.execute(query)).first()
    if row is None:
        return Meant()
    talk = row.conversation_id
    return await _with_appointments(session, (talk,)) if talk else Meant((), (row.id,))
