"""`sportello data …`, as it is typed on the server: what a citizen is handed, and that nothing is left of whoever is erased."""

import asyncio
import json
import stat
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import URL, insert, select, update
from sqlalchemy.dialects.postgresql import Range
from typer.testing import CliRunner, Result

from bot import cli
from bot.errors import NoSuchTalk, SettingsError, TalkBusy
from bot.handover.questions import keep_question
from bot.own_data.copying import OF_A_TALK
from bot.queue.alerts import alert
from bot.queue.events import record
from bot.queue.messages import Inbound
from bot.queue.pace import Pace
from bot.storage.base import Base
from bot.storage.database import Database
from bot.storage.keys import KeyRing, new_secret
from bot.storage.models import (
    AppointmentRow,
    BookingDesk,
    BookingOutcome,
    Conversation,
    Looking,
    Note,
    Staff,
    StaffReply,
    Tracker,
    TurnDecision,
    WaitingPlace,
)
from bot.storage.wakeups import conninfo
from bot.times import now
from tests.storage.conftest import execute
from tests.storage.desk import NOON, Desk

KEY = new_secret()
ROSA, UGO = "+39 333 1111111", "+39 333 2222222"
SECRETS = ("Rosa", "Bianchi", "3331111111", "canarino", "non lo dica a nessuno")
"""What was written by Rosa or about her."""
CANCELLED = 'Cancelled\n{"appointment": {"name": "Rosa"}}'
"""As agenda/outcomes.py keeps it."""


