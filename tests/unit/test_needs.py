"""A situation told without naming a service: what a good clerk of the front desk would offer."""

import pytest

from bot.dialogue.answer import answer
from bot.dialogue.helpful import A_GUESS, CLEAR, CLEARLY_ELSEWHERE, MEANT, OWN, WORTH_NAMING, helpful
from bot.dialogue.understanding import Understanding
from bot.knowledge.base import Municipality
from tests.cast import (
    BORGO,
    FRONT_DESK,
    HOME_CARE,
    MEALS,
    PHRASES,
    asks,
    borgo_with,
    payloads,
    said,
    scoped,
    service,
    then,
    turn,
)


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
    concepts = ["domiciliare-anziani", "ti-ascolto", "ginnastica", "casa-popolare", "pasto-a-domicilio"]

    decision = answer(turn(needs(*((concept, A_GUESS) for concept in concepts))))

    assert len((decision.service, *decision.candidates)) == 4


@pytest.mark.parametrize(("probability", "is_offered"), [(WORTH_NAMING - 0.01, False), (WORTH_NAMING, True)])
def test_an_unlikely_service_is_not_offered(probability: float, is_offered: bool) -> None:
    decision = answer(turn(needs(("pasto-a-domicilio", 0.6), ("ti-ascolto", probability))))

    assert ("ti-ascolto" in decision.candidates) == is_offered


def test_a_need_of_something_that_the_municipality_lacks_is_not_refused_but_met_with_what_there_is() -> None:
    decision = answer(turn(needs(("ti-ascolto", 0.9)), "non dormo più da quando è morta mia sorella", comune="valle"))

    assert said(decision).startswith(f"{PHRASES.need_one}\n• Consultorio: ")
    assert "non c'è" not in said(decision).replace("Un recapito non c'è", "")
    assert (decision.service, decision.candidates) == (None, ("consultorio", "segretariato-sociale"))


def test_after_it_a_question_is_about_what_was_offered() -> None:
    offered = answer(turn(needs(("ti-ascolto", 0.9)), comune="valle"))

    assert answer(then(offered, asks("", "come-accedere"), "e come ci arrivo?")).service == "consultorio"


@pytest.mark.parametrize(
    ("probability", "services"),
    [
        (CLEARLY_ELSEWHERE, ["pasto-a-domicilio", "ginnastica", "casa-popolare"]),
        (CLEARLY_ELSEWHERE - 0.01, ["pasto-a-domicilio", "ginnastica"]),
        (A_GUESS, ["pasto-a-domicilio", "ginnastica"]),
        (A_GUESS - 0.01, ["segretariato-sociale", "pasto-a-domicilio", "ginnastica"]),
        (MEANT, ["segretariato-sociale", "pasto-a-domicilio", "ginnastica"]),
        (MEANT - 0.01, ["segretariato-sociale"]),
    ],
)
def test_the_less_likely_what_is_lacking_the_less_is_named_instead(probability: float, services: list[str]) -> None:
    here = borgo_with(instead={"trasporto": ["pasto-a-domicilio", "ginnastica", "casa-popolare"]})
    needed = turn(needs(("trasporto", probability)))

    assert [service.id for service in helpful(needed, here)] == services


def test_the_front_desk_that_only_stands_for_something_comes_after_what_was_meant_itself() -> None:
    here = borgo_with(instead={"trasporto": ["segretariato-sociale"]})
    needed = turn(needs(("trasporto", 0.6), ("pasto-a-domicilio", OWN)))

    found = helpful(needed, here)

    assert [service.id for service in found] == ["pasto-a-domicilio", "segretariato-sociale"]


@pytest.mark.parametrize(("probability", "others"), [(CLEAR, ("pasto-a-domicilio",)), (CLEAR - 0.01, ())])
def test_only_beside_a_clear_first_service_stands_what_goes_with_it(
    probability: float, others: tuple[str, ...]
) -> None:
    assert answer(turn(needs(("domiciliare-anziani", probability)))).candidates == others


