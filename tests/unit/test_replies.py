"""Replies fit a phone screen, and WhatsApp's three buttons."""

import pytest

from bot.dialogue.replies import SCREEN, aspect_options, replies, service_options
from bot.dialogue.turn import Option
from bot.knowledge.schema import Aspect
from tests.cast import LISTENING, MEALS, PHRASES


@pytest.mark.parametrize(
    ("lengths", "sent"),
    [
        ([100, 498], [600]),  # 100 + 2 for the empty line + 498: just fits
        ([100, 499], [100, 499]),  # 601
        ([700], [700]),  # a paragraph is never cut
        ([700, 10], [700, 10]),
        ([10, 10, 10], [34]),  # 3 × 10 + 2 × 2
        ([], []),
    ],
)
def test_paragraphs_share_a_reply_as_long_as_they_fit_a_screen(lengths: list[int], sent: list[int]) -> None:
    assert SCREEN == 600
    assert [len(reply.text) for reply in replies("x" * length for length in lengths)] == sent


def test_the_options_stand_under_the_last_reply() -> None:
    option = Option("Quanto costa", "ask:ti-ascolto:costi")

    first, last = replies(["x" * 500, "y" * 500], [option])

    assert (first.options, last.options) == ((), (option,))


def test_after_an_overview_the_most_wanted_of_what_is_known_is_offered() -> None:
    options = aspect_options(LISTENING, (), PHRASES)

    assert [option.payload for option in options] == [
        "ask:ti-ascolto:come-accedere",
        "ask:ti-ascolto:orari",
        "ask:ti-ascolto:costi",
    ]


@pytest.mark.parametrize("told", [("costi",), ("orari", "come-accedere"), ("cos-e", "contatti", "dove")])
def test_what_has_been_told_is_not_offered_again(told: tuple[Aspect, ...]) -> None:
    offered = {option.payload.rpartition(":")[2] for option in aspect_options(LISTENING, told, PHRASES)}

    assert len(offered) == 3
    assert not offered.intersection(told)


def test_an_entry_that_has_nothing_more_to_say_offers_nothing() -> None:
    assert aspect_options(MEALS, (), PHRASES) == []


def test_a_choice_among_services_carries_the_question() -> None:
    with_question = service_options([LISTENING], ["costi", "orari"])
    without = service_options([LISTENING])

    assert with_question == [Option("Ti ascolto", "ask:ti-ascolto:costi,orari")]
    assert without == [Option("Ti ascolto", "ask:ti-ascolto")]


def test_the_label_of_an_aspect_fits_a_whatsapp_button() -> None:
    assert max(len(words.option) for words in PHRASES.aspects.values()) <= 20
