"""Looking for a talk reads much: beside the other requests, no more than is needed, and not again at every message."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from bot.console import searching
from bot.console.searching import Talk
from bot.storage.keys import KeyRing
from tests.console.citizens import writes
from tests.console.person import Person
from tests.storage.desk import Desk


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """The talks that were decrypted, and whether beside the other requests."""
    seen: list[tuple[str, bool]] = []
    texts: Any = searching._texts

    def noted(talk: Talk, keys: KeyRing) -> Iterator[str]:
        seen.append((talk.about[0], threading.current_thread() is not threading.main_thread()))
        return texts(talk, keys)  # type: ignore[no-any-return]

    monkeypatch.setattr(searching, "_texts", noted)
    return seen


async def test_a_search_runs_beside_the_other_requests_and_ends_when_enough_is_found(
    anna: Person, talk: int, desk: Desk, read: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = await writes(desk, "vorrei la luce", address="+39 333 7")
    monkeypatch.setattr(searching, "MOST_FOUND", 1)
    page = (await anna.opens("/chats?q=vorrei")).text

    assert read == [(str(newest), True)]
    assert f'id="item-{newest}"' in page and f'id="item-{talk}"' not in page


async def test_what_was_found_is_not_looked_for_again_at_every_message(anna: Person, talk: int) -> None:
    assert "sse:lists" in (await anna.opens("/chats")).text
    for path in ("/chats?q=persona", f"/chats/{talk}?q=persona"):
        page = (await anna.opens(path)).text
        assert f'id="item-{talk}"' in page and "sse:lists" not in page
