"""A situation told without naming a service: what a good clerk of the front desk would offer."""

import pytest

from bot.dialogue.answer import answer
from bot.dialogue.needs import WORTH_NAMING
from bot.dialogue.understanding import Understanding
from tests.cast import HOME_CARE, MEALS, PHRASES, asks, payloads, said, then, turn


def needs(*concepts: tuple[str, float]) -> Understanding:
    return Understanding("need", 0.9, concepts)


def test_a_need_offers_services_best_first_and_the_way_to_the_front_desk() -> None:
    decision = answer(turn(needs(("domiciliare-anziani", 0.6), ("ti-ascolto", 0.2)), "mia madre è caduta"))

    assert (decision.action, decision.service) == ("answer", "sad")
    assert decision.candidates == ("ti-ascolto", "pasto-a-domicilio")
    assert said(decision).startswith(f"{PHRASES.need_many}\n• {HOME_CARE.title}: {HOME_CARE.short}")
    assert "Segretariato sociale" in said(decision)
    assert "02 48694677" in said(decision)


def test_each_service_offered_can_be_pressed() -> None:
    decision = answer(turn(needs(("domiciliare-anziani", 0.9))))

    assert payloads(decision) == ["ask:sad", "ask:pasto-a-domicilio"]


def test_a_single_service_is_offered_as_one() -> None:
    decision = answer(turn(needs(("pasto-a-domicilio", 0.9))))

    assert said(decision).startswith(f"{PHRASES.need_one}\n• {MEALS.title}")


def test_more_than_four_are_a_list_and_not_an_offer() -> None:
    concepts = ["domiciliare-anziani", "ti-ascolto", "ginnastica", "casa-popolare", "carta-spesa"]

    decision = answer(turn(needs(*((concept, 0.2) for concept in concepts))))

    assert len((decision.service, *decision.candidates)) == 4


@pytest.mark.parametrize(("probability", "is_offered"), [(WORTH_NAMING - 0.01, False), (WORTH_NAMING, True)])
def test_an_unlikely_service_is_not_offered(probability: float, is_offered: bool) -> None:
    decision = answer(turn(needs(("pasto-a-domicilio", 0.6), ("ti-ascolto", probability))))

    assert ("ti-ascolto" in decision.candidates) == is_offered


@pytest.mark.parametrize(
    ("probability", "service"),
    [
        (0.9, None),  # clearly something that Valle lacks: 0.9 x 0.3 = 0.27 against 0.05, so say so
        (0.1, "consultorio"),  # perhaps: 0.1 x 0.3 = 0.03 against 0.05, so the next best that Valle has
    ],
)
def test_a_need_of_something_that_the_municipality_lacks(probability: float, service: str | None) -> None:
    decision = answer(turn(needs(("ti-ascolto", probability), ("consultorio", 0.05)), comune="valle"))

    assert decision.service == service


def test_where_nothing_likely_is_there_the_front_desk_is_offered() -> None:
    assert answer(turn(needs(("ti-ascolto", 0.4)), comune="valle")).service == "segretariato-sociale"


def test_after_an_offer_a_question_is_about_the_first_service() -> None:
    offered = answer(turn(needs(("domiciliare-anziani", 0.9))))

    assert answer(then(offered, asks("", "come-accedere"), "come si fa?")).service == "sad"


def test_a_need_in_which_nothing_is_recognised_leads_to_the_front_desk() -> None:
    decision = answer(turn(needs(("ti-ascolto", 0.01)), comune="valle"))

    assert (decision.action, decision.service) == ("answer", "segretariato-sociale")
