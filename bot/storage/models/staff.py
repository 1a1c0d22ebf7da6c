"""Who works at the console: accounts, sessions, tries to get in, and who looks at which talk."""

from datetime import datetime

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Identity, Index, Text, text
from sqlalchemy.orm import Mapped, column_property, mapped_column

from bot.storage.base import NOW, Base
from bot.storage.encrypted import Encrypted

ROLES = ("operator", "psychologist", "admin")


class Staff(Base):
    """A person of the municipality. Nobody is ever deleted: what was said bears their name."""

    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint("roles <@ ARRAY['operator', 'psychologist', 'admin'] AND roles <> '{}'", name="roles"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    """As citizens and colleagues read it."""
    password_hash: Mapped[str]
    """Argon2id, with its own parameters in it."""
    password_is_temporary: Mapped[bool] = mapped_column(server_default=text("false"))
    """Given by somebody else: to be changed at the first entry."""
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    comuni: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    """The municipalities whose talks they see; none = all."""
    totp_secret: Mapped[str | None] = mapped_column(
        Encrypted("staff.totp_secret"), deferred=True, deferred_raiseload=True
    )
    """Read only by whoever compares a code: where its key is lost, nothing else about the person is."""
    has_codes: Mapped[bool] = column_property(totp_secret.is_not(None))
    totp_last: Mapped[int | None]
    """The time step of the last code that was taken: none is taken twice."""
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)


class StaffSession(Base):
    """Somebody who has entered; what the browser holds is not stored, only its hash."""

    __tablename__ = "staff_session"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    """When the person last did something; what the page fetches by itself does not count."""


class EntryTry(Base):
    """A try to enter, under the keyed hash of the account's name or of the address that it came from."""

    __tablename__ = "entry_try"
    __table_args__ = (Index("ix_entry_try_who", "who", "at"), Index("ix_entry_try_at", "at"))

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    who: Mapped[bytes]
    at: Mapped[datetime]


class Looking(Base):
    """Somebody has a talk open on the screen."""

    __tablename__ = "looking"

    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True)
    until: Mapped[datetime]


class StaffReply(Base):
    """Who said a message of an operator; its key is the page's own, so that the same press is one message."""

    __tablename__ = "staff_reply"

    key: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    number: Mapped[int]
    """Of the message in its talk."""
