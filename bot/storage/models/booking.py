"""Desks, who comes when, what is closed, who waits, and what was answered."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Identity, Index, Integer, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column

from bot.booking.appointment import TAKING, Status, Untold
from bot.storage.base import NOW, Base, one_of
from bot.storage.encrypted import Encrypted

NO = text("false")
_TAKING = ", ".join(f"'{status}'" for status in TAKING)


class BookingDesk(Base):
    """A desk that gives appointments. Its row is locked before its diary is changed."""

    __tablename__ = "booking_desk"

    # Four bytes: what int4range takes.
    id: Mapped[int] = mapped_column(Integer, Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    """Municipality and service: "cesano-boscone/ti-ascolto"."""


class AppointmentRow(Base):
    """A slot that is held or booked, or was. That no two of a desk overlap is PostgreSQL's own promise."""

    __tablename__ = "appointment"
    __table_args__ = (
        one_of("status", Status),
        one_of("untold", Untold),
        CheckConstraint("(status = 'held') = (held_until IS NOT NULL)", name="held_until"),
        # A range of one number stands in for equality, which GiST knows of numbers only with btree_gist.
        ExcludeConstraint(
            (text("int4range(desk_id, desk_id, '[]')"), "&&"), ("during", "&&"), name="ex_appointment_one_at_a_time",
            using="gist", where=text(f"status IN ({_TAKING})"),
        ),
        Index(None, "conversation_id"),
        Index(None, "notice", postgresql_where=text("notice IS NOT NULL")),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("booking_desk.id"), type_=Integer, index=True)
    during: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    status: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    """What the citizen moves or cancels it with from anywhere."""
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversation.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(Encrypted("appointment.name"))
    phone: Mapped[str] = mapped_column(Encrypted("appointment.phone"))
    held_until: Mapped[datetime | None]
    is_offered: Mapped[bool] = mapped_column(server_default=NO)
    sequence: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    settled_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    late_minutes: Mapped[int | None] = mapped_column(Integer)
    late_at: Mapped[datetime | None]
    late_seen_at: Mapped[datetime | None]
    untold: Mapped[str | None]
    notice: Mapped[int | None]
    """The message that told the desk's last change; not kept by it, for messages go with their talk."""
    by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)


class DeskBlock(Base):
    """A span in which a desk sees nobody."""

    __tablename__ = "desk_block"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("booking_desk.id"), type_=Integer, index=True)
    during: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)


class DeskSeries(Base):
    """Hours of a weekday that are added to a desk's own or taken from them."""

    __tablename__ = "desk_series"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("opens < closes", name="opens_before_it_closes"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("booking_desk.id"), type_=Integer, index=True)
    weekday: Mapped[int] = mapped_column(Integer)
    opens: Mapped[time]
    closes: Mapped[time]
    first: Mapped[date]
    last: Mapped[date | None]
    is_added: Mapped[bool]


class WaitingPlace(Base):
    """A place on a desk's waiting list."""

    __tablename__ = "waiting_place"
    __table_args__ = (UniqueConstraint("desk_id", "conversation_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("booking_desk.id"), type_=Integer)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    wish: Mapped[dict[str, Any]] = mapped_column(JSONB)
    name: Mapped[str] = mapped_column(Encrypted("waiting_place.name"))
    phone: Mapped[str] = mapped_column(Encrypted("waiting_place.phone"))
    joined_at: Mapped[datetime]
    passed: Mapped[list[datetime]] = mapped_column(ARRAY(TIMESTAMP(timezone=True)))


class BookingOutcome(Base):
    """What a message has brought about at a desk: asked again, it is answered the same and nothing is done."""

    __tablename__ = "booking_outcome"

    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    message_id: Mapped[str] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    outcome: Mapped[str] = mapped_column(Encrypted("booking_outcome.outcome"))
    at: Mapped[datetime] = mapped_column(server_default=NOW, index=True)


class AgendaFeed(Base):
    """A secret address at which a calendar program reads a desk's agenda; only its hash is kept."""

    __tablename__ = "agenda_feed"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("booking_desk.id"), type_=Integer, index=True)
    hash: Mapped[bytes] = mapped_column(unique=True)
    by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)
    revoked_at: Mapped[datetime | None]
