"""What travels between channels and queue: a citizen's message in, a reply out."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.dialogue.turn import Option, Reply, Template
from bot.storage.base import Kind


@dataclass(frozen=True)
class Inbound:
    """A citizen's message as a channel understood it; `address` is whatever the channel answers to."""

    channel_account: str
    provider_message_id: str
    address: str
    received_at: datetime
    kind: Kind = "text"
    text: str | None = None
    payload: str | None = None
    comune: str | None = None
    """The municipality, where the channel account tells it."""
    is_urgent: bool = False
    """A cry for help: not kept until the citizen has finished."""

    @property
    def is_answered_at_once(self) -> bool:
        """Only a text may be followed by the rest of the sentence."""
        return self.is_urgent or self.kind != "text"


def to_json(reply: Reply) -> str:
    return json.dumps(asdict(reply), ensure_ascii=False)


def from_json(body: str) -> Reply:
    fields = json.loads(body)
    template = fields.get("template")
    return Reply(
        fields["text"],
        tuple(Option(**option) for option in fields["options"]),
        Template(template["name"], tuple(template["values"])) if template else None,
    )
