"""What the assistant made of a turn, for the operator who reads the talk."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import NOW, Base
from bot.storage.encrypted import Encrypted


class TurnDecision(Base):
    """One a turn; `number` is that of the turn's first message."""

    __tablename__ = "turn_decision"

    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(server_default=NOW)
    detail: Mapped[str] = mapped_column(Encrypted("turn_decision.detail"))
    """What was understood and what was decided, as JSON."""
