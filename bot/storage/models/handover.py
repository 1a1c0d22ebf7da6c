"""What operators add to a talk and to the answers: who held it when, notes, ready answers, closures, questions left open, mails."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Identity, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import NOW, ZERO, Base, Doubt, HandoverKind, MailStatus, Verdict, one_of
from bot.storage.encrypted import Encrypted


class HandoverEvent(Base):
    """A talk changed hands, or a cry for help came: what the figures of a day are counted from."""

    __tablename__ = "handover_event"
    __table_args__ = (one_of("kind", HandoverKind),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    comune: Mapped[str | None]
    """Of the talk at that moment."""
    kind: Mapped[HandoverKind]
    staff: Mapped[str | None]
    """Who did it, by username; none = the citizen or the service itself."""
    other: Mapped[str | None]
    """The colleague from whom it was taken, or who has got it."""
    at: Mapped[datetime] = mapped_column(server_default=NOW, index=True)


class Note(Base):
    """What operators tell each other about a talk; no citizen ever reads it."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    staff: Mapped[str]
    text: Mapped[str] = mapped_column(Encrypted("note.text"))
    at: Mapped[datetime] = mapped_column(server_default=NOW)


class ReadyAnswer(Base):
    """A sentence that operators often need, with fields in braces."""

    __tablename__ = "ready_answer"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    key: Mapped[str | None] = mapped_column(unique=True)
    """Of a shipped one: loaded once, and never again over what was edited or removed here."""
    comune: Mapped[str | None]
    """None = for all."""
    title: Mapped[str]
    body: Mapped[str]
    edited_by: Mapped[str | None]
    edited_at: Mapped[datetime] = mapped_column(server_default=NOW)
    removed_at: Mapped[datetime | None]


class Closure(Base):
    """An extraordinary closure, entered by an operator; the answers know it within seconds."""

    __tablename__ = "closure"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days"),
        Index("ix_closure_in_force", "last_day", postgresql_where=text("removed_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    comune: Mapped[str]
    service: Mapped[str | None]
    """None = every desk of the municipality, the operators too."""
    first_day: Mapped[date]
    last_day: Mapped[date]
    text: Mapped[str]
    """For citizens: why, and what there is instead; may be empty."""
    entered_by: Mapped[str]
    entered_at: Mapped[datetime] = mapped_column(server_default=NOW)
    removed_by: Mapped[str | None]
    removed_at: Mapped[datetime | None]


class OpenQuestion(Base):
    """A question that the assistant did not understand, or not surely; a person says what was meant."""

    __tablename__ = "open_question"
    __table_args__ = (
        UniqueConstraint("conversation_id", "number"),
        one_of("why", Doubt),
        one_of("verdict", Verdict),
        CheckConstraint("(verdict IS NULL) = (judged_at IS NULL)", name="judged"),
        Index("ix_open_question_open", "asked_at", postgresql_where=text("verdict IS NULL")),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    number: Mapped[int]
    """Of the first message of its turn."""
    comune: Mapped[str | None]
    text: Mapped[str] = mapped_column(Encrypted("open_question.text"))
    why: Mapped[Doubt]
    understood: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """Ids and probabilities: act, confidence, concepts, and what was answered; no word of the citizen's."""
    asked_at: Mapped[datetime] = mapped_column(server_default=NOW)
    verdict: Mapped[Verdict | None]
    concept: Mapped[str | None]
    """What was asked for, where the verdict is "service"."""
    aspects: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    judged_by: Mapped[str | None]
    judged_at: Mapped[datetime | None]


class Mail(Base):
    """A mail about an alert: written once, sent until the server takes it, and never with a citizen's word in it."""

    __tablename__ = "mail"
    __table_args__ = (
        one_of("status", MailStatus),
        CheckConstraint("(status = 'sending') = (lease_until IS NOT NULL)", name="lease"),
        Index("ix_mail_due", "not_before", postgresql_where=text("status IN ('pending', 'sending')")),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id", ondelete="CASCADE"), unique=True)
    recipients: Mapped[list[str]] = mapped_column(ARRAY(Text))
    """Of the municipality."""
    status: Mapped[MailStatus] = mapped_column(server_default="pending")
    attempts: Mapped[int] = mapped_column(server_default=ZERO)
    """Grows at every claim, and so is its fencing number too."""
    error: Mapped[str | None]
    not_before: Mapped[datetime] = mapped_column(server_default=NOW)
    lease_until: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)