@pytest.fixture(autouse=True)
def _database(server: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty, and the one of the settings."""
    execute(server, f"TRUNCATE {', '.join(Base.metadata.tables)} RESTART IDENTITY")
    monkeypatch.setenv("SPORTELLO_DATABASE_URL", conninfo(server))
    monkeypatch.setenv("SPORTELLO_ENCRYPTION_KEYS", KEY)


@pytest.fixture
def talks(server: URL) -> None:
    """Rosa's is number 1, with something in every table; Ugo's is number 2."""
    runs(server, _talks)


def runs(server: URL, act: Callable[[Database], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        database = Database(server, KeyRing.from_text(KEY))
        try:
            return await act(database)
        finally:
            await database.close()

    return asyncio.run(run())


async def _talks(database: Database) -> None:
    desk = Desk(database, Pace(pause=timedelta(0)))
    for number, (phone, words) in enumerate(((ROSA, "sono Rosa, canarino"), (UGO, "sono Ugo")), 1):
        address = f"whatsapp:{phone.replace(' ', '')}"
        await desk.receives(Inbound("whatsapp:main", f"m{number}", address, NOON, text=words, comune="borgo"))
        await desk.completes(await desk.must_claim(), "Buongiorno")
    async with database.transaction() as session:
        talk = {"conversation_id": 1}
        [pseudonym] = await session.scalars(select(Conversation.pseudonym).where(Conversation.id == 1))
        anna = {"username": "anna", "name": "Anna", "password_hash": "x", "roles": ["operator"]}
        staff = (await session.scalars(insert(Staff).values(**anna).returning(Staff.id))).one()
        await session.execute(insert(StaffReply).values(**talk, key="k", staff_id=staff, number=2))
        await session.execute(insert(Looking).values(**talk, staff_id=staff, until=now()))
        await session.execute(insert(Note).values(**talk, staff="anna", text="non lo dica a nessuno"))
        await session.execute(insert(TurnDecision).values(**talk, number=1, detail='{"act": "canarino"}'))
        await session.execute(insert(Tracker).values(pseudonym=pseudonym, events='[{"text": "sono Rosa"}]'))
        await session.execute(insert(BookingOutcome).values(**talk, message_id="m1", what="book", outcome=CANCELLED))
        await keep_question(session, 1, 1, "borgo", "che cosa è canarino?", "unsure", {})
        await alert(session, "waiting", 1)
        await record(session, 1, "called")
        desk_id = await session.scalar(insert(BookingDesk).values(name="borgo/ti-ascolto").returning(BookingDesk.id))
        who = {"desk_id": desk_id, "name": "Rosa Bianchi", "phone": "3331111111"}
        waits = {"id": uuid4(), "wish": {}, "joined_at": NOON, "passed": []}
        await session.execute(insert(WaitingPlace).values(**talk, **who, **waits))


def comes(server: URL, days: float, talk: int | None = 1, code: str = "ABCDEFGH") -> None:
    """Rosa's appointment, so many days from now."""

    async def write(database: Database) -> None:
        start = now() + timedelta(days=days)
        row = {"id": uuid4(), "during": Range(start, start + timedelta(hours=1)), "status": "booked", "code": code}
        async with database.transaction() as session:
            desk = await session.scalar(select(BookingDesk.id))
            who = {"conversation_id": talk, "name": "Rosa Bianchi", "phone": "3331111111", "by": "citizen"}
            await session.execute(insert(AppointmentRow).values(**row, **who, desk_id=desk))

    runs(server, write)


def typed(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["data", *words])


def printed(*words: str) -> str:
    done = typed(*words)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout.strip()


def rows(server: URL) -> dict[str, int]:
    """How many each table holds, where there are any."""
    counts = {name: execute(server, f"SELECT count(*) FROM {name}")[0][0] for name in Base.metadata.tables}
    return {name: int(str(count)) for name, count in counts.items() if count}


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


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize("whose", ["7", "+39333", "telegram:1", "ROSA", "9" * 30])
def test_of_whom_nothing_is_kept_nothing_is_handed_over_or_erased(whose: str) -> None:
    assert isinstance(typed("export", whose).exception, NoSuchTalk)
    assert printed("erase", whose, "--yes").startswith("Nothing is kept of it.")


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize("holder", ["bot", "operator"])
def test_nothing_is_left_of_whoever_is_erased_whoever_holds_the_talk(server: URL, holder: str) -> None:
    comes(server, -2)
    if holder == "operator":
        execute(server, "UPDATE conversation SET holder = 'operator', operator = 'anna' WHERE id = 1")
    said = printed("erase", "1", "--yes")

    assert said.startswith("talks: 1  messages: 2  notes: 1  appointments: 1\nErased.")
    left = {"conversation": 1, "inbound_message": 1, "outbound_message": 1, "staff": 1, "booking_desk": 1, "erasure": 1}
    assert rows(server) == left | {"erased_message": 1}
    assert execute(server, "SELECT id FROM conversation") == [(2,)]


@pytest.mark.usefixtures("talks")
def test_a_trace_is_left_without_a_word_of_it(server: URL) -> None:
    said = printed("erase", "+393331111111", "--yes")

    columns = "talk, comune, channel_account, messages, appointments"
    assert execute(server, f"SELECT {columns} FROM erasure") == [(1, "borgo", "whatsapp:main", 2, 0)]
    assert [secret for secret in SECRETS if secret in said + str(execute(server, "SELECT * FROM erasure"))] == []


@pytest.mark.usefixtures("talks")
def test_what_was_erased_is_said_to_be_and_not_erased_again(server: URL) -> None:
    printed("erase", "1", "--yes")

    assert printed("erase", "1", "--yes").startswith("Erased already, on ")
    assert rows(server)["erasure"] == 1


@pytest.mark.usefixtures("talks")
def test_an_appointment_to_come_is_said_and_erased_only_where_that_is_asked_for(server: URL) -> None:
    comes(server, 3)
    refused = typed("erase", "1", "--yes")
    assert isinstance(refused.exception, SettingsError)
    assert "borgo/ti-ascolto" in refused.stdout
    assert rows(server)["appointment"] == 1

    printed("erase", "1", "--yes", "--also-appointments")
    assert "appointment" not in rows(server)


@pytest.mark.usefixtures("talks")
def test_an_appointment_written_in_by_hand_is_found_by_its_code(server: URL) -> None:
    comes(server, -3, talk=None)
    assert [a["name"] for a in json.loads(printed("export", "ABCDEFGH"))["appointments"]] == ["Rosa Bianchi"]

    printed("erase", "ABCDEFGH", "--yes")
    assert "appointment" not in rows(server) and rows(server)["conversation"] == 2
    assert execute(server, "SELECT talk, comune, appointments FROM erasure") == [(None, None, 1)]


@pytest.mark.usefixtures("talks")
def test_where_nobody_can_be_asked_nothing_is_erased(server: URL) -> None:
    before = rows(server)
    assert "Add --yes" in str(typed("erase", "1").exception)
    assert rows(server) == before


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize(("answer", "left"), [("n", 2), ("", 2), ("y", 1)])
def test_on_a_terminal_it_is_asked_before_anything_is_erased(
    server: URL, monkeypatch: pytest.MonkeyPatch, answer: str, left: int
) -> None:
    monkeypatch.setattr("bot.data_commands._somebody_is_there", lambda: True)
    done = CliRunner().invoke(cli.app, ["data", "erase", "1"], input=f"{answer}\n")

    assert "Erase it for ever?" in done.output
    assert rows(server)["conversation"] == left


@pytest.mark.usefixtures("talks")
def test_while_the_assistant_answers_nothing_is_erased(server: URL) -> None:
    """Its brain would keep what it remembers under a name that nobody knows any more."""
    execute(server, "UPDATE conversation SET lease_until = now() + interval '1 min' WHERE id = 1")
    before = rows(server)

    assert isinstance(typed("erase", "1", "--yes").exception, TalkBusy)
    assert rows(server) == before
