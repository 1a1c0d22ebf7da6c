"""What the assistant itself keeps: the brain's memory, the keyword index."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import NOW, Base
from bot.storage.encrypted import Encrypted


class Tracker(Base):
    """The brain's memory of a talk: one row of JSON, under the talk's pseudonym."""

    __tablename__ = "tracker"

    pseudonym: Mapped[UUID] = mapped_column(primary_key=True)
    events: Mapped[str] = mapped_column(Encrypted("tracker.events"))
    """Encrypted like everything that citizens write; nlu/ reads it with bot/storage/keys.py."""
    updated_at: Mapped[datetime] = mapped_column(server_default=NOW)


class Searchable(Base):
    """A service of the knowledge base, for the keyword search; made from the files, and again when they change."""

    __tablename__ = "searchable"

    comune: Mapped[str] = mapped_column(primary_key=True)
    service: Mapped[str] = mapped_column(primary_key=True)
    names: Mapped[list[str]] = mapped_column(ARRAY(Text))
    words: Mapped[str] = mapped_column(TSVECTOR)
    edition: Mapped[str]
    """A digest of all that was made together."""
