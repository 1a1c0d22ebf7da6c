"""What travels between channels and queue: a citizen's message in, a reply out."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from bot.dialogue.turn import Option, Reply, Template
from bot.storage.base import Kind

Attachment = Literal["voice", "picture", "video", "document", "sticker", "contact", "location", "reaction", "other"]
"""What came in place of a text, or beside it; phrases.yaml has a sentence for each but the reaction, which wants no answer."""


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
    """Of the option pressed; else, where there is no text or more than a text, an `Attachment`."""
    comune: str | None = None
    """The municipality, where the channel account tells it."""
    is_urgent: bool = False
    """A cry for help: not kept until the citizen has finished."""

    @property
    def is_answered_at_once(self) -> bool:
        """Only a text may be followed by the rest of the sentence, and a picture by the rest of the album."""
        return self.is_urgent or self.kind not in ("text", "media")


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
