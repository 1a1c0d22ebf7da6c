"""`sportello data export`, as it is typed on the server: a citizen is handed all that is kept, and nothing of another."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, update

from bot.own_data.copying import OF_A_TALK
from bot.queue.messages import Inbound
from bot.queue.pace import Pace
from bot.storage.base import Base
from bot.storage.database import Database
from bot.storage.models import (
    BookingOutcome,
)
from tests.own_data.rosa import comes, printed, runs, typed
from tests.storage.conftest import execute
from tests.storage.desk import NOON, Desk


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize(
    "whose",
    [
        "1",
        "+393331111111",
        "+39 333 111 1111",
        "whatsapp:+393331111111",
        "0039 333 1111111",
        "333 1111111",
        "whatsapp:333/1111111",
        "393331111111",
        "abcd-efgh",
    ],
)
def test_a_citizen_is_handed_all_that_is_kept_and_nothing_of_another(server: URL, whose: str) -> None:
    comes(server, 1)
    copied = json.loads(printed("export", whose))

    [talk] = copied["talks"]
    assert [message["text"] for message in talk["written_by_the_citizen"]] == ["sono Rosa, canarino"]
    assert [message["body"]["text"] for message in talk["written_to_the_citizen"]] == ["Buongiorno"]
    assert talk["memory_of_the_assistant"][0]["events"] == [{"text": "sono Rosa"}]
    assert {name for name in OF_A_TALK if not talk[name]} == set()
    assert [(a["name"], a["desk"]) for a in copied["appointments"]] == [("Rosa Bianchi", "borgo/ti-ascolto")]
    assert "Ugo" not in str(copied)


@pytest.mark.usefixtures("talks")
def test_what_is_handed_over_names_a_desk_by_its_name_alone_and_is_no_text_in_a_text(server: URL) -> None:
    comes(server, 1)
    copied = json.loads(printed("export", "1"))

    [talk] = copied["talks"]
    assert [sorted(row.keys() & {"desk", "desk_id"}) for row in (*copied["appointments"], *talk["waiting_list"])] == [
        ["desk"],
        ["desk"],
    ]
    [answer] = talk["answers_about_appointments"]
    assert answer["outcome"] == {"kind": "Cancelled", "appointment": {"name": "Rosa"}}
    assert not [text for text in texts_in(copied) if text.lstrip().startswith(("{", "[")) or "\n{" in text]


def texts_in(copied: Any) -> list[str]:
    match copied:
        case str():
            return [copied]
        case dict() | list():
            parts = copied.values() if isinstance(copied, dict) else copied
            return [text for part in parts for text in texts_in(part)]
    return []


@pytest.mark.usefixtures("talks")
def test_an_outcome_that_cannot_be_taken_apart_is_handed_over_as_it_stands(server: URL) -> None:
    async def write(database: Database) -> None:
        async with database.transaction() as session:
            await session.execute(update(BookingOutcome).values(outcome="Rosa"))

    runs(server, write)
    [talk] = json.loads(printed("export", "1"))["talks"]

    assert talk["answers_about_appointments"][0]["outcome"] == "Rosa"


def test_whatever_belongs_to_a_talk_is_handed_over() -> None:
    """A new table has to be thought of here."""
    of_talks = {name for name, table in Base.metadata.tables.items() if "conversation_id" in table.columns}

    assert of_talks == {m.__tablename__ for m in OF_A_TALK.values()} | {"appointment", "looking"}


@pytest.mark.usefixtures("talks")
def test_a_text_whose_key_is_lost_is_null_and_the_rest_is_handed_over(server: URL) -> None:
    execute(server, "UPDATE inbound_message SET text = 'lost'")
    [talk] = json.loads(printed("export", "1"))["talks"]

    assert [message["text"] for message in talk["written_by_the_citizen"]] == [None]
    assert talk["notes_of_operators"][0]["text"] == "non lo dica a nessuno"


@pytest.mark.usefixtures("talks")
def test_a_file_is_its_owners_alone_and_never_another_one_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "copia.json"
    assert printed("export", "1", str(file)) == f"Written to {file}"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "canarino" in file.read_text(encoding="utf-8")

    assert isinstance(typed("export", "1", str(file)).exception, FileExistsError)


def test_a_chat_of_telegram_is_found_by_its_id_and_no_other_channels(server: URL) -> None:
    async def write(database: Database) -> None:
        desk = Desk(database, Pace())
        for account in ("telegram:main", "telegram:second", "web:borgo"):
            await desk.receives(Inbound(account, "m", "4711", NOON, text=account))

    runs(server, write)
    copied = json.loads(printed("export", "telegram:4711"))
    assert [talk["channel_account"] for talk in copied["talks"]] == ["telegram:main", "telegram:second"]
