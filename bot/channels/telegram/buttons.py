"""What stands behind a button: not the option itself, which Telegram gives 64 bytes, but which of our messages showed it."""

import re
from typing import NamedTuple

_DATA = re.compile(r"([1-9][0-9]{0,17}):([0-9]{1,3})")


class Button(NamedTuple):
    """The row of the outbox, and which of its options, from 0."""

    message_id: int
    place: int


def button_data(message_id: int, place: int) -> str:
    """23 bytes at most."""
    return f"{message_id}:{place}"


def read_button(data: str) -> Button | None:
    """None where it is not one of ours."""
    found = _DATA.fullmatch(data)
    return Button(int(found[1]), int(found[2])) if found else None