@pytest.mark.parametrize(("probability", "is_named"), [(MEANT, True), (MEANT - 0.01, False)])
def test_what_frightens_beside_others_is_named_only_where_it_is_meant(probability: float, is_named: bool) -> None:
    centre = service("centro-antiviolenza", only_when_meant=True)
    care = HOME_CARE.model_copy(update={"related": ["centro-antiviolenza"]})
    here = Municipality(BORGO.comune, {s.id: s for s in (FRONT_DESK, care, centre)})
    needed = turn(needs(("domiciliare-anziani", 0.7), ("centro-antiviolenza", probability)))

    assert ("centro-antiviolenza" in [s.id for s in helpful(needed, here)]) == is_named


def test_what_is_over_is_never_offered_but_said_to_be_over_where_it_is_clearly_meant() -> None:
    decision = answer(turn(needs(("carta-spesa", 0.9)), "coi soldi del supermercato non ci arrivo"))

    assert said(decision).startswith("La carta è finita.")
    assert "Carta spesa" not in said(decision)
    assert payloads(decision) == [
        "ask:segretariato-sociale:orari",
        "ask:segretariato-sociale:contatti",
        "ask:segretariato-sociale:cos-e",
    ]


def test_a_trouble_for_which_nothing_is_known_goes_to_the_front_desk_with_the_way_there() -> None:
    decision = answer(turn(needs(("ti-ascolto", 0.01)), "è tutto un disastro"))

    assert said(decision).startswith(f"{PHRASES.need_desk_alone}\n• Segretariato sociale")
    assert "02 48694677" in said(decision)


def test_a_wish_for_help_put_as_a_question_is_not_refused_either() -> None:
    wish = scoped(turn(asks("ti-ascolto"), "mi serve qualcuno con cui sfogarmi", comune="valle"))

    assert said(answer(wish)).startswith(PHRASES.need_one)


def test_but_whoever_asks_whether_it_is_there_is_told_that_it_is_not() -> None:
    whether = scoped(turn(asks("ti-ascolto"), "c'è Ti ascolto? mi serve per mia figlia", comune="valle"))

    assert said(answer(whether)).startswith(PHRASES.lacking.format(title="Ti ascolto", name="Valle"))


def test_after_an_offer_a_question_is_about_the_first_service() -> None:
    offered = answer(turn(needs(("domiciliare-anziani", 0.9))))

    assert answer(then(offered, asks("", "come-accedere"), "come si fa?")).service == "sad"


def test_a_need_in_which_nothing_is_recognised_leads_to_the_front_desk() -> None:
    decision = answer(turn(needs(("ti-ascolto", 0.01)), comune="valle"))

    assert (decision.action, decision.service) == ("answer", "segretariato-sociale")


def test_the_front_desk_named_first_is_not_named_once_more_below() -> None:
    decision = answer(turn(needs(("ti-ascolto", 0.29)), "non so dove sbattere la testa"))

    assert said(decision).count(FRONT_DESK.title) == 1
    assert "02 48694677" in said(decision)


def test_beside_the_front_desk_stands_nothing_that_only_goes_with_it() -> None:
    desk = FRONT_DESK.model_copy(update={"related": ["ti-ascolto"]})
    here = Municipality(BORGO.comune, BORGO.services | {desk.id: desk})

    assert helpful(turn(needs(("segretariato", 0.9))), here) == [desk]


def test_of_mere_guesses_only_two_stand_beside_the_front_desk() -> None:
    guesses = turn(
        needs(("ti-ascolto", 0.2), ("ginnastica", 0.19), ("casa-popolare", 0.18), ("pasto-a-domicilio", 0.1))
    )

    assert [service.id for service in helpful(guesses, BORGO)] == ["segretariato-sociale", "ti-ascolto", "ginnastica"]
