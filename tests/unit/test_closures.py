"""Extraordinary closures in the answers: with hours and place, in a yes or no, in the next opening."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.dialogue.answer import answer
from bot.dialogue.turn import Turn
from bot.knowledge.closures import Closure
from bot.knowledge.live import LiveKnowledge
from bot.knowledge.schema import Aspect
from bot.times import ROME
from tests.cast import KNOWLEDGE, ROOT, asks, said, turn

FRIDAY = date(2026, 11, 27)
CLOSED = Closure("borgo", FRIDAY, FRIDAY, "Riapre sabato.", service="ti-ascolto")


def told(text: str, *aspects: Aspect, closure: Closure = CLOSED, now: datetime | None = None) -> str:
    asked: Turn = turn(asks("ti-ascolto", *aspects), text)
    known = replace(KNOWLEDGE, closures=(closure,))
    return said(answer(replace(asked, knowledge=known, now=now or asked.now)))


@pytest.mark.parametrize("aspect", ["orari", "contatti", "come-accedere", "dove"])
def test_whoever_may_be_about_to_come_is_told(aspect: Aspect) -> None:
    assert "Attenzione, chiusura straordinaria: venerdì 27 novembre. Riapre sabato." in told("", aspect)


def test_an_overview_tells_it_and_a_question_about_costs_does_not() -> None:
    assert "chiusura straordinaria" in told("")
    assert "chiusura straordinaria" not in told("", "costi")


def test_several_days_are_told_from_the_first_to_the_last() -> None:
    closure = replace(CLOSED, last_day=date(2026, 11, 30), text="")

    assert told("", "orari", closure=closure).endswith("da venerdì 27 novembre a lunedì 30 novembre.")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("venerdì siete aperti?", "No, venerdì 27 novembre è chiuso: è una chiusura straordinaria. Riapre sabato. La prossima apertura è sabato"),
        ("sabato siete aperti?", "Sì, sabato 28 novembre"),
        ("domani siete aperti?", "No, giovedì 26 novembre è chiuso. La prossima apertura è sabato 28 novembre"),
    ],
)  # fmt: skip
def test_a_yes_or_no_and_the_next_opening_know_it(text: str, verdict: str) -> None:
    assert told(text, "orari").startswith(verdict)


def test_on_the_day_itself_adesso_knows_it() -> None:
    now = datetime(2026, 11, 27, 17, tzinfo=ROME)

    assert told("siete aperti adesso?", "orari", now=now).startswith("No, oggi è chiuso: è una chiusura straordinaria.")


def test_what_the_yes_or_no_has_said_is_not_said_again() -> None:
    assert told("venerdì siete aperti?", "orari").count("chiusura straordinaria") == 1
    assert told("il venerdì siete aperti?", "orari").count("chiusura straordinaria") == 1


def test_one_of_the_whole_municipality_closes_every_desk() -> None:
    assert "chiusura straordinaria" in told("", "orari", closure=replace(CLOSED, service=None))


@pytest.mark.parametrize(
    "closure",
    [
        replace(CLOSED, comune="valle"),
        replace(CLOSED, service="segretariato-sociale"),
        replace(CLOSED, first_day=date(2026, 11, 23), last_day=date(2026, 11, 24)),  # over
        replace(CLOSED, first_day=date(2026, 12, 17), last_day=date(2026, 12, 17)),  # too far ahead to be told unasked
    ],
)
def test_what_does_not_concern_the_desk_now_is_not_told(closure: Closure) -> None:
    assert "chiusura straordinaria" not in told("", "orari", closure=closure)


def test_the_knowledge_base_keeps_closures_over_a_change_of_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.symlink_to(ROOT / "knowledge")
    knowledge = LiveKnowledge(folder)
    knowledge.know_closures((CLOSED,))

    assert knowledge.current().closures == (CLOSED,)
    knowledge.know_closures(())
    assert knowledge.current().closures == ()
