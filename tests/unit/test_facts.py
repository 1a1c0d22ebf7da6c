"""What the municipalities' documents say (tests/facts.yaml) beside what the assistant answers from knowledge/."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.dialogue.replies import SCREEN, replies
from bot.italian import without_accents
from bot.knowledge.answers import Answers
from bot.knowledge.base import load
from bot.knowledge.catalogue import read_catalogue
from bot.knowledge.fields import Strict
from bot.knowledge.schema import ASPECTS, Aspect, Service

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 25)
PARAGRAPH_MAX = 900
"""Characters of one paragraph: a text of 420, and the contacts with their hours beneath it."""
PHONE = re.compile(r"\d[\d .\-/]{5,}\d")


class Row(Strict):
    """One aspect of one service as its document has it; a fact in several wordings is a list."""

    comune: str
    service: str
    aspect: Aspect
    says: tuple[str | list[str], ...]
    says_not: tuple[str, ...] = ()
    missing: bool = False

    def __str__(self) -> str:
        return f"{self.comune}/{self.service}/{self.aspect}"


KNOWLEDGE = load(ROOT / "knowledge")
ROWS = [Row.model_validate(row) for row in yaml.safe_load((ROOT / "tests/facts.yaml").read_text(encoding="utf-8"))]
SERVICES = [(comune, s) for comune, m in KNOWLEDGE.municipalities.items() for s in m.services.values()]
every_row = pytest.mark.parametrize("row", ROWS, ids=str)
every_service = pytest.mark.parametrize(("comune", "service"), SERVICES, ids=[f"{c}/{s.id}" for c, s in SERVICES])


@every_row
def test_the_answer_gives_every_fact_of_the_document(row: Row) -> None:
    told = answer(row)

    lacking = [fact for fact in row.says if not any(stands_in(told, wording) for wording in wordings(fact))]
    assert not lacking, f"{row} does not say {lacking}:\n{told}"


@every_row
def test_the_answer_says_nothing_that_would_mislead(row: Row) -> None:
    told = answer(row)

    said = [trap for trap in row.says_not if stands_in(told, trap)]
    assert not said, f"{row} must not say {said}:\n{told}"


@every_row
def test_the_answer_says_that_something_is_missing_where_the_document_is_silent_and_only_there(row: Row) -> None:
    told, phrases = answer(row), KNOWLEDGE.phrases
    silence = (
        phrases.missing.format(what=phrases.aspects[row.aspect].missing),
        phrases.thin.format(title=service_of(row).title),
        KNOWLEDGE.municipalities[row.comune].comune.start_here or "",
        *in_the_curators_words(row),
    )

    assert any(sentence and sentence in told for sentence in silence) == row.missing, f"{row}:\n{told}"


def in_the_curators_words(row: Row) -> list[str]:
    """What a municipality's own notes say in place of "I do not find it"."""
    comune, phrases = KNOWLEDGE.municipalities[row.comune].comune, KNOWLEDGE.phrases
    if row.aspect == "contatti":
        return [phrases.missing_contact, phrases.no_contact, *comune.said_about("contacts")]
    field = {"dove": "address", "orari": "hours"}.get(row.aspect, "")
    return comune.said_about(field)


@every_service
def test_every_aspect_that_an_entry_covers_stands_in_the_table(comune: str, service: Service) -> None:
    covered = {aspect for aspect in ASPECTS if service.covers(aspect)}

    assert covered <= {row.aspect for row in rows_about(comune, service.id) if not row.missing}


def test_the_table_has_every_service_of_the_catalogue() -> None:
    assert {(row.comune, row.service) for row in ROWS} == read_catalogue(ROOT / "knowledge").services()


def test_no_aspect_stands_in_the_table_twice() -> None:
    names = [str(row) for row in ROWS]

    assert [name for name in names if names.count(name) > 1] == []


@every_service
def test_every_sentence_that_a_curator_wants_told_is_told(comune: str, service: Service) -> None:
    told = "\n".join(p for aspects in questions() for p in about(comune, service, *aspects))

    assert [note.say for note in service.notes if note.say and note.say not in told] == []


@every_service
def test_no_paragraph_is_longer_than_a_phone_can_bear(comune: str, service: Service) -> None:
    paragraphs = [p for aspects in questions() for p in about(comune, service, *aspects)]

    assert [p for p in paragraphs if len(p) > PARAGRAPH_MAX] == []


@every_service
def test_the_first_reply_fits_a_phone_screen(comune: str, service: Service) -> None:
    firsts = [replies(about(comune, service, *aspects))[0].text for aspects in questions()]

    assert [text for text in firsts if len(text) > SCREEN] == []


@pytest.mark.parametrize(
    ("told", "fact", "found"),
    [
        ("Il colloquio è GRATUITO.", "gratuit", True),
        ("Il più affannato", "anni", False),
        ("dagli 11 ai 21 anni", "11", True),
        ("il 112", "11", False),
        ("• telefono 02 9533351 (Fragilità)", "02-9533351", True),
        ("• telefono 02 95333512", "02-9533351", False),
        ("Chiami l’ufficio\ndel Comune", "l'ufficio del Comune", True),
    ],
)
def test_a_fact_is_found_whatever_its_accents_capitals_and_separators(told: str, fact: str, found: bool) -> None:
    assert stands_in(told, fact) == found


def answer(row: Row) -> str:
    return "\n".join(about(row.comune, service_of(row), row.aspect))


def about(comune: str, service: Service, *aspects: Aspect) -> list[str]:
    return Answers(KNOWLEDGE.municipalities[comune], KNOWLEDGE.phrases, TODAY).about(service, aspects)


def service_of(row: Row) -> Service:
    return KNOWLEDGE.municipalities[row.comune].services[row.service]


def rows_about(comune: str, service: str) -> list[Row]:
    return [row for row in ROWS if (row.comune, row.service) == (comune, service)]


def questions() -> list[tuple[Aspect, ...]]:
    """Nothing in particular, and each aspect alone."""
    return [(), *((aspect,) for aspect in ASPECTS)]


def wordings(fact: str | list[str]) -> list[str]:
    return [fact] if isinstance(fact, str) else fact


def stands_in(told: str, fact: str) -> bool:
    """Whether a text says a fact, from the beginning of a word; a number is found only whole."""
    if PHONE.fullmatch(fact):
        return digits(fact) in map(digits, PHONE.findall(told))
    whole = r"(?!\d)" if fact[-1].isdigit() else ""
    return re.search(rf"(?<!\w){re.escape(plain(fact))}{whole}", plain(told)) is not None


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", without_accents(text).lower().replace("’", "'"))
