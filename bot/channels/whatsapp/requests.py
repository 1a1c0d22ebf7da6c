"""A reply as the requests that Twilio takes: free text, options as content, or the template where WhatsApp takes nothing else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from bot.channels.accounts import Contents, WhatsAppAccount
from bot.channels.base import WHATSAPP, Limits
from bot.channels.rendering import Part, render
from bot.dialogue.turn import Reply, Template

WINDOW = timedelta(hours=24)
"""How long after a citizen's last message WhatsApp takes free text (Twilio error 63016); then only approved templates."""

Fields = dict[str, str]


@dataclass(frozen=True)
class Letter:
    """One request: its own fields, without sender and address."""

    fields: Fields
    is_template: bool = False


def can_write_freely(last_inbound_at: datetime | None, now: datetime) -> bool:
    """Whether a reply may be free text; the end of the window is outside it."""
    return last_inbound_at is not None and now - last_inbound_at < WINDOW


def as_template(template: Template, account: WhatsAppAccount) -> Letter | None:
    """None where the account has no approved template of that name."""
    sid = account.templates.get(template.name)
    return Letter(_content(sid, template.values), is_template=True) if sid else None


def as_text(reply: Reply, account: WhatsAppAccount, hint: str) -> list[Letter]:
    """The reply in as few messages as WhatsApp allows, its options with the last."""
    limits = _limits(len(reply.options), account.contents)
    return [Letter(_fields(part, account.contents)) for part in render(reply, limits, hint=hint)]


def _limits(options: int, contents: Contents) -> Limits:
    """Only what there is content for: else the options stand in the text, numbered."""
    return replace(
        WHATSAPP,
        buttons=WHATSAPP.buttons if options in contents.quick_replies else 0,
        rows=WHATSAPP.rows if options in contents.lists else 0,
    )


def _fields(part: Part, contents: Contents) -> Fields:
    if part.shape == "none":
        return {"Body": part.text}
    kind = contents.quick_replies if part.shape == "buttons" else contents.lists
    return _content(kind[len(part.options)], chain([part.text], _words(part)))


def _words(part: Part) -> Iterator[str]:
    for option in part.options:
        yield option.label
        yield option.payload


def _content(sid: str, values: "Iterator[str] | chain[str] | tuple[str, ...]") -> Fields:
    """{{1}}, {{2}} … of the content: for options the text, then words and id of each (docs/canali.md shows the contents)."""
    variables = {str(number): value for number, value in enumerate(values, 1)}
    return {"ContentSid": sid, "ContentVariables": json.dumps(variables, ensure_ascii=False)}
