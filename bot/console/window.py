"""How long a talk may be written in freely: WhatsApp gives a day after the citizen's last message, the others do not ask."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.accounts import WHATSAPP
from bot.console.record import Open

DAY = timedelta(hours=24)
"""After a citizen's last message WhatsApp takes free text for so long (Twilio error 63016); then only approved templates."""


@dataclass(frozen=True)
class Window:
    """`ends_at` = none where there is no limit."""

    ends_at: datetime | None
    is_open: bool
    templates: tuple[str, ...] = ()
    """What may be sent outside of it, by our names."""


def window_of(talk: Open, now: datetime, templates: tuple[str, ...] = ()) -> Window:
    """The end itself is outside."""
    if talk.channel != WHATSAPP:
        return Window(None, True)
    if talk.last_inbound_at is None:
        return Window(None, False, templates)
    ends_at = talk.last_inbound_at + DAY
    return Window(ends_at, now < ends_at, templates)
