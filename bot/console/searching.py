"""Looking for a talk that is open: texts and numbers are encrypted, so the talks are read, the latest first."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import LargeBinary, func, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.discreet import is_booking
from bot.errors import KeyLost
from bot.handover.clerk import Clerk
from bot.italian import normalise
from bot.knowledge.base import Knowledge
from bot.queue.messages import from_json
from bot.storage.database import Database
from bot.storage.keys import KeyRing
from bot.storage.models import Conversation, InboundMessage, OutboundMessage, TurnDecision

MOST_TALKS = 300
MOST_LINES = 8000
"""Looked at: what can be decrypted in a fraction of a second."""
MOST_FOUND = 50


@dataclass
class Talk:
    """What is looked at of a talk, still encrypted; `heard` and `decided` by the number of the turn."""

    about: list[str]
    address: bytes | None
    heard: list[tuple[int, bytes]] = field(default_factory=list)
    told: list[bytes] = field(default_factory=list)
    decided: list[tuple[int, bytes]] = field(default_factory=list)


async def search(database: Database, clerk: Clerk, wanted: str, knowledge: Knowledge) -> list[int]:
    """The talks that are about these words: the talk's number, the municipality, the telephone number, anything said."""
    words = normalise(wanted).split()
    if not words:
        return []
    async with database.transaction() as session:
        talks = await _talks(session, clerk, knowledge)
    # Half a second of work where much was said: with no connection held, and beside whatever else this process does.
    return await asyncio.to_thread(_found, talks, words, database.keys)


async def _talks(session: AsyncSession, clerk: Clerk, knowledge: Knowledge) -> dict[int, Talk]:
    columns = (Conversation.id, Conversation.comune, _sealed(Conversation.address), Conversation.channel_account)
    query = select(*columns).where(Conversation.closed_at.is_(None), clerk.sees(Conversation.comune))
    newest = query.order_by(Conversation.last_inbound_at.desc().nulls_last(), Conversation.id).limit(MOST_TALKS)
    talks: dict[int, Talk] = {}
    for id, comune, address, account in (await session.execute(newest)).all():
        name = knowledge.municipalities[comune].comune.name if comune in knowledge.municipalities else ""
        # A visitor of the web chat has no number, but a hash.
        talks[id] = Talk([str(id), name], None if account.startswith("web") else address)
    await _add_said(session, talks)
    return talks


async def _add_said(session: AsyncSession, talks: dict[int, Talk]) -> None:
    heard, told, decided = InboundMessage, OutboundMessage, TurnDecision
    ids, first = list(talks), func.coalesce(heard.turn, heard.number)
    query = select(heard.conversation_id, first, _sealed(heard.text)).where(heard.conversation_id.in_(ids))
    for id, turn, text in await session.execute(
        query.where(heard.text.is_not(None)).order_by(heard.id.desc()).limit(MOST_LINES)
    ):
        talks[id].heard.append((turn, text))
    query = select(told.conversation_id, _sealed(told.body)).where(told.conversation_id.in_(ids))
    for id, body in await session.execute(
        query.where(told.author == "operator").order_by(told.id.desc()).limit(MOST_LINES)
    ):
        talks[id].told.append(body)
    query = select(decided.conversation_id, decided.number, _sealed(decided.detail))
    query = query.where(decided.conversation_id.in_(ids)).order_by(decided.at.desc()).limit(MOST_LINES)
    for id, number, detail in await session.execute(query):
        talks[id].decided.append((number, detail))


def _found(talks: dict[int, Talk], words: list[str], keys: KeyRing) -> list[int]:
    """The first that fit; what comes after is not even decrypted."""
    found: list[int] = []
    for id, talk in talks.items():
        text = normalise(" ".join(_texts(talk, keys)))
        if all(word in text for word in words):
            found.append(id)
        if len(found) == MOST_FOUND:
            break
    return found


def _texts(talk: Talk, keys: KeyRing) -> Iterator[str]:
    """Nobody finds out here who comes to a desk: what belongs to an appointment is left out."""
    yield from talk.about
    yield from _opened(keys, Conversation.address, [talk.address] if talk.address else [])
    details = [(turn, text) for turn, one in talk.decided for text in _opened(keys, TurnDecision.detail, [one])]
    hidden = {turn for turn, detail in details if is_booking(detail)}
    yield from _opened(keys, InboundMessage.text, [text for turn, text in talk.heard if turn not in hidden])
    for body in _opened(keys, OutboundMessage.body, talk.told):
        yield from_json(body).text


def _opened(keys: KeyRing, column: Any, sealed: Iterable[bytes]) -> Iterator[str]:
    """A text whose key is lost costs only itself."""
    for one in sealed:
        with suppress(KeyLost):
            yield keys.decrypt(bytes(one), column.type.place)


def _sealed(column: Any) -> Any:
    """An encrypted column as it is stored."""
    return type_coerce(column, LargeBinary)
