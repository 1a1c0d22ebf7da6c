"""The mail server (SPORTELLO_SMTP_*): one plain text at a time, by aiosmtplib."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Literal

import aiosmtplib

from bot.errors import MailNotSent, SettingsError
from bot.settings import Settings

Security = Literal["starttls", "tls", "none"]
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
PATIENCE = timedelta(seconds=30)
PATIENCE_OF_DOCTOR = timedelta(seconds=5)


@dataclass(frozen=True)
class Post:
    host: str
    port: int
    security: Security
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, settings: Settings) -> "Post | None":
        """None where no server is set; raises `SettingsError` where something else is missing."""
        if not settings.smtp_host:
            return None
        if not settings.smtp_from:
            raise SettingsError("SPORTELLO_SMTP_FROM is missing: mails need a sender.")
        port = settings.smtp_port or PORTS[settings.smtp_security]
        password = settings.smtp_secret
        return cls(settings.smtp_host, port, settings.smtp_security, settings.smtp_from, settings.smtp_user, password)

    async def send(self, recipients: tuple[str, ...], subject: str, body: str, id: str, at: datetime) -> None:
        """Raises `MailNotSent`. The same id makes the same mail: a server or a reader that gets it twice can tell."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, ", ".join(recipients), subject
        message["Message-ID"] = f"<{id}@{self.sender.rpartition('@')[2].rstrip('>')}>"
        message["Date"] = format_datetime(at)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body)
        with _in_words():
            async with self._connection(PATIENCE) as server:
                await server.send_message(message)

    async def greets(self) -> None:
        """Whether the server is there and knows us; raises `MailNotSent`."""
        with _in_words():
            async with self._connection(PATIENCE_OF_DOCTOR):
                pass

    def _connection(self, patience: timedelta) -> aiosmtplib.SMTP:
        return aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            use_tls=self.security == "tls",
            start_tls=self.security == "starttls",
            timeout=patience.total_seconds(),
        )


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except aiosmtplib.SMTPResponseException as error:
        raise MailNotSent(str(error.code)) from error
    except (aiosmtplib.SMTPException, OSError) as error:
        raise MailNotSent(type(error).__name__) from error
