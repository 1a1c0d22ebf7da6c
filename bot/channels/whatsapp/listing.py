"""What Twilio has taken in for a number: its list of messages, newest first, in pages."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from bot.channels.accounts import WhatsAppAccount
from bot.channels.whatsapp.api import Api, messages_path

PAGE = 200
MOST_PAGES = 50
"""10,000 messages: more than any municipality gets while it is away."""


async def messages_since(api: Api, account: WhatsAppAccount, since: datetime) -> AsyncIterator[dict[str, Any]]:
    """Raises `ChannelError`. The list knows days only: its first page begins with today, and older ones of the day are there too."""
    path: str | None = messages_path(account)
    query: dict[str, str | int] = {"To": account.number, "DateSent>": f"{since:%Y-%m-%d}", "PageSize": PAGE}
    for _ in range(MOST_PAGES):
        page = await api.page(account, str(path), query)
        for message in page.get("messages") or ():
            yield message
        # It holds the query already.
        path, query = page.get("next_page_uri"), {}
        if not path:
            return
