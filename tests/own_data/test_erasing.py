"""`sportello data erase`, as it is typed on the server: nothing is left of whoever is erased, and nobody by mistake."""

import json

import pytest
from sqlalchemy import URL
from typer.testing import CliRunner

from bot import cli
from bot.errors import NoSuchTalk, SettingsError, TalkBusy
from tests.own_data.rosa import comes, printed, rows, typed
from tests.storage.conftest import execute

SECRETS = ("Rosa", "Bianchi", "3331111111", "canarino", "non lo dica a nessuno")
"""What was written by Rosa or about her."""


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
