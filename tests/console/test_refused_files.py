"""A file of the knowledge base that is wrong: who looks after the installation reads it in the console."""

from collections.abc import Iterator

import pytest

from bot.knowledge.live import LiveKnowledge
from tests.console.desks import words_of
from tests.console.person import Person


@pytest.fixture
def broken(knowledge: LiveKnowledge) -> Iterator[None]:
    file = knowledge.folder / "borgo" / "sad.yaml"
    knowledge.current()
    good = file.read_bytes()
    file.write_text("title: [")
    knowledge.current()
    yield
    file.write_bytes(good)
    knowledge.current()


@pytest.mark.usefixtures("broken")
async def test_an_admin_reads_that_a_change_is_not_in_use_and_in_which_file(carla: Person, anna: Person) -> None:
    shown, not_shown = await carla.client.get("/console/users"), await anna.client.get("/console/")

    assert "non sono in uso: c'è un errore in borgo/sad.yaml." in words_of(shown.text)
    assert "non sono in uso" not in not_shown.text


async def test_where_all_is_well_nothing_is_said(carla: Person) -> None:
    assert "non sono in uso" not in (await carla.client.get("/console/users")).text
