"""Looking for a talk that is open: texts and numbers are encrypted, so the talks are read, the latest first."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.discreet import is_booking
from bot.handover.clerk import Clerk
from bot.italian import normalise
from bot.knowledge.base import Knowledge
from bot.queue.messages import from_json
from bot.storage.encrypted import legible
from bot.storage.models import Conversation, InboundMessage, OutboundMessage, TurnDecision

MOST_TALKS = 300
MOST_LINES = 8000
"""Looked at: what can be decrypted in a fraction of a second."""
MOST_FOUND = 50


async def search(session: AsyncSession, clerk: Clerk, wanted: str, knowledge: Knowledge) -> list[int]:
    """The talks that are about these words: the talk's number, the municipality, the telephone number, anything said."""
    words = normalise(wanted).split()
    if not words:
        return []
    columns = (Conversation.id, Conversation.comune, legible(Conversation.address), Conversation.channel_account)
    query = select(*columns).where(Conversation.closed_at.is_(None), clerk.sees(Conversation.comune))
    newest = query.order_by(Conversation.last_inbound_at.desc().nulls_last()).limit(MOST_TALKS)
    about: dict[int, list[str]] = {}
    for id, comune, address, account in (await session.execute(newest)).all():
        name = knowledge.municipalities[comune].comune.name if comune in knowledge.municipalities else ""
        # A visitor of the web chat has no number, but a hash.
        about[id] = [str(id), name, "" if account.startswith("web") else address or ""]
    for id, said in await _said(session, list(about)):
        about[id].append(said)
    return [id for id, texts in about.items() if _has_all(normalise(" ".join(texts)), words)][:MOST_FOUND]


async def _said(session: AsyncSession, ids: list[int]) -> list[tuple[int, str]]:
    first = func.coalesce(InboundMessage.turn, InboundMessage.number)
    heard = select(InboundMessage.conversation_id, legible(InboundMessage.text), first).where(
        InboundMessage.conversation_id.in_(ids)
    )
    heard = heard.where(InboundMessage.text.is_not(None)).order_by(InboundMessage.id.desc()).limit(MOST_LINES)
    told = select(OutboundMessage.conversation_id, legible(OutboundMessage.body))
    told = told.where(OutboundMessage.conversation_id.in_(ids), OutboundMessage.author == "operator")
    told = told.order_by(OutboundMessage.id.desc()).limit(MOST_LINES)
    hidden = await _bookings(session, ids)
    found = (await session.execute(heard)).all()
    by_citizens = [(id, text or "") for id, text, turn in found if (id, turn) not in hidden]
    by_operators = [(id, from_json(body).text) for id, body in (await session.execute(told)).all() if body]
    return [*by_citizens, *by_operators]


async def _bookings(session: AsyncSession, ids: list[int]) -> set[tuple[int, int]]:
    """The turns about appointments, by talk and number: nobody finds out here who comes to a desk."""
    query = select(TurnDecision.conversation_id, TurnDecision.number, legible(TurnDecision.detail))
    newest = query.where(TurnDecision.conversation_id.in_(ids)).order_by(TurnDecision.at.desc()).limit(MOST_LINES)
    return {(id, number) for id, number, detail in (await session.execute(newest)).all() if is_booking(detail)}


def _has_all(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)
