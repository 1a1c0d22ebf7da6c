"""`sportello user …` and `export-questions`, as they are typed on the server: what they print, and what has changed afterwards."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import URL
from typer.testing import CliRunner, Result

from bot import cli
from bot.errors import SettingsError
from bot.handover.questions import judge, keep_question
from bot.queue.messages import Inbound
from bot.queue.pace import Pace
from bot.staff import passwords
from bot.storage.base import Base
from bot.storage.database import Database
from bot.storage.keys import KeyRing, new_secret
from bot.storage.wakeups import conninfo
from tests.storage.conftest import execute
from tests.storage.console import CHIEF
from tests.storage.desk import Desk

PASSWORD = re.compile(r"password (\S+) \(to be changed at the first entry\)")
GINA = ("add", "Gina", "--name", "Gina Blu", "--role", "operator", "--comune", "bussero")
KEY = new_secret()


@pytest.fixture(autouse=True)
def _database(server: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty, and the one of the settings."""
    execute(server, f"TRUNCATE {', '.join(Base.metadata.tables)} RESTART IDENTITY")
    monkeypatch.setenv("SPORTELLO_DATABASE_URL", conninfo(server))
    monkeypatch.setenv("SPORTELLO_ENCRYPTION_KEYS", KEY)


def typed(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["user", *words])


def printed(*words: str) -> str:
    done = typed(*words)
    assert done.exit_code == 0, done.output
    return done.stdout.strip()


def refused(*words: str) -> str:
    error = typed(*words).exception
    assert isinstance(error, SettingsError)
    return str(error)


def opens(server: URL, password: str) -> bool:
    """Whether Gina's password is this one."""
    ((stored,),) = execute(server, "SELECT password_hash FROM staff WHERE username = 'gina'")
    return asyncio.run(passwords.is_right(password, str(stored)))


def password_in(line: str) -> str:
    found = PASSWORD.search(line)
    assert found
    return found.group(1)


def test_who_is_added_gets_a_first_password_that_opens_and_is_to_be_changed(server: URL) -> None:
    line = printed(*GINA)

    assert line.startswith("gina: ") and opens(server, password_in(line))
    assert execute(server, "SELECT name, roles, comuni, password_is_temporary FROM staff") == [
        ("Gina Blu", ["operator"], ["bussero"], True)
    ]


def test_without_role_and_municipality_one_is_an_operator_of_all(server: URL) -> None:
    printed("add", "gina", "--name", "Gina Blu")

    assert execute(server, "SELECT roles, comuni FROM staff") == [(["operator"], None)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "gina", "--name", "Gina Blu", "--comune", "atlantide"), "No municipality atlantide"),
        (("add", "gina", "--name", "Gina Blu", "--role", "sindaco"), "almeno un ruolo"),
        (("add", "g", "--name", "Gina Blu"), "Il nome utente ha da 2 a 40 caratteri"),
        (("password", "nessuno"), "Questa persona non esiste"),
        (("disable", "nessuno"), "Questa persona non esiste"),
    ],
)
def test_what_cannot_be_is_told_in_words_and_changes_nothing(server: URL, words: tuple[str, ...], told: str) -> None:
    assert told in refused(*words)
    assert execute(server, "SELECT count(*) FROM staff") == [(0,)]


def test_a_name_is_given_once(server: URL) -> None:
    printed(*GINA)

    assert "esiste già" in refused("add", "GINA", "--name", "Un'altra")
    assert execute(server, "SELECT name FROM staff") == [("Gina Blu",)]


def test_the_list_tells_names_roles_and_municipalities_and_who_is_disabled() -> None:
    assert printed("list").startswith("Nobody yet")
    printed(*GINA)
    printed("add", "carla", "--name", "Carla Gallo", "--role", "admin")
    assert printed("disable", "gina") == "gina: may not enter any more"

    carla, gina = printed("list").splitlines()
    assert carla.split() == ["carla", "Carla", "Gallo", "admin", "all"]
    assert gina.split() == ["gina", "Gina", "Blu", "operator", "bussero", "(disabled)"]


def test_a_new_password_takes_the_place_of_the_old_one_and_of_the_second_factor(server: URL) -> None:
    old = password_in(printed(*GINA))
    secret = KeyRing.from_text(KEY).encrypt("JBSWY3DPEHPK3PXP", "staff.totp_secret").hex()
    execute(server, f"UPDATE staff SET totp_secret = '\\x{secret}', password_is_temporary = false")
    told = printed("password", "gina")
    new = password_in(told)

    assert "The second factor is switched off" in told
    assert not opens(server, old) and opens(server, new)
    assert execute(server, "SELECT totp_secret, password_is_temporary FROM staff") == [(None, True)]


def test_nothing_is_said_of_a_second_factor_that_was_never_switched_on() -> None:
    printed(*GINA)

    assert "second factor" not in printed("password", "gina")


def test_a_second_factor_whose_key_is_lost_keeps_nobody_out(server: URL) -> None:
    """The keys were replaced: the admin is listed, gets a new password, and is told what became of the second factor."""
    printed(*GINA)
    secret = KeyRing.from_text(new_secret()).encrypt("JBSWY3DPEHPK3PXP", "staff.totp_secret").hex()
    execute(server, f"UPDATE staff SET totp_secret = '\\x{secret}', totp_last = 7")
    assert "Gina Blu" in printed("list")

    told = printed("password", "gina")
    assert "The second factor is switched off" in told
    assert opens(server, password_in(told))
    assert execute(server, "SELECT totp_secret, totp_last, roles, comuni FROM staff") == [
        (None, None, ["operator"], ["bussero"])
    ]


def test_the_last_admin_is_not_disabled(server: URL) -> None:
    printed("add", "carla", "--name", "Carla Gallo", "--role", "admin")

    assert "amministratore" in refused("disable", "carla")
    assert execute(server, "SELECT is_active FROM staff") == [(True,)]


def test_judged_questions_are_written_into_the_file_that_is_named(server: URL, tmp_path: Path) -> None:
    asyncio.run(_judged_question(server))
    file = tmp_path / "questions.yaml"
    done = CliRunner().invoke(cli.app, ["export-questions", str(file)])

    assert done.stdout.strip() == f"Written to {file}"
    assert "mi spetta il bonus" in file.read_text(encoding="utf-8")
    assert "mi spetta il bonus" in CliRunner().invoke(cli.app, ["export-questions"]).stdout


async def _judged_question(server: URL) -> None:
    database, at = Database(server, KeyRing.from_text(KEY)), datetime(2026, 11, 25, 12, tzinfo=UTC)
    message = Inbound("web:borgo", "m1", "visitor", at, text="mi spetta il bonus?", comune="borgo")
    talk = (await Desk(database, Pace()).receives(message)).conversation_id
    async with database.transaction() as session:
        await keep_question(session, talk, 1, "borgo", "mi spetta il bonus?", "not_understood", {})
        assert await judge(session, CHIEF, 1, "service", "ti-ascolto", ["costi"])
    await database.close()
