"""How fast a bot speaks: the arithmetic stands beside."""

from dataclasses import dataclass

import pytest

from bot.channels.telegram.pace import ALL_BURST, CHAT_BURST, MOST_CHATS, Rhythm


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_chat_gets_three_at_once_and_then_one_a_second() -> None:
    clock = Clock()
    rhythm = Rhythm(clock)

    assert [rhythm.seconds_until_chat("111") for _ in range(CHAT_BURST)] == [0, 0, 0]
    assert rhythm.seconds_until_chat("111") == 1
    assert rhythm.seconds_until_chat("222") == 0
    clock.now += 0.75
    assert rhythm.seconds_until_chat("111") == 0.25
    clock.now += 0.25
    assert rhythm.seconds_until_chat("111") == 0
    assert rhythm.seconds_until_chat("111") == 1


def test_all_chats_together_get_thirty_a_second() -> None:
    clock = Clock()
    rhythm = Rhythm(clock)
    waits = [rhythm.seconds_until_slot() for _ in range(ALL_BURST + 30)]

    assert waits[:ALL_BURST] == [0] * ALL_BURST
    assert waits[-1] == pytest.approx(1)


def test_after_a_429_the_chat_rests_as_long_as_telegram_says() -> None:
    clock = Clock()
    rhythm = Rhythm(clock)
    rhythm.hold("111", 7)

    assert rhythm.seconds_until_chat("111") == 7
    clock.now += 7
    assert rhythm.seconds_until_chat("111") == 0


def test_what_is_kept_in_mind_does_not_grow_for_ever() -> None:
    rhythm = Rhythm(Clock())
    for number in range(MOST_CHATS + 10):
        rhythm.seconds_until_chat(f"{number}")

    assert len(rhythm._chats) == MOST_CHATS
