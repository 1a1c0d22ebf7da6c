"""What this process counts, for /metrics (bot/figures.py): how many and how long, never who or what."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Counter, Histogram

from bot.errors import BrainUnavailable

RECEIVED = Counter("sportello_messages_received", "Messages of citizens that were stored.", ["channel"])
REPEATED = Counter("sportello_messages_repeated", "Messages that were here already.", ["channel"])
REPLIES = Counter(
    "sportello_replies",
    "Replies by what became of the try: sent, delayed (is tried again), failed, unknown, dropped (an operator was quicker).",
    ["channel", "outcome"],
)
TURNS = Counter(
    "sportello_turns",
    "Turns by the action that answered them; also person (a person's to answer), waits (the brain is away), failed, set_aside.",
    ["action"],
)
BRAIN_SECONDS = Histogram(
    "sportello_brain_seconds",
    "How long the brain took for a turn.",
    ["outcome"],
    buckets=(0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)


def message_stored(channel_account: str, is_repeat: bool) -> None:
    (REPEATED if is_repeat else RECEIVED).labels(_channel(channel_account)).inc()


def reply_became(outcome: str, channel_account: str) -> None:
    REPLIES.labels(_channel(channel_account), outcome).inc()


def turn_became(action: str) -> None:
    TURNS.labels(action).inc()


@contextmanager
def brain_asked() -> Iterator[None]:
    """Times one call of the brain, by how it ends."""
    started, outcome = time.perf_counter(), "failed"
    try:
        yield
        outcome = "answered"
    except BrainUnavailable:
        outcome = "unavailable"
        raise
    finally:
        BRAIN_SECONDS.labels(outcome).observe(time.perf_counter() - started)


def _channel(account: str) -> str:
    """Of "telegram:bussero" the first word."""
    return account.partition(":")[0]
