"""How long to wait before the next try."""

import pytest

from bot.queue.pace import back_off


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 2), (2, 4), (5, 32), (8, 256), (9, 300), (1000, 300)])
def test_the_wait_doubles_up_to_five_minutes(attempt: int, seconds: int) -> None:
    assert back_off(attempt).total_seconds() == seconds
