"""A citizen's data erased on request: the talks with all that belongs to them, what the brain remembers, the appointments."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.booking.appointment import TAKING
from bot.errors import TalkBusy
from bot.own_data.finding import Meant
from bot.queue import erased
from bot.storage.base import Base
from bot.storage.models import (
    AppointmentRow,
    BookingDesk,
    Conversation,
    Erasure,
    InboundMessage,
    Note,
    OutboundMessage,
    Tracker,
    WaitingPlace,
)
from bot.storage.wakeups import AGENDA, ALERTS, TALKS, notify


@dataclass(frozen=True)
class Extent:
    """How much there is, without a word of it."""

    talks: tuple[int, ...]
    messages: int
    notes: int
    appointments: int
    to_come: tuple[tuple[str, datetime], ...]
    """Desk and beginning of those that somebody still expects."""


async def extent(session: AsyncSession, meant: Meant, now: datetime) -> Extent:
    in_talks = [model.__table__.c.conversation_id.in_(meant.talks) for model in (InboundMessage, OutboundMessage, Note)]
    written, told, notes = [
        await _count(session, model, where)
        for model, where in zip((InboundMessage, OutboundMessage, Note), in_talks, strict=True)
    ]
    mine = AppointmentRow.id.in_(meant.appointments)
    to_come = (mine, AppointmentRow.status.in_(TAKING), func.upper(AppointmentRow.during) > now)
    query = select(BookingDesk.name, func.lower(AppointmentRow.during)).join(AppointmentRow).where(*to_come)
    found = await session.execute(query.order_by(AppointmentRow.during))
    return Extent(
        meant.talks, written + told, notes, len(meant.appointments), tuple((desk, start) for desk, start in found)
    )


async def erase(session: AsyncSession, meant: Meant) -> None:
    """Nobody is told: a slot that becomes free is offered to the next. Raises `TalkBusy` where the assistant is just answering."""
    desks = await _locked_desks(session, meant)
    for id in meant.talks:
        await _erase_talk(session, id, meant)
    if not meant.talks:
        await session.execute(insert(Erasure).values(talk=None, messages=0, appointments=len(meant.appointments)))
    await session.execute(delete(AppointmentRow).where(AppointmentRow.id.in_(meant.appointments)))
    for desk in desks:
        await notify(session, AGENDA, desk)


async def _locked_desks(session: AsyncSession, meant: Meant) -> list[int]:
    """In the order in which everybody locks: desks before talks."""
    booked = select(AppointmentRow.desk_id).where(AppointmentRow.id.in_(meant.appointments))
    waits = select(WaitingPlace.desk_id).where(WaitingPlace.conversation_id.in_(meant.talks))
    query = select(BookingDesk.id).where(BookingDesk.id.in_(booked.union(waits)))
    return list(await session.scalars(query.order_by(BookingDesk.id).with_for_update()))


async def _erase_talk(session: AsyncSession, id: int, meant: Meant) -> None:
    answered = (Conversation.lease_until > func.now()).label("answered")
    columns = (Conversation.pseudonym, Conversation.comune, Conversation.channel_account, answered)
    talk = (await session.execute(select(*columns).where(Conversation.id == id).with_for_update())).first()
    if talk is None:
        return
    if talk.answered:
        # The brain would write down what it remembers, and nobody would find it any more.
        raise TalkBusy(f"The assistant is just answering in talk {id}: nothing was erased. Try again in a minute.")
    messages = sum([await _count(session, m, m.conversation_id == id) for m in (InboundMessage, OutboundMessage)])
    appointments = await _count(session, AppointmentRow, AppointmentRow.conversation_id == id)
    trace = {"talk": id, "comune": talk.comune, "channel_account": talk.channel_account}
    await session.execute(insert(Erasure).values(**trace, messages=messages, appointments=appointments))
    await erased.remember(session, id)
    await session.execute(delete(AppointmentRow).where(AppointmentRow.conversation_id == id))
    await session.execute(delete(Tracker).where(Tracker.pseudonym == talk.pseudonym))
    await session.execute(delete(Conversation).where(Conversation.id == id))
    for channel in (TALKS, ALERTS):
        await notify(session, channel, id)


async def erased_before(session: AsyncSession, words: str) -> datetime | None:
    """When the talk of this number was erased."""
    if not (words.isascii() and words.isdigit() and len(words) < 19):
        return None
    return await session.scalar(select(func.max(Erasure.at)).where(Erasure.talk == int(words)))


async def _count(session: AsyncSession, model: type[Base], where: ColumnElement[bool]) -> int:
    return await session.scalar(select(func.count()).select_from(model).where(where)) or 0
