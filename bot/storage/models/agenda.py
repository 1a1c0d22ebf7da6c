"""What somebody at a desk has done in its agenda by a press of a button."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import NOW, Base


class AgendaPress(Base):
    """A form that was sent, by its own key: sent again it does nothing."""

    __tablename__ = "agenda_press"

    desk_id: Mapped[int] = mapped_column(ForeignKey("booking_desk.id"), type_=Integer, primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=NOW, index=True)
