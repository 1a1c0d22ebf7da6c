"""Where the brain keeps its talks: their newest events, for what has to last stands in the `context` slot, set anew every turn."""

from typing import Any, Optional, Text

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain

NEWEST_EVENTS = 16
"""Two turns: enough to know a repeated message again; all are read and written with every turn."""


class Talks(InMemoryTrackerStore):
    """Rasa's tracker store in memory, with an end to each talk's length."""

    def __init__(self, domain: Domain, event_broker: Optional[EventBroker] = None, **kwargs: Any) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self.max_event_history = NEWEST_EVENTS

    @classmethod
    def name(cls) -> Text:
        return "talks"
