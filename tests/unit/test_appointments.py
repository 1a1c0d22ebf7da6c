"""Booking, moving and cancelling an appointment: who takes it and how."""

import pytest

from bot.dialogue.answer import answer
from bot.dialogue.appointments import OTHER_MIN, appointment
from tests.cast import PHRASES, asks, said, then, turn


@pytest.mark.parametrize(
    ("act", "phrase"),
    [("book", PHRASES.booking_by_phone), ("move", PHRASES.moving_by_phone), ("cancel", PHRASES.cancelling_by_phone)],
)
def test_at_the_psychologists_desk_it_says_where_and_when(act: str, phrase: str) -> None:
    decision = appointment(turn(asks("ti-ascolto", act=act)))

    assert (decision.action, decision.service) == ("booking", "ti-ascolto")
    assert said(decision).startswith(phrase.format(title="Ti ascolto"))
    assert "378 3059453" in said(decision)
    assert "Su appuntamento: mercoledì e venerdì dalle 16 alle 20" in said(decision)


def test_an_appointment_with_nobody_in_particular_is_with_the_psychologist() -> None:
    assert appointment(turn(asks("", act="book"), "vorrei prenotare")).service == "ti-ascolto"


@pytest.mark.parametrize(
    ("probability", "service"), [(OTHER_MIN, "segretariato-sociale"), (OTHER_MIN - 0.01, "ti-ascolto")]
)
def test_another_desk_must_be_named_clearly(probability: float, service: str) -> None:
    assert appointment(turn(asks("segretariato", act="book", sure=probability))).service == service


def test_with_another_desk_it_says_how_to_get_an_appointment_there() -> None:
    decision = appointment(turn(asks("domiciliare-anziani", act="book")))

    assert (decision.service, decision.aspects) == ("sad", ("come-accedere",))
    assert said(decision).startswith("Si chiede all'assistente sociale.")
    assert decision.action == "booking"


def test_whoever_asks_if_one_may_come_without_wants_no_appointment() -> None:
    decision = appointment(turn(asks("domiciliare-anziani", act="book"), "posso passare senza prendere appuntamento?"))

    assert (decision.action, decision.service) == ("answer", "sad")


@pytest.mark.parametrize(
    ("act", "phrase"), [("move", PHRASES.moving_by_phone), ("cancel", PHRASES.cancelling_by_phone)]
)
def test_an_appointment_with_another_desk_is_moved_and_cancelled_there(act: str, phrase: str) -> None:
    decision = appointment(turn(asks("segretariato", act=act)))

    assert (decision.action, decision.service) == ("booking", "segretariato-sociale")
    assert said(decision).startswith(phrase.format(title="Segretariato sociale"))


def test_an_appointment_goes_with_what_the_talk_was_about() -> None:
    asked = answer(turn(asks("domiciliare-anziani", "costi")))

    assert appointment(then(asked, asks("", act="book"), "allora prenoto")).service == "sad"


def test_where_there_is_no_psychologist_it_says_so_and_what_there_is() -> None:
    decision = appointment(turn(asks("ti-ascolto", act="book"), comune="valle"))

    assert (decision.action, decision.service) == ("answer", None)
    assert decision.candidates == ("consultorio", "segretariato-sociale")


def test_a_question_after_booking_is_about_the_same_desk() -> None:
    booked = appointment(turn(asks("ti-ascolto", act="book")))

    assert answer(then(booked, asks("", "costi"), "e quanto costa?")).service == "ti-ascolto"


def test_before_the_municipality_is_known_it_is_asked() -> None:
    decision = appointment(turn(asks("ti-ascolto", act="book"), comune=None))

    assert (decision.action, decision.candidates) == ("choose", ("borgo", "valle"))
