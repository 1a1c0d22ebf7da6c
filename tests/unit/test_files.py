"""A broken file: where it is broken, what is wrong, each mistake once."""

from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.fields import TEXT_MAX
from bot.knowledge.files import read
from bot.knowledge.schema import Comune, Service

GOOD = """\
id: sad
concept: domiciliare-anziani
title: Assistenza domiciliare
short: aiuto in casa
source: {document: carta.txt, section: "1"}
checked_on: 2026-11-01
review_by: 2027-05-01
texts:
  cos-e: Aiuto in casa.
  costi: Dipende dall'ISEE.
hours:
  walk_in: Mo 09:00-12:00
contacts:
  - {phone: 02 48694677}
"""


def mistakes_of(text: str, folder: Path) -> list[str]:
    """The lines of the error without the file's name."""
    path = folder / "sad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        read(path, Service)
    return [line.removeprefix(f"{path}:") for line in str(error.value).splitlines()]


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "sad.yaml").write_text(GOOD, encoding="utf-8")

    assert read(tmp_path / "sad.yaml", Service).texts["costi"] == "Dipende dall'ISEE."


@pytest.mark.parametrize(
    ("good", "broken", "told"),
    [
        ("title: Assistenza domiciliare\n", "", "1: title: Field required"),
        ("short:", "sort: x\nshort:", "4: sort: no such field; docs/knowledge.md lists them"),
        ("phone: 02", "phome: 1, phone: 02", "14: contacts.0.phome: no such field; docs/knowledge.md lists them"),
        ("Mo 09:00", "lunedì 9", "12: hours.walk_in: not in opening_hours syntax, like 'Mo-Fr 09:00-12:30':"),
        ("09:00-12:00", '09:00-12:00 "solo"', "12: hours.walk_in: write only days and times"),
        ("Aiuto in casa.", "x" * (TEXT_MAX + 1), f"9: texts.cos-e: String should have at most {TEXT_MAX} characters"),
        ("  costi:", "  costo:", "10: texts.costo.[key]: Input should be 'cos-e', 'a-chi'"),
        ("2027-05-01", "presto", "7: review_by: Input should be a valid date"),
        ("2027-05-01", "2027-02-30", "7: review_by: Input should be a valid date"),  # February has no 30th
        ("{phone: 02 48694677}", "{label: ufficio}", "14: contacts.0: a contact has exactly one of phone, email"),
        ("02 48694677}", "02 48694677, email: a@b.it}", "14: contacts.0: a contact has exactly one of phone, email"),
        ("review_by", "valid_until: 2026-01-01\nreview_by", "1: the file: valid_until needs when_expired"),
        ("  costi:", "  cos-e:", "10: texts.cos-e: stands here twice"),
        ("title: A", "title: !boh A", "3: could not determine a constructor for the tag '!boh'"),
        ("title: A", "title: [A", "4: not YAML: "),
    ],
)
def test_a_mistake_is_told_once_with_its_line_and_field(good: str, broken: str, told: str, tmp_path: Path) -> None:
    assert good in GOOD

    (mistake,) = mistakes_of(GOOD.replace(good, broken, 1), tmp_path)
    assert mistake.startswith(told), mistake


def test_a_misspelt_field_and_wrong_hours_are_told_in_lines_of_their_own(tmp_path: Path) -> None:
    broken = GOOD.replace("title:", "titolo:").replace("Mo 09:00", "lunedì 9")

    fields = [mistake.split(" ")[1] for mistake in mistakes_of(broken, tmp_path)]
    assert sorted(fields) == ["hours.walk_in:", "title:", "titolo:"]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- a\n- list\n", "a sentence"])
def test_an_empty_file_and_one_without_fields_are_told_apart_from_a_mistake_in_a_field(
    text: str, tmp_path: Path
) -> None:
    assert mistakes_of(text, tmp_path) == ["1: the file is empty or not a mapping of fields"]


@pytest.mark.parametrize("bytes_", [b"id: perch\xe9", b"id: \x00"])
def test_bytes_that_are_no_text_are_a_mistake_of_the_file(bytes_: bytes, tmp_path: Path) -> None:
    (tmp_path / "sad.yaml").write_bytes(bytes_)

    with pytest.raises(KnowledgeError, match=r"sad\.yaml:1: cannot be read"):
        read(tmp_path / "sad.yaml", Service)


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"sad\.yaml:1: cannot be read"):
        read(tmp_path / "sad.yaml", Service)


@pytest.mark.parametrize("saint", ["7 dicembre", "1207", "12-7"])
def test_the_patron_saints_day_is_a_month_and_a_day(saint: str, tmp_path: Path) -> None:
    head = GOOD.split("texts:")[0].replace("concept: domiciliare-anziani\ntitle: Assistenza domiciliare\n", "")
    text = head.replace("short: aiuto in casa", f"name: Borgo\nfront_desk: sad\npatron_saint: '{saint}'")
    (tmp_path / "comune.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(KnowledgeError, match=r"comune\.yaml:4: patron_saint"):
        read(tmp_path / "comune.yaml", Comune)
