"""An assistant of one's own that cannot start."""

import asyncio
from pathlib import Path

import pytest

from bot import local_assistant as local
from bot.errors import KnowledgeError
from bot.knowledge.live import LiveKnowledge
from bot.settings import load_settings


async def test_where_it_cannot_start_nothing_goes_on_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "crisis_in", lambda _: None)

    with pytest.raises(KnowledgeError):
        async with local.local_assistant(load_settings(), LiveKnowledge(tmp_path)):
            pass

    assert asyncio.all_tasks() == {asyncio.current_task()}
