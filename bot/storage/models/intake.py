"""How far what a provider has taken in for us is known to be here too."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base


class Intake(Base):
    """A channel account whose provider keeps a list of messages."""

    __tablename__ = "intake"

    channel_account: Mapped[str] = mapped_column(primary_key=True)
    complete_until: Mapped[datetime]
    """What was sent before is here."""
    lease_until: Mapped[datetime | None]
    """While some process compares the lists."""
