"""Where the brain of a running service keeps its talks: PostgreSQL, one row a talk, encrypted, read once a turn."""

import os
from typing import Any, Iterable, Optional, Text, Tuple

import psycopg2
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import FailSafeTrackerStore, SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.storage.keys import KeyRing
from nlu.talks import NEWEST_EVENTS

PLACE = "tracker.events"
"""As bot/storage/models/ names the column; the ciphertext is bound to it."""
READ = "SELECT events FROM tracker WHERE pseudonym = %s"
KEEP = """
    INSERT INTO tracker (pseudonym, events) VALUES (%s, %s)
    ON CONFLICT (pseudonym) DO UPDATE SET events = excluded.events, updated_at = now()
"""


class TalksAway(Exception):
    """The database does not answer; the turn may be tried again."""


def _raise(self: FailSafeTrackerStore, error: Exception) -> None:
    """In place of Rasa's fallback to memory, which would answer as if the talk had just begun."""
    raise error


class KeptTalks(TrackerStore, SerializedTrackerAsText):
    """Rasa's tracker store over the service's table `tracker`; the conversation's id is the talk's pseudonym."""

    def __init__(self, domain: Domain, event_broker: Optional[EventBroker] = None, **kwargs: Any) -> None:
        super().__init__(domain, event_broker)
        self.max_event_history = NEWEST_EVENTS
        self._url = os.environ["SPORTELLO_TALKS_URL"]
        self._keys = KeyRing.from_text(os.environ["SPORTELLO_TALKS_KEYS"])
        self._connection: Any = None
        FailSafeTrackerStore.on_tracker_store_error = _raise
        FailSafeTrackerStore.on_tracker_store_retrieve_error = _raise

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        row = self._execute(READ, sender_id)
        return self.deserialise_tracker(sender_id, self._keys.decrypt(bytes(row[0]), PLACE)) if row else None

    async def save(self, tracker: DialogueStateTracker) -> None:
        if tracker.events:  # Rasa saves a new talk before anything is in it
            self._execute(KEEP, tracker.sender_id, self._keys.encrypt(self.serialise_tracker(tracker), PLACE))

    async def keys(self) -> Iterable[Text]:
        """Nobody asks for all talks at once."""
        return []

    def _execute(self, statement: Text, *values: Any) -> Optional[Tuple[Any, ...]]:
        """The first row; by a new connection where the old one is lost: both statements may be repeated."""
        try:
            return self._once(statement, values)
        except (psycopg2.OperationalError, psycopg2.InterfaceError):
            self._connection = None
        try:
            return self._once(statement, values)
        except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
            self._connection = None
            raise TalksAway(type(error).__name__) from error

    def _once(self, statement: Text, values: Tuple[Any, ...]) -> Optional[Tuple[Any, ...]]:
        if self._connection is None:
            self._connection = psycopg2.connect(self._url, connect_timeout=3)
            self._connection.autocommit = True
        with self._connection.cursor() as cursor:
            cursor.execute(statement, values)
            row: Optional[Tuple[Any, ...]] = cursor.fetchone() if cursor.description else None
            return row
