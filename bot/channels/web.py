"""The web chat as a channel. Nothing is called: what is marked as sent is there for the page to fetch."""

from bot.channels.base import Recipient
from bot.dialogue.turn import Reply

ACCOUNTS = "web:"


class WebChannel:
    """A `Channel`; the pages that look at the talk are woken by the database when the row is marked."""

    is_repeatable = True

    async def send(self, to: Recipient, reply: Reply, *, message_id: int) -> str | None:
        """Always taken, and there is no provider to give it a name."""
        return None


def web_account(comune: str) -> str:
    """The channel account of a municipality's page."""
    return ACCOUNTS + comune
