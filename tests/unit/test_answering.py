"""A question about a service: named, understood from the talk before, doubtful, or not understood at all."""

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import DOUBT_MIN, NAMED_MIN, answer
from bot.dialogue.choosing import POSSIBLE_MIN, ask_to_rephrase
from bot.dialogue.turn import Decision
from bot.dialogue.understanding import Understanding
from bot.knowledge.schema import Aspect
from tests.cast import PHRASES, asks, payloads, said, then, turn

NONSENSE = Understanding("ask", 0.3, (("ti-ascolto", 0.1), ("", 0.1)))


def test_a_service_that_is_named_is_answered_with_its_source() -> None:
    decision = answer(turn(asks("ti-ascolto", "costi")))

    assert (decision.action, decision.service, decision.aspects) == ("answer", "ti-ascolto", ("costi",))
    assert said(decision) == "Il primo colloquio è gratuito."
    assert decision.sources == ("carta.txt",)


def test_a_follow_up_stays_with_the_service() -> None:
    first = answer(turn(asks("ti-ascolto", "costi")))

    second = answer(then(first, asks("", "orari"), "e quando?"))

    assert (second.service, second.aspects) == ("ti-ascolto", ("orari",))


def test_another_service_named_changes_the_subject() -> None:
    first = answer(turn(asks("ti-ascolto", "costi")))

    second = answer(then(first, asks("pasto-a-domicilio")))
    third = answer(then(second, asks("", "costi")))

    assert (second.service, third.service) == ("pasto-a-domicilio", "pasto-a-domicilio")


def test_what_is_less_likely_than_nothing_at_all_does_not_change_the_subject() -> None:
    first = answer(turn(asks("ti-ascolto", "costi")))
    faint = Understanding("ask", 0.9, (("", NAMED_MIN + 0.05), ("pasto-a-domicilio", NAMED_MIN)))

    assert answer(then(first, faint, "e poi?")).service == "ti-ascolto"


@pytest.mark.parametrize("aspect", ["orari", "dove", "contatti"])
def test_asked_of_nothing_in_particular_hours_place_and_contacts_are_the_front_desks(aspect: Aspect) -> None:
    assert answer(turn(asks("", aspect))).service == "segretariato-sociale"


def test_a_bare_question_about_anything_else_asks_of_which_service() -> None:
    decision = answer(turn(asks("", "costi"), "quanto costa?"))

    assert (decision.action, said(decision)) == ("choose", PHRASES.which_service_bare)
    assert payloads(decision) == ["ask:segretariato-sociale:costi"]


def test_in_doubt_the_likely_services_are_offered_best_first_with_the_front_desk() -> None:
    likely = [("pasto-a-domicilio", NAMED_MIN - 0.01), ("domiciliare-anziani", POSSIBLE_MIN)]
    doubt = Understanding("ask", 0.6, (*likely, ("ginnastica", POSSIBLE_MIN - 0.01)))

    decision = answer(turn(doubt))

    assert (decision.action, said(decision)) == ("choose", PHRASES.which_service)
    assert decision.candidates == ("pasto-a-domicilio", "sad", "segretariato-sociale")


@pytest.mark.parametrize(
    ("probability", "action"),
    [
        (NAMED_MIN, "answer"),
        (NAMED_MIN - 0.01, "choose"),
        (DOUBT_MIN, "choose"),
        (DOUBT_MIN - 0.01, "fallback"),
    ],
)
def test_how_sure_is_sure_enough(probability: float, action: str) -> None:
    understanding = Understanding("ask", 0.9, (("ti-ascolto", probability), ("", 0.1)))

    assert answer(turn(understanding)).action == action


def test_nonsense_is_asked_for_other_words_and_a_person_is_within_reach() -> None:
    decision = answer(turn(NONSENSE))

    assert (decision.action, said(decision)) == ("fallback", PHRASES.rephrase)
    assert payloads(decision) == ["person"]


def test_nonsense_a_second_time_in_a_row_calls_a_person_and_then_patience_begins_anew() -> None:
    first = answer(turn(NONSENSE))

    second = answer(then(first, NONSENSE))

    assert (second.action, second.calls) == ("handover", "misunderstood")
    assert said(second).startswith(PHRASES.misunderstood_person)
    assert "02 48694677" in said(second)
    assert answer(then(second, NONSENSE)).action == "fallback"


def test_patience_begins_anew_once_something_was_understood() -> None:
    first = ask_to_rephrase(turn(NONSENSE))
    second = answer(then(first, asks("ti-ascolto")))

    assert said(answer(turn(NONSENSE, misunderstood=second.context.misunderstood))) == PHRASES.rephrase


def test_a_service_that_the_municipality_lacks_is_said_to_be_lacking_with_what_there_is_instead() -> None:
    decision = answer(turn(asks("ti-ascolto", "costi"), comune="valle"))

    assert (decision.action, decision.service) == ("answer", None)
    assert said(decision).startswith(PHRASES.lacking.format(title="Ti ascolto", name="Valle"))
    assert decision.candidates == ("consultorio", "segretariato-sociale")
    assert payloads(decision) == ["ask:consultorio", "ask:segretariato-sociale"]


def test_where_nothing_is_named_instead_there_is_the_front_desk() -> None:
    assert answer(turn(asks("pasto-a-domicilio"), comune="valle")).candidates == ("segretariato-sociale",)


def test_outside_a_pending_question_a_town_in_the_text_changes_nothing_in_the_way_of_answering() -> None:
    decision: Decision = decide(turn(asks("ti-ascolto"), "e a Valle?", comune="valle", named="valle"), answer)

    assert decision.service is None
    assert decision.context.comune == "valle"


@pytest.mark.parametrize(
    ("text", "is_price"),
    [
        ("ci sono dei soldi per chi è incinta?", False),
        ("mi date dei soldi per mangiare?", False),
        ("si può avere un contributo?", False),
        ("mi spetta qualche aiuto economico?", False),
        ("quanti soldi danno?", True),
        ("ci sono dei contributi da pagare?", True),
        ("ci sono costi?", True),
        ("c'è un contributo della famiglia?", True),
        ("servono soldi?", True),
    ],
)
def test_whoever_asks_for_money_does_not_ask_the_price(text: str, is_price: bool) -> None:
    told = said(answer(turn(asks("pasto-a-domicilio", "costi"), text)))

    assert told.startswith("Nei documenti del Comune" if is_price else "Pasto a domicilio.\n")


def test_what_is_written_of_costs_is_told_to_who_asks_for_money_too() -> None:
    assert said(answer(turn(asks("ti-ascolto", "costi"), "danno dei soldi?"))) == "Il primo colloquio è gratuito."
