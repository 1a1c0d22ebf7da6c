"""A desk's diary read from its rows, and what was changed in it written back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import RowMapping, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.agenda.mapping import (
    NOTICE_STATUS,
    appointment_of,
    block_of,
    block_row,
    place_of,
    place_row,
    row_of,
    series_of,
    series_row,
)
from bot.booking.appointment import TAKING
from bot.booking.desk import Desk
from bot.booking.diary import Diary
from bot.queue.forgetting import FORGOTTEN
from bot.storage.base import Base
from bot.storage.models import (
    AppointmentRow,
    BookingDesk,
    Conversation,
    DeskBlock,
    DeskSeries,
    OutboundMessage,
    WaitingPlace,
)
from bot.storage.wakeups import AGENDA, notify

PAST = timedelta(days=2)
"""How much of what was is read along."""
Entry = TypeVar("Entry")
CITIZEN = (Conversation.pseudonym, Conversation.address, Conversation.unreachable_at, Conversation.notices_stopped_at)


@dataclass(frozen=True)
class OpenDiary:
    """A diary as it was read, to be changed; with what has to be known to write it back."""

    desk_id: int
    diary: Diary
    before: Diary
    conversations: dict[str, int]
    """The rows of the citizens' talks, by the names that the diary knows them by."""


async def lock(session: AsyncSession, desk: Desk) -> int:
    """The desk's number; nobody else changes its diary until the session ends."""
    found = select(BookingDesk.id).where(BookingDesk.name == desk.id).with_for_update()
    id = await session.scalar(found)
    if id is None:
        await session.execute(insert(BookingDesk).values(name=desk.id).on_conflict_do_nothing())
        id = (await session.execute(found)).scalar_one()
    return id


async def lock_number(session: AsyncSession, desk_id: int) -> None:
    """The same for a desk whose number is known."""
    await session.execute(select(BookingDesk.id).where(BookingDesk.id == desk_id).with_for_update())


async def number_of(session: AsyncSession, desk: Desk) -> int | None:
    """The desk's number; none where nothing was ever written in its diary."""
    return await session.scalar(select(BookingDesk.id).where(BookingDesk.name == desk.id))


async def read(session: AsyncSession, desk: Desk, desk_id: int, since: datetime | None = None) -> OpenDiary:
    """The diary from a moment on, by default a little before the database's present."""
    columns = (*AppointmentRow.__table__.columns, *CITIZEN, NOTICE_STATUS)
    recent = func.upper(AppointmentRow.during) > (func.now() - PAST if since is None else since)
    rows = select(*columns).outerjoin(Conversation, Conversation.id == AppointmentRow.conversation_id)
    rows = rows.outerjoin(OutboundMessage, OutboundMessage.id == AppointmentRow.notice)
    rows = rows.where(AppointmentRow.desk_id == desk_id, or_(recent, AppointmentRow.status == "held"))
    found = (await session.execute(rows)).mappings().all()
    places = select(*WaitingPlace.__table__.columns, *CITIZEN).join(Conversation)
    waiting = (await session.execute(places.where(WaitingPlace.desk_id == desk_id))).mappings().all()
    diary = Diary(
        desk,
        {row["id"]: appointment_of(row, desk.id) for row in found},
        {row["id"]: block_of(row) for row in await _all_of(session, DeskBlock, desk_id)},
        {row["id"]: series_of(row) for row in await _all_of(session, DeskSeries, desk_id)},
        {row["id"]: place_of(row, desk.id) for row in waiting},
        frozenset(str(row["pseudonym"]) for row in (*found, *waiting) if row["pseudonym"] and _is_mute(row)),
    )
    conversations = {str(row["pseudonym"]): row["conversation_id"] for row in (*found, *waiting) if row["pseudonym"]}
    return OpenDiary(desk_id, diary, _copy(diary), conversations)


async def _all_of(session: AsyncSession, model: type[Base], desk_id: int) -> Iterable[Any]:
    columns = model.__table__.columns
    return (await session.execute(select(*columns).where(columns["desk_id"] == desk_id))).mappings().all()


def _is_mute(row: RowMapping) -> bool:
    """Nothing reaches the citizen, or no notices are wanted, or the talk was forgotten on the page."""
    is_cut_off = row["unreachable_at"] is not None or row["notices_stopped_at"] is not None
    return is_cut_off or row["address"].startswith(FORGOTTEN)


def _copy(diary: Diary) -> Diary:
    return Diary(
        diary.desk, dict(diary.appointments), dict(diary.blocks), dict(diary.series), dict(diary.places), diary.mute
    )


async def write(session: AsyncSession, opened: OpenDiary) -> None:
    """What was changed since the diary was read."""
    desk_id, known, before, now = opened.desk_id, opened.conversations, opened.before, opened.diary
    # Who gives a slot up is written before who takes it: the constraint looks at each row.
    appointments = sorted(_changed(before.appointments, now.appointments), key=lambda a: a.status in TAKING)
    await _put(session, AppointmentRow, [row_of(a, desk_id, known) for a in appointments])
    await _put(session, WaitingPlace, [place_row(p, desk_id, known) for p in _changed(before.places, now.places)])
    await _put(session, DeskBlock, [block_row(b, desk_id) for b in _changed(before.blocks, now.blocks)])
    await _put(session, DeskSeries, [series_row(s, desk_id) for s in _changed(before.series, now.series)])
    await _take_away(session, WaitingPlace, before.places.keys() - now.places.keys())
    await _take_away(session, DeskBlock, before.blocks.keys() - now.blocks.keys())
    await _take_away(session, DeskSeries, before.series.keys() - now.series.keys())
    await notify(session, AGENDA, desk_id)


def _changed(before: Mapping[UUID, Entry], now: Mapping[UUID, Entry]) -> list[Entry]:
    return [entry for id, entry in now.items() if before.get(id) != entry]


async def _put(session: AsyncSession, model: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        new = insert(model).values(**row)
        same = {name: new.excluded[name] for name in row if name != "id"}
        await session.execute(new.on_conflict_do_update(index_elements=["id"], set_=same))


async def _take_away(session: AsyncSession, model: type[Base], gone: Iterable[UUID]) -> None:
    if ids := list(gone):
        await session.execute(delete(model).where(model.__table__.columns["id"].in_(ids)))


async def delete_before(session: AsyncSession, desk_id: int, moment: datetime) -> int:
    """How many appointments were over by then, and are deleted with names and numbers."""
    over = (AppointmentRow.desk_id == desk_id, func.upper(AppointmentRow.during) < moment)
    return len((await session.scalars(delete(AppointmentRow).where(*over).returning(AppointmentRow.id))).all())


async def delete_places_before(session: AsyncSession, desk_id: int, moment: datetime) -> None:
    """Who has waited since before then at a desk that has nothing to offer."""
    await session.execute(delete(WaitingPlace).where(WaitingPlace.desk_id == desk_id, WaitingPlace.joined_at < moment))
