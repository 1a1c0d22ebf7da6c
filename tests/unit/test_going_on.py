"""A talk that goes on: a name alone takes up the question before, the topic and the municipality weigh in, a story may end in a question."""

import pytest

from bot.dialogue.answer import NAME_ALONE_MAX, NAMED_MIN, NEED_ASKS_MIN, NEED_NAMES_MIN, answer
from bot.dialogue.turn import ELSEWHERE, IN_TALK
from bot.dialogue.understanding import Understanding
from bot.knowledge.schema import Aspect
from tests.cast import PHRASES, VALLE, asks, said, then, turn


def test_a_name_alone_that_begins_with_e_is_asked_the_same() -> None:
    first = answer(turn(asks("ti-ascolto", "costi"), "quanto costa Ti ascolto?"))

    second = answer(then(first, asks("pasto-a-domicilio"), "e il pasto a domicilio?"))

    assert (second.service, second.aspects) == ("pasto-a-domicilio", ("costi",))


def test_a_name_alone_without_it_is_a_new_question() -> None:
    first = answer(turn(asks("ti-ascolto", "costi")))

    assert answer(then(first, asks("pasto-a-domicilio"), "pasto a domicilio")).aspects == ()


@pytest.mark.parametrize(
    ("probability", "asked"), [(NAME_ALONE_MAX - 0.01, "costi"), (NAME_ALONE_MAX, "come-accedere")]
)
def test_a_name_with_a_question_of_its_own_is_asked_that(probability: float, asked: str) -> None:
    first = answer(turn(asks("ti-ascolto", "costi")))
    own = Understanding("ask", 0.9, (("pasto-a-domicilio", 0.9),), {"come-accedere": probability})

    assert answer(then(first, own, "e il pasto?")).aspects == (asked,)


def test_the_service_named_when_asked_which_is_answered_about_what_was_asked() -> None:
    asked = answer(turn(asks("", "costi"), "quanto costa?"))
    assert said(asked) == PHRASES.which_service_bare

    chosen = answer(then(asked, asks("ti-ascolto"), "lo sportello psicologico"))

    assert said(chosen) == "Il primo colloquio è gratuito."


def test_once_that_is_answered_the_next_name_is_a_new_question() -> None:
    asked = answer(turn(asks("", "costi"), "quanto costa?"))
    chosen = answer(then(asked, asks("ti-ascolto"), "lo sportello psicologico"))

    assert answer(then(chosen, asks("pasto-a-domicilio"), "pasto a domicilio")).aspects == ()


def test_where_little_but_another_place_is_said_the_question_before_is_meant_though_its_name_sounds_like_a_service() -> (
    None
):
    first = answer(turn(asks("segretariato", "cos-e"), "cos'è il segretariato?"))
    half_a_service = Understanding("ask", 0.9, (("consultorio", NAMED_MIN - 0.01), ("", 0.1)), {"cos-e": 1.0})
    there = then(first, half_a_service, "a Valle invece come funziona?", named="valle").about(comune="valle")

    assert answer(there).service == "segretariato-sociale"


@pytest.mark.parametrize(
    ("named", "asked", "is_a_question"),
    [
        (NEED_NAMES_MIN, NEED_ASKS_MIN, True),
        (NEED_NAMES_MIN - 0.01, NEED_ASKS_MIN, False),
        (NEED_NAMES_MIN, NEED_ASKS_MIN - 0.01, False),
    ],
)
def test_a_story_that_ends_in_a_question_about_one_service_is_a_question(
    named: float, asked: float, is_a_question: bool
) -> None:
    story = Understanding("need", 0.9, (("ti-ascolto", named), ("", 1 - named)), {"costi": asked})

    assert ("• " not in said(answer(turn(story)))) == is_a_question


def test_what_the_municipality_has_weighs_more_than_what_it_lacks() -> None:
    likely = Understanding("ask", 0.9, (("ti-ascolto", 0.5), ("consultorio", 0.4)))

    (first, first_p), (second, second_p) = turn(likely, comune="valle").named_in(VALLE)

    assert (first, second) == ("consultorio", "ti-ascolto")
    assert second_p / first_p == pytest.approx(0.5 * ELSEWHERE / 0.4)
    assert first_p + second_p == pytest.approx(0.5 + 0.4)


def test_what_the_talk_is_about_weighs_more_than_the_rest() -> None:
    likely = Understanding("ask", 0.9, (("segretariato", 0.5), ("consultorio", 0.2)))

    named = dict(turn(likely, comune="valle", concept="consultorio").named_in(VALLE))

    assert named["consultorio"] / named["segretariato"] == pytest.approx(0.2 * IN_TALK / 0.5)


def test_a_concept_that_the_municipality_lacks_gains_nothing_from_the_talk() -> None:
    likely = Understanding("ask", 0.9, (("ti-ascolto", 0.5), ("consultorio", 0.4)))

    about_it = turn(likely, comune="valle", concept="ti-ascolto").named_in(VALLE)

    assert about_it == turn(likely, comune="valle").named_in(VALLE)


@pytest.mark.parametrize("aspect", ["orari", "dove", "contatti"])
def test_once_a_service_was_said_to_be_lacking_a_question_that_names_nothing_is_about_the_front_desk(
    aspect: Aspect,
) -> None:
    lacked = answer(turn(asks("ti-ascolto", "costi"), comune="valle"))

    second = answer(then(lacked, asks("", aspect), "che orari avete?"))

    assert (second.action, second.service) == ("answer", "segretariato-sociale")


def test_or_about_the_first_of_what_there_is_instead_that_can_tell() -> None:
    lacked = answer(turn(asks("ti-ascolto"), comune="valle"))

    second = answer(then(lacked, asks("", "cos-e"), "e che cosa sarebbe?"))

    assert (second.service, said(second)) == ("consultorio", "Ascolta le famiglie.")


def test_but_another_place_that_is_named_is_asked_about_the_same_service() -> None:
    lacked = answer(turn(asks("ti-ascolto", "costi"), comune="valle"))

    there = then(lacked, asks("", "costi"), "e a Borgo quanto costa?", named="borgo").about(comune="borgo")

    assert answer(there).service == "ti-ascolto"


def test_a_place_that_lacks_it_too_says_so() -> None:
    asked = answer(turn(asks("ti-ascolto", "costi")))

    there = then(asked, asks("", "costi"), "e a Valle quanto costa?", named="valle").about(comune="valle")

    assert said(answer(there)).startswith(PHRASES.lacking.format(title="Ti ascolto", name="Valle"))
