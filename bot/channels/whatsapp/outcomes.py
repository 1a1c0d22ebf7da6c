"""What Twilio's answers mean to the queue.

Its error dictionary changes: what is not named here is refused for good, with its code for who has to look.
"""

from datetime import timedelta
from http import HTTPStatus

from bot.channels.base import OUTSIDE_WINDOW
from bot.errors import ChannelError, ChannelRefused, ChannelUnavailable, CitizenUnreachable, OutcomeUnknown

WINDOW_CLOSED = 63016
"""Freeform message outside the 24 hours (support.twilio.com, error 63016)."""
TOO_FAST = frozenset({20429, 63018})
"""20429: too many requests; 63018: rate of the WhatsApp sender exceeded."""
UNREACHABLE = frozenset({21610, 63003, 63024})
"""21610: the recipient has opted out; 63003, 63024: no such recipient on the channel."""
WRONG_CREDENTIALS = timedelta(minutes=1)
"""After which a message is tried again that an operator of the service may have to mend the token for."""
LONGEST_WAIT = timedelta(minutes=10)
"""Whatever Retry-After says."""


def refusal(status: int, code: int | None, retry_after: str | None) -> ChannelError:
    """The error that stands for an answer other than 2xx."""
    word = str(code or f"http_{status}")
    if status == HTTPStatus.TOO_MANY_REQUESTS or status == HTTPStatus.SERVICE_UNAVAILABLE or code in TOO_FAST:
        return ChannelUnavailable(word, _seconds(retry_after))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        # It may have failed before or after taking the message.
        return OutcomeUnknown(word)
    if status == HTTPStatus.UNAUTHORIZED:
        return ChannelUnavailable(word, WRONG_CREDENTIALS)
    return failure(code) if code else ChannelRefused(word)


def failure(code: int) -> ChannelRefused:
    """What became of a message that Twilio has taken and then could not deliver."""
    if code == WINDOW_CLOSED:
        return ChannelRefused(OUTSIDE_WINDOW)
    return CitizenUnreachable(str(code)) if code in UNREACHABLE else ChannelRefused(str(code))


def _seconds(retry_after: str | None) -> timedelta | None:
    if retry_after is None or not retry_after.isascii() or not retry_after.isdigit():
        return None
    return min(timedelta(seconds=int(retry_after[:9])), LONGEST_WAIT)
