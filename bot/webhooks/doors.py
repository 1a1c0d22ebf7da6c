"""The providers' endpoints of a web application: only those of channels that are set up."""

from collections.abc import Callable, Iterator
from datetime import datetime

from fastapi import APIRouter

from bot.channels.account_settings import load_accounts
from bot.knowledge.live import LiveKnowledge
from bot.queue.inbox import Inbox
from bot.queue.pace import Pace
from bot.settings import Settings
from bot.storage.database import Database
from bot.webhooks.telegram import telegram_webhooks
from bot.webhooks.telegram_intake import telegram_intakes
from bot.webhooks.twilio import TwilioDoor, twilio_webhooks


def webhooks(
    database: Database, knowledge: LiveKnowledge, settings: Settings, clock: Callable[[], datetime]
) -> Iterator[APIRouter]:
    """Raises `SettingsError`."""
    accounts, inbox = load_accounts(settings), Inbox(database.keys, Pace.of(settings))
    if accounts.whatsapp:
        yield twilio_webhooks(TwilioDoor(database, inbox, accounts.whatsapp, settings.public_url, clock))
    if accounts.telegram:
        yield telegram_webhooks(telegram_intakes(accounts.telegram, database, inbox, knowledge, clock))
