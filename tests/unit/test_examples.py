"""The examples made from the written ones: same labels, two questions in one, the same for the same data."""

from dataclasses import replace

import pytest

from nlu.components.examples import MADE, Example, made_from

NAME = Example("assistenza domiciliare anziani", "ask", "domiciliare-anziani")
COSTS = Example("quanto costa lo psicologo", "ask", "ti-ascolto", aspects=frozenset({"costi"}))
BARE = Example("quali sono gli orari", "ask", aspects=frozenset({"orari"}))
TWO_SIDES = Example("dove e quando", "ask", aspects=frozenset({"dove", "orari"}))
STORY = Example("mi sento molto sola", "need", "ti-ascolto")
OTHER_STORY = Example("mio padre è invalido", "need", "misura-b2")
GREETING = Example("buongiorno signora", "greet")
CANCELLED = Example("devo disdire domani", "cancel")
WRITTEN = [NAME, COSTS, BARE, TWO_SIDES, STORY, OTHER_STORY, GREETING, CANCELLED]


def joined(text: str) -> list[Example]:
    """The examples that hold this text and another, but for a greeting."""
    return [e for e in made_from(WRITTEN) if text in e.text and e.text != text and GREETING.text not in e.text]


def test_the_same_data_give_the_same_examples() -> None:
    assert made_from(WRITTEN) == made_from(list(WRITTEN))


def test_a_copy_with_typos_keeps_its_labels() -> None:
    copy = next(e for e in made_from(WRITTEN) if e.act == "greet")

    assert copy.text != GREETING.text
    assert (copy.concept, copy.aspects) == ("", frozenset())


def test_the_written_examples_themselves_are_not_among_the_made_ones() -> None:
    assert not {e.text for e in made_from(WRITTEN)} & {e.text for e in WRITTEN}


def test_a_name_and_a_bare_question_are_a_question_about_the_name() -> None:
    made = next(e for e in made_from(WRITTEN) if e.text == f"{NAME.text} {BARE.text}")

    assert (made.act, made.concept, made.aspects) == ("ask", "domiciliare-anziani", frozenset({"orari"}))


def test_a_name_and_a_bare_question_on_two_sides_ask_for_both() -> None:
    made = next(e for e in made_from(WRITTEN) if e.text == f"{NAME.text} {TWO_SIDES.text}")

    assert (made.concept, made.aspects) == ("domiciliare-anziani", frozenset({"dove", "orari"}))


def test_two_questions_in_one_message_ask_for_both() -> None:
    made = next(e for e in made_from(WRITTEN) if e.text == f"{COSTS.text} {BARE.text}")

    assert (made.concept, made.aspects) == ("ti-ascolto", frozenset({"costi", "orari"}))


def test_a_question_within_a_story_is_a_question_and_the_story_is_about_the_same() -> None:
    made = joined(STORY.text)

    assert {(e.act, e.concept, e.text) for e in made} == {("ask", "ti-ascolto", f"{STORY.text} {COSTS.text}")}
    assert joined(OTHER_STORY.text) == []


def test_an_appointment_may_name_its_service_before_or_after() -> None:
    made = {e.text: e for e in joined(CANCELLED.text)}

    assert set(made) == {f"{NAME.text} {CANCELLED.text}", f"{CANCELLED.text} {NAME.text}"}
    assert {(e.act, e.concept) for e in made.values()} == {("cancel", "domiciliare-anziani")}


def test_after_a_courtesy_what_is_meant_counts_alone() -> None:
    made = {e.text: e for e in made_from(WRITTEN) if e.text.startswith(f"{GREETING.text} ")}

    assert {e.act for e in made.values()} == {"ask", "need", "cancel"}
    assert made[f"{GREETING.text} {STORY.text}"] == replace(STORY, text=f"{GREETING.text} {STORY.text}")
    assert not any(text.count(GREETING.text) > 1 for text in made)


def test_without_a_courtesy_no_message_is_opened_by_one() -> None:
    typos = len(WRITTEN)

    assert len(made_from([e for e in WRITTEN if e is not GREETING])) <= 5 * MADE + typos


def test_of_each_kind_as_many_are_made() -> None:
    typos = len(WRITTEN)

    assert 8 * MADE <= len(made_from(WRITTEN)) <= 8 * MADE + typos


@pytest.mark.parametrize("lacking", [NAME, COSTS, TWO_SIDES, CANCELLED])
def test_without_every_kind_nothing_is_joined(lacking: Example) -> None:
    written = [example for example in WRITTEN if example is not lacking]

    assert len(made_from(written)) <= len(written) + 3 * MADE
