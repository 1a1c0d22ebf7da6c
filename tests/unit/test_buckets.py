"""How often a sender may write."""

import pytest

from bot.webchat.buckets import Buckets, sender_of


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_minutes_messages_may_come_at_once_and_then_one_at_a_time() -> None:
    clock = Clock()
    buckets = Buckets(4, clock)
    waits = [buckets.seconds_to_wait("rosa") for _ in range(5)]
    clock.seconds = 15  # 60 s / 4

    assert waits == [0, 0, 0, 0, 15]
    assert [buckets.seconds_to_wait("rosa") for _ in range(2)] == [0, 15]


def test_silence_fills_a_bucket_no_higher_than_it_was() -> None:
    clock = Clock()
    buckets = Buckets(2, clock)
    clock.seconds = 3600

    assert [buckets.seconds_to_wait("rosa") for _ in range(3)] == [0, 0, 30]


def test_one_senders_messages_are_not_anothers() -> None:
    buckets = Buckets(1, Clock())
    buckets.seconds_to_wait("rosa")

    assert buckets.seconds_to_wait("ugo") == 0


@pytest.mark.parametrize(
    ("address", "sender"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("unknown", "unknown"),
    ],
)
def test_a_connection_is_one_sender_however_many_addresses_it_has(address: str, sender: str) -> None:
    assert sender_of(address) == sender
