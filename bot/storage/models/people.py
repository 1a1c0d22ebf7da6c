"""What people of the municipality see and do."""

from datetime import datetime

from sqlalchemy import ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import NOW, AlertKind, Base, one_of


class Alert(Base):
    """Something that a person has to see."""

    __tablename__ = "alert"
    __table_args__ = (
        one_of("kind", AlertKind),
        Index("ix_alert_open", "created_at", postgresql_where=text("acknowledged_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    kind: Mapped[AlertKind]
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    number: Mapped[int | None]
    """The message that it is about."""
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str | None]
