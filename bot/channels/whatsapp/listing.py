"""What Twilio has taken in for a number: its list of messages, newest first, in pages."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from bot.channels.accounts import WhatsAppAccount
from bot.channels.whatsapp.api import Api, messages_path

PAGE = 200
MOST_PAGES = 50
"""10,000 messages: more than any municipality gets while it is away."""

Listed = Mapping[str, Any]


async def messages_since(api: Api, account: WhatsAppAccount, since: datetime) -> AsyncIterator[Listed]:
    """Raises `ChannelError`. The list is asked by days, so some are older."""
    path: str | None = messages_path(account)
    query: dict[str, str | int] = {
        "To": account.number,
        "DateSent>": f"{since.astimezone(UTC):%Y-%m-%d}",
        "PageSize": PAGE,
    }
    for _ in range(MOST_PAGES):
        page = await api.page(account, str(path), query)
        messages = page.get("messages") or []
        for message in messages:
            yield message
        # The address of the next page holds the query already.
        path, query = page.get("next_page_uri"), {}
        if not path or (messages and all((moment_of(message) or since) < since for message in messages)):
            return


def moment_of(listed: Listed) -> datetime | None:
    """When Twilio took it in; it writes as mails do: "Sat, 21 Nov 2026 09:00:00 +0000"."""
    try:
        moment = parsedate_to_datetime(str(listed.get("date_created") or listed.get("date_sent")))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
