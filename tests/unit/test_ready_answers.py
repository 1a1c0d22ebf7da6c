"""The ready answers that are shipped, and what is filled into them."""

from bot.handover.ready_answers import SHIPPED, ShippedSet, filled_in, unknown_fields
from bot.knowledge.files import read


def test_every_shipped_answer_names_only_fields_that_are_filled_in() -> None:
    answers = read(SHIPPED, ShippedSet).answers

    assert len(answers) >= 10
    assert [key for key, answer in answers.items() if unknown_fields(answer.body)] == []


def test_what_is_known_is_filled_in_and_the_rest_stays_for_the_operator_to_see() -> None:
    assert (
        filled_in("Sono {nome}: {servizio} {orari}", {"nome": "Anna", "orari": ""}) == "Sono Anna: {servizio} {orari}"
    )


def test_a_brace_that_somebody_typed_is_no_field_and_does_no_harm() -> None:
    assert filled_in("{ {nome!r} {0} }", {"nome": "Anna"}) == "{ {nome!r} {0} }"
    assert unknown_fields("{via} {nome}") == ["via"]
