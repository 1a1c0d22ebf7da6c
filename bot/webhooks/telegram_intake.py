"""One update of Telegram from its bytes to the commit, however it came; what Telegram is to be asked for in return."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.accounts import TELEGRAM, TelegramAccount, channel_account
from bot.channels.telegram.buttons import read_button
from bot.channels.telegram.commands import Texts, load_texts, read_command, words_for
from bot.channels.telegram.meanings import Blocked, Meaning, Pressed, PutIntoGroup, Written
from bot.channels.telegram.updates import read_update
from bot.knowledge.live import LiveKnowledge
from bot.queue import contact
from bot.queue.alerts import alert
from bot.queue.corrections import correct, restore_order
from bot.queue.handover import call_person
from bot.queue.inbox import Inbox
from bot.queue.messages import Inbound
from bot.queue.shown import option_shown
from bot.queue.transcript import Place, find
from bot.safety import crisis_in
from bot.storage.database import Database

PATIENCE = timedelta(seconds=10)
"""For the database; then Telegram is told to come again."""
STALE = "stale:"
"""Pressed, but nobody knows any more what it was: the citizen is told so."""
MOST_TOAST = 200
"""Bot API: answerCallbackQuery.text."""
AT_ONCE = timedelta(0)

Call = dict[str, Any]
"""A method of the Bot API with its parameters, as a webhook's answer may hold it."""


@dataclass(frozen=True)
class TelegramIntake:
    """Of one account."""

    database: Database
    inbox: Inbox
    knowledge: LiveKnowledge
    name: str
    account: TelegramAccount
    texts: Texts
    clock: Callable[[], datetime]

    async def take(self, body: bytes | str) -> Call | None:
        """Committed when it returns; the same update again changes nothing. An update that cannot be used is passed over."""
        update = read_update(body)
        meaning = update.meaning if update else None
        if isinstance(meaning, PutIntoGroup):
            # What somebody asks the social services is nobody else's business.
            return {"method": "leaveChat", "chat_id": meaning.chat}
        if meaning is None:
            return None
        async with asyncio.timeout(PATIENCE.total_seconds()), self.database.transaction() as session:
            return await self._store(session, meaning)

    async def take_unread(self, body: bytes) -> None:
        """In the place of what cannot be taken in: a message without words, so that its writer is told something, and a person is called."""
        update = read_update(body)
        if update is None or not isinstance(update.meaning, Written | Pressed):
            return
        message = replace(self._message(f"{update.meaning.update}", update.meaning.chat, self.clock()), kind="other")
        async with asyncio.timeout(PATIENCE.total_seconds()), self.database.transaction() as session:
            received = await self.inbox.receive(session, message)
            if not received.is_repeat:
                await call_person(session, received.conversation_id, "set_aside", self.clock())
                await alert(session, "set_aside", received.conversation_id, received.number)

    async def _store(self, session: AsyncSession, meaning: Meaning) -> Call | None:
        match meaning:
            case Written(is_edit=True):
                await self._correct(session, meaning)
            case Written():
                await self._receive(session, self.inbound(meaning))
            case Pressed():
                return await self._press(session, meaning)
            case Blocked():
                await self._note_block(session, meaning)
        return None

    async def _receive(self, session: AsyncSession, message: Inbound) -> None:
        received = await self.inbox.receive(session, message)
        if not received.is_repeat:
            await restore_order(session, received.conversation_id)

    async def _correct(self, session: AsyncSession, new: Written) -> None:
        """In place as long as nobody has begun to answer; then it is another message, for who corrects wants an answer to that."""
        message = self.inbound(new)
        wait = AT_ONCE if message.is_answered_at_once else self.inbox.pace.pause
        became = await correct(session, self._place(new.chat), new.message, message.text, wait)
        if became in ("answered", "unknown"):
            await self._receive(session, message)

    async def _press(self, session: AsyncSession, pressed: Pressed) -> Call:
        button = read_button(pressed.data)
        option = await option_shown(session, self._place(pressed.chat), *button) if button else None
        payload = option.payload if option else STALE
        message = self._message(f"{pressed.update}", pressed.chat, self.clock())
        await self._receive(session, replace(message, kind="payload", payload=payload))
        toast = {"text": self.texts.pressed.format(label=option.label)[:MOST_TOAST]} if option else {}
        return {"method": "answerCallbackQuery", "callback_query_id": pressed.query, **toast}

    async def _note_block(self, session: AsyncSession, change: Blocked) -> None:
        conversation = await find(session, self._place(change.chat))
        if conversation is not None and change.is_blocked:
            await contact.mark_unreachable(session, conversation, self.clock())
        elif conversation is not None:
            await contact.mark_reachable(session, conversation)

    def inbound(self, written: Written) -> Inbound:
        """The message as the queue takes it; a command is what the citizen means by it."""
        message = self._message(f"{written.update}:{written.message}", written.chat, min(written.at, self.clock()))
        command = read_command(written.text) if written.kind == "text" and written.text else None
        if command and command.name == "start" and (comune := self._served(command.argument)):
            return replace(message, kind="payload", payload=f"comune:{comune}", comune=comune)
        words = words_for(command, self.texts) if command else written.text
        is_urgent = bool(words and crisis_in(words))
        return replace(message, kind=written.kind, text=words, payload=written.attachment, is_urgent=is_urgent)

    def _message(self, id: str, chat: str, at: datetime) -> Inbound:
        return Inbound(channel_account(TELEGRAM, self.name), id, chat, at, comune=self.account.comune)

    def _served(self, argument: str) -> str | None:
        """The municipality that a link names, if this bot serves it."""
        known = self.knowledge.current().municipalities
        return argument if argument in (self.account.comuni or known) and argument in known else None

    def _place(self, chat: str) -> Place:
        return Place(channel_account(TELEGRAM, self.name), tuple(self.database.keys.fingerprints(chat)))


def telegram_intakes(
    accounts: Mapping[str, TelegramAccount],
    database: Database,
    inbox: Inbox,
    knowledge: LiveKnowledge,
    clock: Callable[[], datetime],
) -> dict[str, TelegramIntake]:
    """By the accounts' own names."""
    texts = load_texts()
    return {
        name: TelegramIntake(database, inbox, knowledge, name, account, texts, clock)
        for name, account in accounts.items()
    }
