"""What a channel is to the queue, and what each provider takes in one message."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.dialogue.turn import Reply

_NUMBER = re.compile(r"(?:whatsapp:)?(\+\d{6,15})")
OUTSIDE_WINDOW = "outside_window"
"""The code of a message that would have had to be a template."""


@dataclass(frozen=True)
class Recipient:
    """Who gets a message, and through which of our accounts ("whatsapp:bussero")."""

    account: str
    address: str
    last_inbound_at: datetime | None = None
    """When the citizen wrote last: some providers take free text for a day only."""
    is_outside_window: bool = False
    """Whether the provider has said so already of this message."""


class Channel(Protocol):
    """Sends a reply to a citizen; raises `ChannelError`."""

    @property
    def is_repeatable(self) -> bool:
        """Whether the citizen gets a reply once even if it is sent twice; no provider's call is like that."""

    async def send(self, to: Recipient, reply: Reply, *, message_id: int) -> str | None:
        """The provider's id of the message; none where there is no provider. `message_id` is the outbox row's."""


@dataclass(frozen=True)
class Limits:
    """Lengths in characters, but for the payload's."""

    text: int
    text_over_options: int
    buttons: int = 0
    button_label: int = 0
    rows: int = 0
    """Of a list that opens on demand."""
    row_label: int = 0
    payload_bytes: int = 200


WEB = Limits(text=4000, text_over_options=4000, buttons=10, button_label=200)
"""Our own page: what a reader bears, since nothing else limits it."""
TELEGRAM = Limits(text=4096, text_over_options=4096, buttons=10, button_label=64, payload_bytes=10_000)
"""Bot API: sendMessage.text. A label has no limit, but a phone shows no more than about 64. callback_data takes 64 bytes, but what
we put there is a number (telegram/buttons.py)."""
WHATSAPP = Limits(text=1600, text_over_options=1024, buttons=3, button_label=20, rows=10, row_label=24)
"""Twilio with content templates: quick reply (body 1024, 3 buttons of 20), list picker (10 rows of 24, id 200). Without them
(whatsapp/requests.py) options are numbers in the text: Body ≤ 1600 (errors 21617, 21658)."""


def can_share_phone(account: str) -> bool:
    """Whether the channel has a button by which citizens send their own number."""
    return account.partition(":")[0] == "telegram"


def phone_in(account: str, address: str) -> str | None:
    """The phone number that an address is, where the channel has such addresses: "whatsapp:+39 …"; some are ids, and no number."""
    found = _NUMBER.fullmatch(address) if account.startswith("whatsapp") else None
    return found[1] if found else None
