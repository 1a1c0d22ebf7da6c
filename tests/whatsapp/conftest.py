"""Our web application and Twilio, face to face over loopback and a real PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.brain.process import free_port
from bot.channels.account_settings import load_accounts
from bot.channels.accounts import WhatsAppAccount
from bot.knowledge.live import LiveKnowledge
from bot.local_assistant import serving
from bot.settings import Settings, load_settings
from bot.storage.database import Database
from bot.web import create_app, stop_streams
from tests.folder import write_knowledge
from tests.storage.conftest import database, desk, server
from tests.whatsapp.fake_twilio import ACCOUNT_SID, NUMBER, PUBLIC_URL, TOKEN, Caller, FakeTwilio, twilio_on_loopback

__all__ = ["database", "desk", "server"]
QUICK, LIST, REMINDER = "HX" + "a" * 32, "HX" + "b" * 32, "HX" + "c" * 32
ACCOUNTS = f"""
whatsapp:
  bussero:
    account_sid: {ACCOUNT_SID}
    auth_token: {TOKEN}
    number: "{NUMBER}"
    comuni: [bussero]
    contents: {{quick_replies: {{2: {QUICK}, 3: {QUICK}}}, lists: {{4: {LIST}}}}}
    templates: {{promemoria: {REMINDER}}}
  plain:
    account_sid: {ACCOUNT_SID}
    auth_token: {TOKEN}
    number: "whatsapp:+390200000002"
    messaging_service_sid: MG{"1" * 32}
"""


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> LiveKnowledge:
    return LiveKnowledge(write_knowledge(tmp_path_factory.mktemp("knowledge")))


@pytest.fixture
async def twilio() -> AsyncIterator[FakeTwilio]:
    async with twilio_on_loopback() as twilio:
        yield twilio


@pytest.fixture
def settings(tmp_path: Path, twilio: FakeTwilio) -> Settings:
    return settings_for(tmp_path, twilio.url)


def settings_for(folder: Path, twilio_url: str, **changes: Any) -> Settings:
    file = folder / "accounts.yaml"
    file.write_text(ACCOUNTS)
    return load_settings(
        pause_seconds=0, accounts_file=file, public_url=PUBLIC_URL, twilio_api_url=twilio_url, **changes
    )


@pytest.fixture
def accounts(settings: Settings) -> dict[str, WhatsAppAccount]:
    return dict(load_accounts(settings).whatsapp)


@asynccontextmanager
async def calling(database: Database, knowledge: LiveKnowledge, settings: Settings) -> AsyncIterator[Caller]:
    """Twilio's side of our webhooks, over this database."""
    app, port = create_app(database, knowledge, settings), free_port()
    async with (
        serving(app, port),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30) as client,
    ):
        yield Caller(client)
        stop_streams(app)


@pytest.fixture
async def caller(database: Database, knowledge: LiveKnowledge, settings: Settings) -> AsyncIterator[Caller]:
    async with calling(database, knowledge, settings) as caller:
        yield caller
