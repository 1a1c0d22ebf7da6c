"""A reply as each channel takes it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import TELEGRAM, WEB, WHATSAPP, Limits
from bot.channels.rendering import Part, render, split
from bot.dialogue.pressing import pressed
from bot.dialogue.turn import Option, Reply

WITHOUT_CONTENTS = replace(WHATSAPP, buttons=0, rows=0)
YES, NO = Option("Sì", "yes"), Option("No", "no")
LONG = Option("Sportello di Assistenza Famigliare (badanti)", "ask:badanti")


def options(count: int, label: str = "Voce") -> tuple[Option, ...]:
    return tuple(Option(f"{label} {number}", f"n:{number}") for number in range(1, count + 1))


def test_few_short_options_are_buttons() -> None:
    assert render(Reply("Va bene?", (YES, NO)), WHATSAPP) == [Part("Va bene?", (YES, NO), "buttons")]


@pytest.mark.parametrize(
    ("limits", "count", "shape"),
    [(WHATSAPP, 3, "buttons"), (WHATSAPP, 4, "list"), (WHATSAPP, 10, "list"), (WHATSAPP, 11, "none"),
     (WITHOUT_CONTENTS, 2, "none"), (TELEGRAM, 10, "buttons"), (WEB, 10, "buttons"), (WEB, 11, "none")],
)  # fmt: skip
def test_more_options_are_a_list_and_then_numbers(limits: Limits, count: int, shape: str) -> None:
    [part] = render(Reply("Quale?", options(count)), limits)

    assert part.shape == shape
    assert bool(part.options) == (shape != "none")


def test_a_label_that_no_button_holds_is_a_number() -> None:
    [part] = render(Reply("Quale?", (YES, LONG)), WHATSAPP, hint="Risponda con il numero.")

    assert part == Part("Quale?\n\n1. Sì\n2. Sportello di Assistenza Famigliare (badanti)\n\nRisponda con il numero.")


def test_the_number_that_is_typed_chooses_what_was_numbered() -> None:
    reply = Reply("Quale?", options(10))
    [part] = render(reply, WITHOUT_CONTENTS)

    assert "10. Voce 10" in part.text
    assert pressed("10", reply.options) == reply.options[9]


def test_a_payload_too_long_for_the_provider_is_a_number() -> None:
    long = Option("Sì", "è" * 101)  # 202 bytes, WhatsApp takes 200

    assert [part.shape for part in render(Reply("Va bene?", (long,)), WHATSAPP)] == ["none"]


def test_a_long_text_is_cut_between_sentences_and_options_go_with_the_last_part() -> None:
    parts = render(Reply("Questa è una frase. " * 100, (YES,)), WHATSAPP)  # 2,000 characters

    assert len(parts) == 2
    assert all(part.text.endswith("frase.") for part in parts)
    assert [part.options for part in parts] == [(), (YES,)]


def test_a_text_over_buttons_may_be_shorter_than_one_alone() -> None:
    sentence = "Questa è una frase. " * 70  # 1,400 characters: one message, but not over buttons

    assert len(render(Reply(sentence), WHATSAPP)) == 1
    assert len(render(Reply(sentence, (YES,)), WHATSAPP)[-1].text) <= WHATSAPP.text_over_options


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("uno due tre", ["uno due", "tre"]),
        ("uno.\ndue tre", ["uno.", "due tre"]),
        ("a. b. c d e", ["a. b.", "c d e"]),
        ("unodueetre", ["unoduee", "tre"]),
        ("sette 7", ["sette 7"]),
        ("", [""]),
    ],
)
def test_a_text_is_cut_where_a_reader_would(text: str, pieces: list[str]) -> None:
    assert split(text, 7) == pieces


@given(st.text(max_size=400), st.integers(5, 50))
def test_nothing_but_white_space_is_lost_by_cutting(text: str, most: int) -> None:
    pieces = split(text, most)

    assert all(len(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
