"""Mails for operators: written and sent beside the turns, so that a mail server that is away holds nobody up."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.errors import LeaseLost, MailNotSent
from bot.handover.mails import LEASE, Letter, claim_mail, mail_not_sent, mail_sent, write_mails
from bot.knowledge.base import Knowledge
from bot.knowledge.fields import Strict
from bot.knowledge.files import read
from bot.knowledge.live import LiveKnowledge
from bot.post import Post
from bot.settings import Settings
from bot.storage.base import AlertKind
from bot.storage.database import Database
from bot.storage.insisting import insist
from bot.times import now

FILE = Path(__file__).with_name("mails.yaml")
CHAT = "/console/chats/{id}"
"""Where the console shows a talk."""

logger = logging.getLogger(__name__)


class Words(Strict):
    of_comune: str
    of_no_comune: str
    subjects: dict[AlertKind, str]
    bodies: dict[AlertKind, str]
    no_link: str


@dataclass(frozen=True)
class Mailing:
    """`recipients` get what no municipality has named anybody for."""

    database: Database
    knowledge: LiveKnowledge
    post: Post
    words: Words
    patience: timedelta
    public_url: str = ""
    recipients: tuple[str, ...] = ()

    async def round(self) -> None:
        """Writes what is due and sends what is written."""
        knowledge = self.knowledge.current()
        async with self.database.transaction() as session:
            await write_mails(session, knowledge, now(), self.patience, self.recipients)
        while letter := await self._claimed():
            await self._send(letter, knowledge)

    async def _claimed(self) -> Letter | None:
        async with self.database.transaction() as session:
            return await claim_mail(session)

    async def _send(self, letter: Letter, knowledge: Knowledge) -> None:
        subject, body = self._text(letter, knowledge)
        try:
            async with asyncio.timeout(LEASE.total_seconds() / 2):
                await self.post.send(letter.recipients, subject, body, f"sportello-{letter.id}", letter.written_at)
        except (MailNotSent, TimeoutError) as error:
            logger.warning("mail_not_sent mail=%s attempt=%s error=%s", letter.id, letter.attempt, error)
            write = partial(mail_not_sent, letter=letter, error=str(error) or "timeout")
        else:
            logger.info("mail_sent mail=%s", letter.id)
            write = partial(mail_sent, letter=letter)
        try:
            await insist(self.database.transaction, write, LEASE)
        except LeaseLost:
            logger.warning("mail_sent_by_another mail=%s", letter.id)

    def _text(self, letter: Letter, knowledge: Knowledge) -> tuple[str, str]:
        municipality = knowledge.municipalities.get(letter.comune or "")
        whose = self.words.of_comune.format(name=municipality.comune.name) if municipality else self.words.of_no_comune
        path = CHAT.format(id=letter.conversation_id)
        link = self.public_url + path if self.public_url else self.words.no_link
        filled = {"whose": whose, "link": link}
        return self.words.subjects[letter.kind].format(**filled), self.words.bodies[letter.kind].format(**filled)


def make_mailing(database: Database, knowledge: LiveKnowledge, settings: Settings) -> Mailing | None:
    """None where no mail server is set; raises `SettingsError`."""
    post = Post.of(settings)
    if post is None:
        return None
    recipients = tuple(part.strip() for part in settings.mail_to.split(",") if part.strip())
    patience = timedelta(minutes=settings.waits_too_long_minutes)
    return Mailing(database, knowledge, post, read(FILE, Words), patience, settings.public_url, recipients)
