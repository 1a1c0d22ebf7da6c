"""Which option a typed text means, and what an option leads to when it is pressed."""

import pytest

from bot.dialogue.pressing import press, pressed
from bot.dialogue.turn import Option
from bot.dialogue.understanding import Understanding
from tests.cast import PHRASES, payloads, said, turn

SERVICES = [
    Option("Ti ascolto", "ask:ti-ascolto"),
    Option("Assistenza domiciliare anziani", "ask:sad"),
    Option("Assistenza educativa", "ask:educativa"),
]
PRESSED = Understanding("press")


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("1", "ask:ti-ascolto"),
        ("2", "ask:sad"),
        ("la 2", "ask:sad"),
        ("2?", "ask:sad"),
        ("opzione 3", "ask:educativa"),
        ("voglio la 3!", "ask:educativa"),
        ("il primo", "ask:ti-ascolto"),
        ("la seconda", "ask:sad"),
        ("scelgo la terza", "ask:educativa"),
    ],
)
def test_an_option_is_pressed_by_its_number(text: str, payload: str) -> None:
    option = pressed(text, SERVICES)

    assert option is not None
    assert option.payload == payload


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("Ti ascolto", "ask:ti-ascolto"),
        ("TI ASCOLTO!", "ask:ti-ascolto"),
        ("ti", "ask:ti-ascolto"),  # its beginning
        ("ascolto", "ask:ti-ascolto"),  # a long word of it
        ("anziani?", "ask:sad"),
        ("assistenza educativa", "ask:educativa"),
    ],
)
def test_an_option_is_pressed_by_its_words(text: str, payload: str) -> None:
    option = pressed(text, SERVICES)

    assert option is not None
    assert option.payload == payload


@pytest.mark.parametrize(
    "text",
    [
        "2 figli",
        "ho 2 figli",
        "10",
        "0",
        "4",  # there are three
        "la quinta",
        "assistenza",  # two options begin with it
        "il primo colloquio è gratis?",
        "dalle 2 alle 3",
        "si",
        "grazie",
        "",
        "?",
    ],
)
def test_other_texts_press_nothing(text: str) -> None:
    assert pressed(text, SERVICES) is None


@pytest.mark.parametrize("text", ["la prima", "la seconda", "il terzo", "scelgo la seconda"])
def test_a_place_in_the_row_presses_nothing_that_ends_or_changes(text: str) -> None:
    controls = [
        Option("Cambio orario", "booking:more"),
        Option("Annulla", "booking:stop"),
        Option("Disdico", f"appointment:cancel:{'0' * 32}"),
    ]

    assert pressed(text, controls) is None


def test_a_number_that_was_shown_and_the_words_press_what_ends() -> None:
    controls = [Option("Cambio orario", "booking:more"), Option("Annulla", "booking:stop")]

    assert pressed("2", controls) == controls[1]
    assert pressed("annulla", controls) == controls[1]


def test_a_place_in_the_row_presses_a_slot() -> None:
    options = [Option("ven 27 nov ore 16", "appointment:slot:ti-ascolto:x"), Option("Altri orari", "booking:more")]

    assert pressed("il primo", options) == options[0]
    assert pressed("il secondo", options) is None


def test_nothing_is_pressed_where_no_options_were_shown() -> None:
    assert pressed("1", []) is None


def test_a_service_pressed_is_answered_about_the_aspects_that_were_asked() -> None:
    decision = press(turn(PRESSED, "ask:ti-ascolto:costi,dove"))

    assert (decision.action, decision.service) == ("answer", "ti-ascolto")
    assert set(decision.aspects) == {"costi", "dove"}


def test_a_service_pressed_without_aspects_gives_its_overview() -> None:
    decision = press(turn(PRESSED, "ask:ti-ascolto"))

    assert decision.aspects == ()
    assert "Uno sportello psicologico." in said(decision)


def test_the_person_option_calls_a_person() -> None:
    assert press(turn(PRESSED, "person")).action == "handover"


@pytest.mark.parametrize("payload", ["ask:chiuso-da-anni", "comune:atlantide", "boh", "", ":", "ask"])
def test_an_option_that_means_nothing_any_more_is_told_kindly(payload: str) -> None:
    decision = press(turn(PRESSED, payload, concept="ti-ascolto"))

    assert (decision.action, said(decision)) == ("fallback", PHRASES.stale_option)
    assert decision.context.concept == "ti-ascolto"


def test_an_option_of_another_municipality_is_stale() -> None:
    assert press(turn(PRESSED, "ask:ti-ascolto", comune="valle")).action == "fallback"


def test_a_service_pressed_before_the_municipality_is_known_asks_for_it() -> None:
    decision = press(turn(PRESSED, "ask:ti-ascolto", comune=None))

    assert decision.action == "choose"
    assert payloads(decision) == ["comune:borgo", "comune:valle"]
