"""The knowledge base in memory: every mistake of every file at once; a change is served without restart, a broken one is not."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.base import load
from bot.knowledge.live import LiveKnowledge
from tests.folder import change, write_knowledge


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_knowledge(tmp_path)


def mistakes_of(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as error:
        load(folder)
    return [line.removeprefix(f"{folder}/") for line in str(error.value).splitlines()]


def title(live: LiveKnowledge) -> str:
    return live.current().municipalities["borgo"].services["sad"].title


def test_the_folder_is_read_whole(folder: Path) -> None:
    knowledge = load(folder)

    assert list(knowledge.municipalities) == ["borgo", "valle"]
    assert knowledge.municipalities["borgo"].front_desk.title == "Segretariato sociale"


def test_mistakes_of_two_files_are_told_together(folder: Path) -> None:
    change(folder / "borgo/sad.yaml", titolo="x")
    (folder / "valle/consultorio.yaml").write_text("")

    assert mistakes_of(folder) == [
        "borgo/sad.yaml:15: titolo: no such field; docs/knowledge.md lists them",
        "valle/consultorio.yaml:1: the file is empty or not a mapping of fields",
    ]


def test_a_broken_front_desk_is_told_once(folder: Path) -> None:
    (folder / "borgo/segretariato-sociale.yaml").write_text("")

    assert mistakes_of(folder) == ["borgo/segretariato-sociale.yaml:1: the file is empty or not a mapping of fields"]


@pytest.mark.parametrize(
    ("file", "field", "value", "told"),
    [
        ("borgo/sad.yaml", "id", "sadd", "borgo/sad.yaml:1: the id is sadd, the file must be named sadd.yaml"),
        ("borgo/comune.yaml", "id", "bogo", "borgo/comune.yaml:1: the id is bogo, the folder must be named bogo"),
        ("borgo/comune.yaml", "front_desk", "x", "borgo/comune.yaml:1: front_desk: no service x in this folder"),
    ],
)
def test_names_that_do_not_fit_together_are_mistakes(
    file: str, field: str, value: str, told: str, folder: Path
) -> None:
    change(folder / file, **{field: value})

    assert mistakes_of(folder) == [told]


@pytest.mark.parametrize("step", ["Telefoni allo sportello.", "telefoni allo sportello"])
def test_a_first_step_goes_on_where_its_beginning_ends(step: str, folder: Path) -> None:
    change(folder / "borgo/sad.yaml", first_step=step)

    assert mistakes_of(folder) == [f"borgo/sad.yaml:15: first_step: small letter first, full stop at the end: {step!r}"]


def test_an_empty_folder_lacks_the_assistants_own_files(tmp_path: Path) -> None:
    assert [mistake.split(": ")[0] for mistake in mistakes_of(tmp_path)] == [
        "phrases.yaml:1",
        "emergencies.yaml:1",
        "booking.yaml:1",
    ]


def test_a_folder_without_municipalities_says_what_one_is(folder: Path) -> None:
    for comune in ("borgo", "valle"):
        shutil.rmtree(folder / comune)

    (mistake,) = mistakes_of(folder)
    assert mistake.endswith("no municipality here; each is a folder with a comune.yaml")


def test_a_changed_file_is_served_without_restart(folder: Path) -> None:
    live = LiveKnowledge(folder)
    assert title(live) == "Assistenza domiciliare"

    change(folder / "borgo/sad.yaml", title="Assistenza a casa")

    assert title(live) == "Assistenza a casa"


def test_a_new_file_is_served_and_a_deleted_one_is_not(folder: Path) -> None:
    live = LiveKnowledge(folder)
    text = (folder / "borgo/sad.yaml").read_text()

    (folder / "borgo/nuovo.yaml").write_text(text.replace("id: sad\n", "id: nuovo\n"))
    assert "nuovo" in live.current().municipalities["borgo"].services

    (folder / "borgo/nuovo.yaml").unlink()
    assert "nuovo" not in live.current().municipalities["borgo"].services


def test_nothing_is_read_again_while_nothing_changes(folder: Path) -> None:
    live = LiveKnowledge(folder)

    assert live.current() is live.current()


@pytest.mark.parametrize("broken", ["title: [", "", "id: sad\nreview_by: 2027-02-30\n"])
def test_a_broken_change_leaves_the_last_good_one_in_use_and_says_why(broken: str, folder: Path) -> None:
    live = LiveKnowledge(folder)
    live.current()

    (folder / "borgo/sad.yaml").write_text(broken)

    assert title(live) == "Assistenza domiciliare"
    assert "sad.yaml:" in str(live.mistake)


def test_a_municipality_whose_own_file_is_gone_stays_as_it_was_and_that_is_told(folder: Path) -> None:
    """Its desks would become strangers, whose diaries are kept by other rules."""
    live = LiveKnowledge(folder)
    live.current()
    (folder / "borgo/comune.yaml").unlink()

    assert title(live) == "Assistenza domiciliare"
    assert live.refused == ["borgo/comune.yaml"]


def test_a_municipality_that_is_taken_away_whole_is_gone(folder: Path) -> None:
    live = LiveKnowledge(folder)
    live.current()
    (folder / "vuota").mkdir()
    shutil.rmtree(folder / "borgo")

    assert "borgo" not in live.current().municipalities
    assert live.mistake is None


@pytest.mark.parametrize("nested", ["title: " + "[" * 5000, "title: " + "[" * 5000 + "]" * 5000, "{a: " * 5000])
def test_a_file_nested_thousands_deep_is_a_mistake_like_any_other(nested: str, folder: Path) -> None:
    live = LiveKnowledge(folder)
    live.current()
    (folder / "borgo/sad.yaml").write_text(nested)

    assert title(live) == "Assistenza domiciliare"
    assert live.refused == ["borgo/sad.yaml"]


def test_the_files_are_looked_at_as_often_as_is_asked_by_the_clock_that_is_given(folder: Path) -> None:
    moment = 100.0
    live = LiveKnowledge(folder, timedelta(seconds=1), lambda: moment)
    live.current()
    change(folder / "borgo/sad.yaml", title="Assistenza a casa")
    assert title(live) == "Assistenza domiciliare"

    moment += 1
    assert title(live) == "Assistenza a casa"


def test_a_broken_change_is_logged_once_and_again_when_it_is_broken_anew(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    live = LiveKnowledge(folder)
    live.current()
    (folder / "borgo/sad.yaml").write_text("title: [")
    for _ in range(3):
        live.current()

    assert told(caplog) == ["knowledge_refused file=borgo/sad.yaml"]
    assert live.refused == ["borgo/sad.yaml"]
    (folder / "borgo/sad.yaml").write_text("short: [ ")
    change(folder / "borgo/comune.yaml", front_desk="niente")
    live.current()
    assert told(caplog)[1:] == ["knowledge_refused file=borgo/sad.yaml", "knowledge_refused file=borgo/comune.yaml"]


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records]


def test_once_it_is_mended_the_mistake_is_forgotten(folder: Path) -> None:
    live = LiveKnowledge(folder)
    live.current()
    good = (folder / "borgo/sad.yaml").read_text()
    (folder / "borgo/sad.yaml").write_text("title: [")
    live.current()

    (folder / "borgo/sad.yaml").write_text(good.replace("Assistenza domiciliare", "Aiuto in casa"))

    assert (title(live), live.mistake) == ("Aiuto in casa", None)


def test_a_folder_that_was_never_good_is_refused_until_it_is(folder: Path) -> None:
    good = (folder / "borgo/sad.yaml").read_text()
    (folder / "borgo/sad.yaml").write_text("title: [")
    live = LiveKnowledge(folder)
    with pytest.raises(KnowledgeError, match=r"sad\.yaml:1: not YAML"):
        live.current()

    (folder / "borgo/sad.yaml").write_text(good)

    assert title(live) == "Assistenza domiciliare"


def test_a_concept_is_called_as_the_first_municipality_that_has_it_calls_it(folder: Path) -> None:
    knowledge = load(folder)

    assert knowledge.title_of("segretariato") == "Segretariato sociale"
    assert knowledge.title_of("consultorio") == "Consultorio"
    assert knowledge.title_of("unheard-of") == "unheard-of"
