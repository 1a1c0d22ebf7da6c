"""Where the web chat's messages come in: who writes, whether it is too much, and into the inbox."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.channels.visitors import Visitor
from bot.channels.web import web_account
from bot.errors import Refused
from bot.knowledge.live import LiveKnowledge
from bot.queue.forgetting import forget
from bot.queue.inbox import Inbox, Received
from bot.queue.messages import Inbound
from bot.queue.transcript import Place, find
from bot.safety import crisis_in
from bot.storage.database import Database
from bot.webchat.buckets import Buckets, sender_of
from bot.webchat.patience import within
from bot.webchat.proxies import Networks
from bot.webchat.watch import TalkWatch
from bot.webchat.wire import Pressed, Written

PATIENCE = timedelta(seconds=10)
"""For the database: then the page is told to try again, which it may, since a repeat is recognised."""
MOST_PAGES = 6
"""That may look at one talk at the same time."""
MOST_STREAMS = 2000
"""Of one process."""


@dataclass(frozen=True)
class Reception:
    """What the API needs; it knows visitors by the hash of their token only."""

    database: Database
    knowledge: LiveKnowledge
    inbox: Inbox
    watch: TalkWatch
    by_visitor: Buckets
    by_address: Buckets
    openings: Buckets
    most_characters: int
    proxies: Networks
    clock: Callable[[], datetime]

    def admit(self, sender: str, visitor: Visitor | None = None) -> None:
        """Counts a request against its sender; raises `Refused`."""
        waits = [self.by_address.seconds_to_wait(sender_of(sender))]
        if visitor:
            waits.append(self.by_visitor.seconds_to_wait(visitor.address))
        if wait := max(waits):
            raise Refused("slow_down", wait)

    async def take_text(self, visitor: Visitor, written: Written) -> Received:
        """Stores a text once; a cry for help is not kept until the citizen has finished. Raises `Refused`."""
        if len(written.text) > self.most_characters:
            raise Refused("too_long")
        message = replace(self._inbound(visitor, written), text=written.text)
        return await self._take(replace(message, is_urgent=crisis_in(written.text) is not None))

    async def take_press(self, visitor: Visitor, pressed: Pressed) -> Received:
        """Stores a pressed option once."""
        message = self._inbound(visitor, pressed)
        return await self._take(replace(message, kind="payload", payload=pressed.payload))

    async def forget(self, visitor: Visitor, comune: str) -> None:
        """The visitor's talk, if there is one, is nobody's afterwards."""
        await within(PATIENCE, self._forget(self.place(visitor, comune)))

    async def find(self, place: Place, sender: str) -> int | None:
        """The visitor's talk, to be looked at; raises `Refused` where too many pages look already."""
        if wait := self.openings.seconds_to_wait(sender_of(sender)):
            raise Refused("slow_down", wait)
        if self.watch.total >= MOST_STREAMS:
            raise Refused("unavailable", 30)
        conversation = await within(PATIENCE, self._found(place))
        if conversation is not None and self.watch.count(conversation) >= MOST_PAGES:
            raise Refused("too_many_pages", 30)
        return conversation

    def place(self, visitor: Visitor, comune: str) -> Place:
        """Where the visitor's talk with this municipality is; raises `Refused`."""
        if comune not in self.knowledge.current().municipalities:
            raise Refused("unknown_comune")
        return Place(web_account(comune), tuple(self.database.keys.fingerprints(visitor.address)))

    def _inbound(self, visitor: Visitor, asked: Written | Pressed) -> Inbound:
        account = self.place(visitor, asked.comune).account
        id = visitor.message_id(asked.id)
        return Inbound(account, id, visitor.address, self.clock(), comune=asked.comune)

    async def _take(self, message: Inbound) -> Received:
        return await within(PATIENCE, self._stored(message))

    async def _stored(self, message: Inbound) -> Received:
        async with self.database.direct() as direct:
            return await self.inbox.receive(direct, message)

    async def _found(self, place: Place) -> int | None:
        async with self.database.direct() as direct:
            return await find(direct, place)

    async def _forget(self, place: Place) -> None:
        async with self.database.transaction() as session:
            if (conversation := await find(session, place)) is not None:
                await forget(session, conversation, self.database.keys)
