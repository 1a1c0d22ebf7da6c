"""Talks, what citizens write in them, and what they are told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import NOW, ZERO, Author, Base, Holder, InboundStatus, Kind, OutboundStatus, one_of
from bot.storage.encrypted import Encrypted


class Conversation(Base):
    """A citizen on a channel account. Its row is locked before a message is numbered."""

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("channel_account", "address_fingerprint"),
        one_of("holder", Holder),
        CheckConstraint("(holder = 'operator') = (operator IS NOT NULL)", name="operator_holds"),
        CheckConstraint("(holder = 'waiting') = (waiting_since IS NOT NULL)", name="waiting_since"),
        Index(None, "due_at", postgresql_where=text("due_at IS NOT NULL")),
        Index(None, "waiting_since", postgresql_where=text("waiting_since IS NOT NULL")),
        Index("ix_conversation_with_people", text("priority DESC"), "waiting_since", "id", postgresql_where=text("holder <> 'bot'")),
        Index("ix_conversation_open", text("last_inbound_at DESC NULLS LAST"), "id", postgresql_where=text("closed_at IS NULL")),
        Index("ix_conversation_closed", text("closed_at DESC"), "id", postgresql_where=text("closed_at IS NOT NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    channel_account: Mapped[str]
    address: Mapped[str] = mapped_column(Encrypted("conversation.address"))
    address_fingerprint: Mapped[bytes]
    pseudonym: Mapped[UUID] = mapped_column(server_default=text("gen_random_uuid()"), unique=True)
    """The only name by which the brain knows the talk."""
    comune: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)
    last_inbound_at: Mapped[datetime | None]
    next_number: Mapped[int] = mapped_column(server_default=text("1"))
    """Of the next message, in or out: one order for the whole talk."""
    last_number: Mapped[int] = mapped_column(server_default=ZERO)
    """Of the citizen's last message."""

    unreachable_at: Mapped[datetime | None]
    """Since when nothing gets through: the citizen has blocked us or opted out. Writing again ends it."""
    notices_stopped_at: Mapped[datetime | None]
    """Since when the citizen wants no notices of ours (STOP, BASTA); answers still go."""

    holder: Mapped[Holder] = mapped_column(server_default="bot")
    epoch: Mapped[int] = mapped_column(server_default=ZERO)
    """Grows whenever an operator takes the talk or gives it back; what was answered before is not sent after."""
    operator: Mapped[str | None]
    waiting_since: Mapped[datetime | None]
    reason: Mapped[str | None]
    priority: Mapped[int] = mapped_column(server_default=ZERO)
    closed_at: Mapped[datetime | None]
    """When an operator closed the talk, which the assistant holds then; the citizen's next message opens it again."""

    due_at: Mapped[datetime | None]
    """When its next turn may be claimed, by the database's clock; none = nothing to answer."""
    lease_until: Mapped[datetime | None]
    fence: Mapped[int] = mapped_column(server_default=ZERO)
    """Grows at every claim; who holds an older number has lost the turn."""


class InboundMessage(Base):
    """The inbox: what a citizen wrote, once."""

    __tablename__ = "inbound_message"
    __table_args__ = (
        UniqueConstraint("channel_account", "provider_message_id"),
        UniqueConstraint("conversation_id", "number"),
        one_of("kind", Kind),
        one_of("status", InboundStatus),
        Index("ix_inbound_message_pending", "conversation_id", "number", postgresql_where=text("status = 'pending'")),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    channel_account: Mapped[str]
    provider_message_id: Mapped[str]
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    number: Mapped[int]
    kind: Mapped[Kind]
    text: Mapped[str | None] = mapped_column(Encrypted("inbound_message.text"))
    payload: Mapped[str | None] = mapped_column(Encrypted("inbound_message.payload"))
    received_at: Mapped[datetime]
    status: Mapped[InboundStatus] = mapped_column(server_default="pending")
    turn: Mapped[int | None]
    """The number of the first message of its turn, set at the first claim: a turn tried again is the same turn."""
    attempts: Mapped[int] = mapped_column(server_default=ZERO)


class OutboundMessage(Base):
    """The outbox: what a citizen is told."""

    __tablename__ = "outbound_message"
    __table_args__ = (
        UniqueConstraint("conversation_id", "number"),
        one_of("author", Author),
        one_of("status", OutboundStatus),
        CheckConstraint("(status = 'sending') = (lease_until IS NOT NULL)", name="lease"),
        Index("ix_outbound_message_open", "conversation_id", "number", postgresql_where=text("status IN ('pending', 'sending')")),
        Index("ix_outbound_message_due", text("urgent DESC"), "not_before", "id", postgresql_where=text("status = 'pending'")),
        Index("ix_outbound_message_sending", "lease_until", postgresql_where=text("status = 'sending'")),
        Index(
            "ix_outbound_message_provider", "channel_account", "provider_message_id", postgresql_where=text("provider_message_id IS NOT NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    channel_account: Mapped[str]
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    number: Mapped[int]
    author: Mapped[Author]
    body: Mapped[str] = mapped_column(Encrypted("outbound_message.body"))
    """The channel-neutral reply as JSON."""
    urgent: Mapped[bool] = mapped_column(server_default=text("false"))
    """The answer to a cry for help: overtakes, is sent whoever holds the talk, and rather twice than never."""
    epoch: Mapped[int]
    in_reply_to: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)
    status: Mapped[OutboundStatus] = mapped_column(server_default="pending")
    provider_message_id: Mapped[str | None]
    error: Mapped[str | None]
    """The provider's code or our word for it, never its text."""
    attempts: Mapped[int] = mapped_column(server_default=ZERO)
    """Grows at every claim, and so is its fencing number too."""
    not_before: Mapped[datetime] = mapped_column(server_default=NOW)
    lease_until: Mapped[datetime | None]
