"""What must hold of every talk, whatever happened meanwhile: each message stored once and answered once, in order."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.queue.messages import from_json
from bot.storage.models import Conversation, InboundMessage, OutboundMessage
from tests.service.rampage import Visitor
from tests.service.world import World


async def nothing_is_lost_doubled_or_out_of_order(world: World, visitors: list[Visitor], each: int) -> None:
    """Raises `AssertionError`."""
    talks = await talks_of(world)
    assert sorted(talk.written for talk in talks) == sorted(visitor.written for visitor in visitors)
    assert [talk.answered for talk in talks] == [talk.ids for talk in talks]
    assert [talk.read for talk in talks] == [[f"giro {number}" for number in range(each)]] * len(visitors)
    assert Counter(status for talk in talks for status in talk.statuses) == Counter(done=each * len(visitors))
    assert await world.desk.alerts() == []


async def each_is_answered_once_in_order(world: World, visitors: list[Visitor], each: int) -> None:
    """The same of a real brain, whose answers repeat nothing: raises `AssertionError`."""
    talks = await talks_of(world)
    assert sorted(talk.written for talk in talks) == sorted(visitor.written for visitor in visitors)
    assert [list(dict.fromkeys(talk.replied)) for talk in talks] == [talk.ids for talk in talks]
    assert [said for talk in talks for said, times in Counter(talk.said).items() if times > 1] == []
    assert Counter(status for talk in talks for status in talk.statuses) == Counter(done=each * len(visitors))


@dataclass
class Talk:
    """What the database holds of a talk, in its order."""

    written: list[str]
    """The page's ids."""
    ids: list[int]
    statuses: list[str]
    answered: list[int]
    """The ids of the messages that the brain's answers are for."""
    read: list[str]
    """What the answers repeat of the messages."""
    replied: list[int]
    """The ids of the messages that anything was said to, notices included."""
    said: list[tuple[str, str]]
    """Each reply: what it is for, and its words."""


async def talks_of(world: World) -> list[Talk]:
    async with world.desk.database.transaction() as session:
        return [await talk_of(session, id) for id in await session.scalars(select(Conversation.id))]


async def talk_of(session: AsyncSession, id: int) -> Talk:
    stored = select(InboundMessage).where(InboundMessage.conversation_id == id).order_by(InboundMessage.number)
    inbound = list(await session.scalars(stored))
    sent = select(OutboundMessage).where(OutboundMessage.conversation_id == id).order_by(OutboundMessage.number)
    outbound = list(await session.scalars(sent))
    assert {message.status for message in outbound} == {"sent"}
    answers = [(m.in_reply_to, said) for m in outbound if (said := from_json(m.body).text).startswith("su ")]
    return Talk(
        [message.provider_message_id.partition(":")[2] for message in inbound],
        [message.id for message in inbound],
        [message.status for message in inbound],
        [id for ids, _ in answers for id in ids],
        [part for _, said in answers for part in said.removeprefix("su ").split(" / ")],
        [id for message in outbound for id in message.in_reply_to],
        [(str(message.in_reply_to), from_json(message.body).text) for message in outbound],
    )
