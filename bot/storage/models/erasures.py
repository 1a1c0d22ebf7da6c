"""That something was erased on request, and nothing of what it was; by which mark it is known if it is brought again."""

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


class ErasedMessage(Base):
    """A citizen's message that a provider may bring once more (queue/erased.py): it is not stored again."""

    __tablename__ = "erased_message"

    fingerprint: Mapped[bytes] = mapped_column(primary_key=True)
    """A keyed hash of its channel account and its id there."""
    until: Mapped[datetime]
