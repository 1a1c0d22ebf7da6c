"""A contact that a citizen sends: the number of the telephone in hand, which is as good as typed; anybody else's is an attachment like any other."""

import re

from pydantic import BaseModel, ValidationError

_NO_DIGIT, _NUMBER = re.compile(r"[^0-9]"), re.compile(r"[0-9]{6,15}")
"""E.164: 15 digits at most."""


class _Contact(BaseModel):
    phone_number: str
    user_id: int
    """Who has this number on Telegram."""


def own_number(contact: object, writer: int) -> str | None:
    """With its +, which Telegram leaves out at times; none where it is not the writer's, or no number."""
    try:
        given = _Contact.model_validate(contact)
    except ValidationError:
        return None
    number = _NO_DIGIT.sub("", given.phone_number)
    return f"+{number}" if given.user_id == writer and _NUMBER.fullmatch(number) else None
