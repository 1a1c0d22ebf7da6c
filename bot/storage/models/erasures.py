"""That something was erased on request, and nothing of what it was."""

from datetime import datetime

from sqlalchemy import Identity, Integer
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import NOW, Base


class Erasure(Base):
    """One talk, or one appointment that belonged to none. No reference: what it names is gone."""

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=NOW)
    talk: Mapped[int | None]
    comune: Mapped[str | None]
    channel_account: Mapped[str | None]
    messages: Mapped[int] = mapped_column(Integer)
    appointments: Mapped[int] = mapped_column(Integer)
