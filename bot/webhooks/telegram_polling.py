"""Where there is no public address: Telegram is asked for its updates, by one process for each account."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg
from sqlalchemy import URL
from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot import times
from bot.channels.account_settings import load_accounts
from bot.channels.telegram.calls import ANSWER, telegram_bot
from bot.channels.telegram.updates import USED
from bot.knowledge.live import LiveKnowledge
from bot.queue.inbox import Inbox
from bot.queue.pace import Pace
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.wakeups import conninfo
from bot.webhooks.telegram_intake import Call, TelegramIntake, telegram_intakes
from bot.webhooks.telegram_tries import TelegramTries

LONG_POLL = timedelta(seconds=25)
"""How long Telegram keeps a question open that it has no answer to."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(seconds=60)
ANOTHER_HAS_IT = timedelta(seconds=10)
"""How often a process that does not poll looks whether it may."""
LOCK = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"

logger = logging.getLogger(__name__)


@asynccontextmanager
async def polling_telegram(database: Database, knowledge: LiveKnowledge, settings: Settings) -> AsyncIterator[None]:
    """Polls for all bots meanwhile; for none where Telegram can bring its updates itself."""
    bots = {} if settings.public_url else load_accounts(settings).telegram
    intakes = telegram_intakes(bots, database, Inbox(database.keys, Pace.of(settings)), knowledge, times.now)
    polls = [asyncio.create_task(poll(intake, settings.telegram_api_url)) for intake in intakes.values()]
    try:
        yield
    finally:
        for task in polls:
            task.cancel()
        await asyncio.gather(*polls, return_exceptions=True)


async def poll(intake: TelegramIntake, api_url: str) -> None:
    """For ever; whatever goes wrong is tried again, after longer and longer pauses."""
    pause, tries = FIRST_PAUSE, TelegramTries(intake)
    async with telegram_bot(intake.account.bot_token, api_url) as bot:
        while True:
            polling = _Polling(intake, bot, tries)
            try:
                await polling.while_alone()
            except Exception as error:
                _tell(intake.name, error)
            pause = FIRST_PAUSE if polling.has_heard else min(2 * pause, LONGEST_PAUSE)
            await asyncio.sleep(pause.total_seconds())


@dataclass
class _Polling:
    """As long as nothing goes wrong."""

    intake: TelegramIntake
    bot: Bot
    tries: TelegramTries
    has_heard: bool = False
    _offset: int | None = None
    """The first update that Telegram is still to keep for us: none before it is asked for again."""

    async def while_alone(self) -> None:
        async with _locked(self.intake.database.url, self.intake.name) as connection:
            logger.info("telegram_polling account=%s", self.intake.name)
            while True:
                # Raises where the connection is gone, and the lock with it.
                await connection.execute("SELECT")
                for update in await self._updates():
                    await self._take(update)

    async def _updates(self) -> list[dict[str, Any]]:
        wishes = {"timeout": int(LONG_POLL.total_seconds()), "allowed_updates": list(USED), "offset": self._offset}
        # Not its get_updates: that makes objects of all of them, and one that it does not understand would stop the others.
        found = await self.bot._post("getUpdates", wishes, read_timeout=(LONG_POLL + ANSWER).total_seconds())
        self.has_heard = True
        return found if isinstance(found, list) else []

    async def _take(self, update: dict[str, Any]) -> None:
        call = await self.tries.take(json.dumps(update).encode())
        self._offset = update["update_id"] + 1
        if call:
            # A press that is too old to be answered, say. It is stored, and that is what counts.
            with suppress(TelegramError):
                await self._do(call)

    async def _do(self, call: Call) -> None:
        match call:
            case {"method": "answerCallbackQuery", "callback_query_id": query}:
                await self.bot.answer_callback_query(query, text=call.get("text"))
            case {"method": "leaveChat", "chat_id": chat}:
                await self.bot.leave_chat(chat)


@asynccontextmanager
async def _locked(url: URL, name: str) -> AsyncIterator[psycopg.AsyncConnection]:
    """Once no other process polls for this account; the connection that holds the lock."""
    async with await psycopg.AsyncConnection.connect(conninfo(url), autocommit=True) as connection:
        while not await _is_free(connection, name):
            await asyncio.sleep(ANOTHER_HAS_IT.total_seconds())
        yield connection


async def _is_free(connection: psycopg.AsyncConnection, name: str) -> bool:
    row = await (await connection.execute(LOCK, [f"sportello telegram {name}"])).fetchone()
    return bool(row and row[0])


def _tell(name: str, error: Exception) -> None:
    """Never the error's words: they may hold the call's address."""
    hint = ""
    if isinstance(error, Conflict):
        hint = " hint=webhook_or_other_program_in_use,_see_sportello_telegram_info"
    elif isinstance(error, InvalidToken):
        hint = " hint=token_refused,_see_sportello_doctor"
    logger.warning("telegram_polling_interrupted account=%s error=%s%s", name, type(error).__name__, hint)
