"""What a citizen is told when a person is called: what happens, when people answer, and the way back."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.dialogue.handover import (
    ASSISTANT,
    asks_how_long,
    now_answers,
    person_called,
    wants_assistant,
    when_they_answer,
)
from bot.dialogue.people import hand_over
from bot.dialogue.understanding import Understanding
from bot.knowledge.base import Knowledge
from bot.knowledge.closures import Closure
from bot.times import ROME
from tests.cast import BORGO, KNOWLEDGE, PHRASES, asks, service, turn

WEDNESDAY = datetime(2026, 11, 25, 10, 30, tzinfo=ROME)


def with_hours(expression: str | None, *closures: Closure, saint: str | None = None) -> Knowledge:
    """Borgo's operators have these hours."""
    comune = BORGO.comune.model_copy(update={"operator_hours": expression, "patron_saint": saint})
    return replace(KNOWLEDGE, municipalities={"borgo": replace(BORGO, comune=comune)}, closures=closures)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime(2026, 11, 25, 9, 0), "oggi rispondono dalle 9 alle 12 e dalle 14 alle 16"),
        (datetime(2026, 11, 25, 15, 59), "oggi rispondono dalle 14 alle 16"),  # the morning is over
        (datetime(2026, 11, 25, 8, 59), "rispondono oggi dalle 9 alle 12"),
        (datetime(2026, 11, 25, 12, 0), "rispondono oggi dalle 14 alle 16"),
        (datetime(2026, 11, 25, 16, 0), "rispondono giovedì 26 novembre dalle 9 alle 12"),
        (datetime(2026, 11, 27, 18, 0), "rispondono lunedì 30 novembre dalle 9 alle 12"),  # over the weekend
        (datetime(2026, 12, 7, 17, 0), "rispondono mercoledì 9 dicembre dalle 9 alle 12"),  # over the Immacolata
    ],
)
def test_when_people_answer_is_computed_from_their_hours(now: datetime, words: str) -> None:
    known = with_hours("Mo-Fr 09:00-12:00,14:00-16:00")

    assert words in person_called(known, "borgo", now.replace(tzinfo=ROME)).text


def test_the_patron_saints_day_is_no_day_to_answer() -> None:
    known = with_hours("Mo-Fr 09:00-12:00", saint="11-26")

    assert "venerdì 27 novembre dalle 9" in person_called(known, "borgo", WEDNESDAY.replace(hour=13)).text


def test_a_closure_of_the_whole_municipality_is_the_operators_too_one_of_a_desk_is_not() -> None:
    all_day = Closure("borgo", date(2026, 11, 25), date(2026, 11, 27))
    desk, elsewhere = replace(all_day, service="ti-ascolto"), replace(all_day, comune="valle")

    assert "lunedì 30 novembre" in person_called(with_hours("Mo-Fr 09:00-12:00", all_day), "borgo", WEDNESDAY).text
    assert "oggi rispondono" in person_called(with_hours("Mo-Fr 09:00-12:00", desk, elsewhere), "borgo", WEDNESDAY).text


@pytest.mark.parametrize(
    ("text", "asks_it"),
    [
        ("quanto aspetto?", True),
        ("quanto tempo devo aspettare", True),
        ("ma quando mi rispondono?", True),
        ("c'è qualcuno?", True),
        ("quanto c'è da aspettare?", True),
        ("tra quanto?", True),
        ("quanto costa il pasto?", False),
        ("quando è la visita?", False),
        ("mia mamma aspetta da due ore in ospedale", False),
        ("quando mi chiama lo ricordi che mio figlio torna da scuola alle due", False),
    ],
)
def test_whoever_waits_may_ask_how_long(text: str, asks_it: bool) -> None:
    assert asks_how_long(text) is asks_it


@pytest.mark.parametrize("comune", ["borgo", None])
def test_where_hours_are_not_known_none_are_invented(comune: str | None) -> None:
    assert person_called(with_hours(None), comune, WEDNESDAY).text == (
        f"{PHRASES.person_called} {PHRASES.operators_unknown}"
    )


def test_where_hours_are_not_known_the_contact_is_given_unless_it_was_just_given() -> None:
    assert "02 48694677" in person_called(with_hours(None), "borgo", WEDNESDAY, with_contact=True).text
    assert "02 48694677" not in person_called(with_hours(None), "borgo", WEDNESDAY).text
    assert (
        "02 48694677" not in person_called(with_hours("Mo-Fr 09:00-12:00"), "borgo", WEDNESDAY, with_contact=True).text
    )


def test_who_is_in_danger_is_not_told_to_wait_for_anybody() -> None:
    said = person_called(with_hours("Mo-Fr 09:00-12:00"), "borgo", WEDNESDAY, in_danger=True).text

    assert said.startswith(PHRASES.person_called_crisis)
    assert "non aspetti" in said


def test_the_way_back_is_always_offered_and_fits_on_a_button_of_whatsapp() -> None:
    (option,) = when_they_answer(with_hours(None), "borgo", WEDNESDAY).options

    assert (option.label, option.payload) == ("Torna all'assistente", ASSISTANT)
    assert len(option.label) <= 20


@pytest.mark.parametrize(
    "text",
    [
        "Torna all'assistente",
        "va bene, torna all assistente",
        "TORNI ALL’ASSISTENTE",
        "continua tu",
        "non aspetto più grazie",
    ],
)
def test_the_way_back_works_by_words(text: str) -> None:
    assert wants_assistant(text, PHRASES)


@pytest.mark.parametrize(
    "text",
    [
        "quando torna l'assistente sociale?",
        "vorrei un assistente",
        "grazie",
        "ho già provato con l'assistente automatico e non ha capito niente della mia domanda, mi chiami qualcuno",
    ],
)
def test_other_words_are_for_the_person(text: str) -> None:
    assert not wants_assistant(text, PHRASES)


@pytest.mark.parametrize(
    ("comune", "said"),
    [
        ("borgo", "Ora le risponde Anna, del Comune di Borgo."),
        (None, "Ora le risponde Anna, dei servizi sociali del suo Comune."),
    ],
)
def test_the_citizen_is_told_whom_they_talk_to(comune: str | None, said: str) -> None:
    assert now_answers(KNOWLEDGE, comune, "Anna").text == said


@pytest.mark.parametrize(("act", "why"), [("person", "asked"), ("complaint", "complaint")])
def test_why_a_person_is_called_is_told_to_the_operators(act: str, why: str) -> None:
    assert hand_over(turn(Understanding(act))).calls == why


def test_an_entry_may_say_that_a_person_is_to_be_called_once_and_not_with_every_follow_up() -> None:
    from bot.dialogue.answer import about_service

    grave = service("casa", calls_person=True, texts={"cos-e": "Un letto per stanotte."})

    first = about_service(turn(asks("casa")), BORGO, grave, ())
    again = about_service(turn(asks("casa"), concept="casa"), BORGO, grave, ("costi",))

    assert (first.action, first.calls, again.calls) == ("answer", "entry", None)
