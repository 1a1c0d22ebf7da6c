"""`sportello knowledge check`: each mistake is found, where it is and what it is; what curators have still to do is listed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.catalogue import read_catalogue
from bot.knowledge.check import Report, check
from tests.cast import ROOT
from tests.folder import change, write_knowledge

TODAY = date(2026, 11, 25)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_knowledge(tmp_path)


def test_a_good_folder_has_no_mistakes(folder: Path) -> None:
    assert check(folder, TODAY).mistakes == []


def test_the_knowledge_that_citizens_are_answered_from_has_no_mistakes() -> None:
    report = check(ROOT / "knowledge")

    assert report.mistakes == []
    assert report.services == len(read_catalogue(ROOT / "knowledge").services())


@pytest.mark.parametrize(
    ("file", "fields", "told"),
    [
        ("sad", {"related": ["nessuno"]}, "related: no service nessuno"),
        ("sad", {"contacts": [{"phone": "02 4869467"}]}, "contacts: 02 4869467 looks wrong: mend it or add a doubt"),
        ("comune", {"contacts": [{"phone": "1"}]}, "contacts: 1 looks wrong: mend it or add a doubtful note"),
        ("sad", {"texts": {"costi": "Chiami lo 02 48694677."}}, "texts.costi: '02 48694677' belongs in contacts or h"),
        ("sad", {"texts": {"orari": "Apre alle 9:30."}}, "texts.orari: '9:30' belongs in contacts or hours"),
        ("sad", {"first_step": "telefoni allo 02 48694677."}, "first_step: '02 48694677' belongs in contacts or hours"),
        ("sad", {"texts": {"orari": "Apre alle 16.30."}}, "texts.orari: '16.30' belongs in contacts or hours"),
        ("comune", {"instead": {}}, "instead: says nothing for consultorio, which this municipality lacks"),
        ("comune", {"instead": {"consultorio": ["boh"]}}, "instead.consultorio: no service boh"),
    ],
)
def test_each_mistake_is_found_and_told_once(file: str, fields: dict[str, Any], told: str, folder: Path) -> None:
    change(folder / "borgo" / f"{file}.yaml", **fields)

    (mistake,) = check(folder, TODAY).mistakes

    assert mistake.startswith(f"{folder}/borgo/{file}.yaml: {told}")


def test_a_concept_that_is_not_the_catalogues_is_found(folder: Path) -> None:
    change(folder / "borgo/sad.yaml", concept="pasto")

    mistakes = check(folder, TODAY).mistakes
    assert f"{folder}/borgo/sad.yaml: concept: the catalogue says domiciliare-anziani" in mistakes


def test_instead_of_what_the_municipality_has_is_a_mistake(folder: Path) -> None:
    change(folder / "borgo/comune.yaml", instead={"consultorio": ["ti-ascolto"], "ti-ascolto": ["sad"]})

    (mistake,) = check(folder, TODAY).mistakes
    assert mistake.endswith("instead.ti-ascolto: not a concept that this municipality lacks")


def test_a_service_of_the_catalogue_that_has_no_file_is_missing(folder: Path) -> None:
    (folder / "borgo/ginnastica.yaml").unlink()

    assert f"{folder}/borgo/ginnastica.yaml: missing: the catalogue has this service" in check(folder, TODAY).mistakes


def test_a_service_that_the_catalogue_does_not_have_is_unknown(folder: Path) -> None:
    text = (folder / "borgo/sad.yaml").read_text().replace("id: sad\n", "id: nuovo\n")
    (folder / "borgo/nuovo.yaml").write_text(text)

    assert check(folder, TODAY).mistakes == [f"{folder}/borgo/nuovo.yaml: the catalogue has no such service"]


def test_a_broken_file_is_told_with_its_line(folder: Path) -> None:
    (folder / "borgo/sad.yaml").write_text("title: [")

    (mistake,) = check(folder, TODAY).mistakes
    assert mistake.startswith(f"{folder}/borgo/sad.yaml:1: not YAML")


@pytest.mark.parametrize("text", ["Costa 16,50 euro.", "Nel 2024 erano 264.", "Chiami il 112.", "Dalle 9 alle 12."])
def test_a_price_a_year_and_a_short_number_may_stand_in_a_text(text: str, folder: Path) -> None:
    change(folder / "borgo/sad.yaml", texts={"cos-e": text})

    assert check(folder, TODAY).mistakes == []


def test_a_number_with_a_doubtful_note_is_no_mistake(folder: Path) -> None:
    note = {"kind": "doubtful", "about": "contacts", "text": "A digit lacks."}
    change(folder / "borgo/sad.yaml", contacts=[{"phone": "02 4869467"}], notes=[note])

    assert check(folder, TODAY).mistakes == []


@pytest.mark.parametrize(
    ("file", "fields", "todo"),
    [
        ("carta-spesa", {}, "expired: valid until 2025-02-28"),
        ("ginnastica", {}, "thin: the document gives little more than the title"),
        ("casa-popolare", {}, "doubtful: contacts: A digit lacks."),
        ("sad", {"review_by": date(2026, 11, 24)}, "due for review: since 2026-11-24"),  # yesterday
        (
            "comune",
            {"notes": [{"kind": "to_confirm", "about": "patron_saint", "text": "Ask."}]},
            "to_confirm: patron_saint: Ask.",
        ),
    ],
)
def test_what_curators_have_to_look_at_is_listed_but_is_no_mistake(
    file: str, fields: dict[str, Any], todo: str, folder: Path
) -> None:
    change(folder / "borgo" / f"{file}.yaml", **fields)

    report = check(folder, TODAY)

    assert f"{folder}/borgo/{file}.yaml: {todo}" in report.todo
    assert report.mistakes == []


def test_a_review_due_today_is_not_late(folder: Path) -> None:
    change(folder / "borgo/sad.yaml", review_by=TODAY)

    assert not any("due for review" in line for line in check(folder, TODAY).todo)


def test_the_report_ends_with_the_mistakes_and_a_count() -> None:
    report = Report(mistakes=["c.yaml: wrong"], todo=["a.yaml: thin", "b.yaml: due"], services=3)

    assert report.text().splitlines()[-2:] == ["c.yaml: wrong", "3 services, 1 mistakes, 2 to look at."]


def test_a_national_measure_that_nobody_could_ask_for_is_a_mistake(folder: Path) -> None:
    (folder / "national.yaml").write_text("measures: {bonus-luna: {document: carta.txt}}\n")

    assert check(folder, TODAY).mistakes == [
        f"{folder}/national.yaml: measures.bonus-luna: the catalogue has no such concept"
    ]
