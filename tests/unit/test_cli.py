"""The commands: what they print and how they end."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import cli
from tests.cast import PHRASES
from tests.fakes import FakeBrain, run_with
from tests.folder import change, write_knowledge


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SPORTELLO_KNOWLEDGE_FOLDER", str(tmp_path))
    return write_knowledge(tmp_path)


def test_a_good_knowledge_base_passes_the_check(folder: Path) -> None:
    done = CliRunner().invoke(cli.app, ["knowledge", "check"])

    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1].startswith("9 services, no mistakes, ")


def test_a_mistake_fails_the_check_and_is_printed(folder: Path) -> None:
    change(folder / "borgo/sad.yaml", related=["nessuno"])

    done = CliRunner().invoke(cli.app, ["knowledge", "check", str(folder)])

    assert done.exit_code == 1
    assert f"{folder}/borgo/sad.yaml: related: no service nessuno" in done.stdout.splitlines()


def test_ask_answers_each_line_of_the_input_for_the_municipality_of_the_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_with(FakeBrain(), monkeypatch)

    done = CliRunner().invoke(app, ["ask", "--comune", "valle"], input='{"id": 1, "text": "a"}\n{"id": 2, "text": "b"}')

    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["id"], line["comune"]) for line in found] == [(1, "valle"), (2, "valle")]
    assert done.exit_code == 0


def test_bytes_that_are_no_text_are_a_mistake_of_their_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_with(FakeBrain(), monkeypatch)
    latin_1, utf_8 = '{"id": 1, "text": "perché"}\n'.encode("latin-1"), '{"id": 2, "text": "perché"}\n'.encode()

    done = CliRunner().invoke(app, ["ask"], input=latin_1 + utf_8)

    wrong, right = (json.loads(line) for line in done.stdout.splitlines())
    assert wrong == {"id": 1, "error": "text: not a text: it holds half a character"}
    assert right["id"] == 2


def test_what_the_reader_can_mend_is_told_without_a_traceback(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder / "phrases.yaml", person=None)
    monkeypatch.setattr(sys, "argv", ["sportello", "ask"])
    assert PHRASES.person

    with pytest.raises(SystemExit) as ended:
        cli.main()

    assert ended.value.code == 1
    assert "phrases.yaml:" in capsys.readouterr().err
