"""The whole service behind the browser: web chat and console, WhatsApp's webhook with a Twilio of the tests', a worker and a live brain."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path

import httpx
from sqlalchemy import func, select, text

from bot.brain.process import free_port
from bot.channels.account_settings import load_accounts
from bot.knowledge.live import LiveKnowledge
from bot.local_assistant import serving
from bot.queue.pace import Pace
from bot.service_brain import service_brain
from bot.settings import Settings, load_settings
from bot.staff import accounts, passwords
from bot.staff.accounts import Account
from bot.storage.database import Database
from bot.storage.models import Conversation
from bot.web import create_app, stop_streams
from bot.worker.channels import open_channels
from bot.worker.staff import make_worker
from tests.console.person import PASSWORD
from tests.whatsapp.fake_twilio import ACCOUNT_SID, NUMBER, PUBLIC_URL, TOKEN, Caller, FakeTwilio

APPROVED = "HX" + "d" * 32
"""Twilio's name of the template that may be sent after a day of silence."""
ACCOUNTS = f"""
whatsapp:
  bussero:
    account_sid: {ACCOUNT_SID}
    auth_token: {TOKEN}
    number: "{NUMBER}"
    comuni: [bussero]
    templates: {{operatore: {APPROVED}}}
"""
CAST = (
    Account("anna", "Anna Rossi", ["operator"], ["bussero", "cesano-boscone"]),
    Account("bruno", "Bruno Verdi", ["operator"], ["bussero", "cesano-boscone"]),
)
EMPTIED = ("conversation", "staff", "entry_try", "tracker")
_sids = count(1)


@dataclass
class TownHall:
    """`url` is the web chat's and the console's."""

    url: str
    database: Database
    twilio: FakeTwilio

    async def is_empty(self) -> None:
        """Nobody has written, and the two operators have not entered."""
        password = await passwords.hashed(PASSWORD)
        async with self.database.transaction() as session:
            for table in EMPTIED:
                await session.execute(text(f"DELETE FROM {table}"))
            for account in CAST:
                person = await accounts.add(session, account, password)
                await accounts.set_password(session, person.id, password, is_temporary=False)
        self.twilio.taken.clear()

    async def whatsapp(self, number: str, words: str) -> None:
        """A citizen writes from this number; Twilio tells us."""
        async with httpx.AsyncClient(base_url=self.url, trust_env=False) as client:
            status = await Caller(client).says(f"SM{next(_sids):032x}", f"whatsapp:{number}", words)
        assert status == 204

    def read_by(self, number: str) -> list[str]:
        """What Twilio has sent to this number, in order; of a template its name."""
        sent = [fields for fields in self.twilio.taken if fields["To"] == f"whatsapp:{number}"]
        return [fields.get("Body") or fields["ContentSid"] for fields in sent]

    async def talk_on(self, channel: str) -> int:
        """The number of the newest talk on this channel."""
        query = select(func.max(Conversation.id)).where(Conversation.channel_account.startswith(channel))
        async with self.database.transaction() as session:
            id = await session.scalar(query)
        assert id
        return id

    async def is_silent_for(self, talk: int, span: timedelta) -> None:
        """The citizen's last message is so much older."""
        async with self.database.transaction() as session:
            aged = "UPDATE conversation SET last_inbound_at = last_inbound_at - :span WHERE id = :talk"
            await session.execute(text(aged), {"span": span, "talk": talk})


def settings_in(folder: Path, twilio: FakeTwilio, key: str) -> Settings:
    file = folder / "accounts.yaml"
    file.write_text(ACCOUNTS)
    return load_settings(
        pause_seconds=0,
        accounts_file=file,
        public_url=PUBLIC_URL,
        twilio_api_url=twilio.url,
        encryption_keys=key,
        web_messages_a_minute=1000,
        web_messages_a_minute_from_an_address=1000,
    )


@asynccontextmanager
async def open_town_hall(database: Database, settings: Settings, twilio: FakeTwilio) -> AsyncIterator[TownHall]:
    knowledge = LiveKnowledge(settings.knowledge_folder)
    app, port, stop = create_app(database, knowledge, settings), free_port(), asyncio.Event()
    async with (
        open_channels(settings, load_accounts(settings), knowledge) as channels,
        service_brain(settings, knowledge, database) as brain,
        serving(app, port),
    ):
        worker = make_worker(database, knowledge, brain, Pace.of(settings), channels)
        working = asyncio.create_task(worker.run(stop))
        yield TownHall(f"http://127.0.0.1:{port}", database, twilio)
        stop_streams(app)
        stop.set()
        await working
