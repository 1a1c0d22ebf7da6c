"""What is pressed while the brain is away: done at once where nothing has to be remembered for it."""

import pytest

from bot.brain.client import Message
from bot.storage.database import Database
from bot.worker.reduced import Reduced
from bot.worker.search import Search
from tests.cast import KNOWLEDGE, WEDNESDAY


class NoDatabase(Database):
    """A press is not looked up."""

    def __init__(self) -> None:
        pass


@pytest.mark.parametrize(
    ("payload", "comune", "action"),
    [
        ("ask:ti-ascolto:costi", "borgo", "answer"),
        ("person", None, "handover"),
        ("comune:borgo", None, "smalltalk"),
        # The municipality has to be asked first, and only the brain keeps what waits for it.
        ("ask:ti-ascolto:costi", None, None),
        ("booking:start:ti-ascolto", "borgo", None),
    ],
)
async def test_a_press_without_the_brain(payload: str, comune: str | None, action: str | None) -> None:
    message = Message("m1", "rosa", "web", WEDNESDAY, comune, payload=payload)

    decision = await Reduced(Search(NoDatabase())).answer(message, KNOWLEDGE)
    assert (decision.action if decision else None) == action
