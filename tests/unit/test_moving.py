"""The citizen's municipality: asked once, kept, changed when another is named."""

from dataclasses import replace

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.appointments import appointment
from bot.dialogue.moving import choose_comune
from bot.dialogue.people import small_talk
from bot.dialogue.pressing import press
from bot.dialogue.turn import Decision
from bot.dialogue.understanding import Understanding
from bot.knowledge.booking_rules import Booking
from tests.cast import (
    FRONT_DESK,
    KNOWLEDGE,
    LISTENING,
    PHRASES,
    asks,
    municipality,
    payloads,
    said,
    scoped,
    service,
    then,
    turn,
)

NAMES_A_TOWN = Understanding("inform_comune")
HELP_AT_HOME = service("aiuto-in-casa", concept="domiciliare-anziani", texts={"cos-e": "Aiuto in casa a Monte."})
MONTE = municipality("monte", FRONT_DESK, HELP_AT_HOME)
RULES = Booking(
    length_minutes=45, horizon_days=30, notice_hours=12, change_hours=24, who="la psicologa", cost="Gratuito."
)
BOOKABLE = LISTENING.model_copy(update={"booking": RULES})


def asked_before_the_town_is_known(understanding: Understanding, text: str = "") -> Decision:
    return answer(turn(understanding, text, comune=None))


def test_before_anything_is_answered_the_municipality_is_asked() -> None:
    decision = asked_before_the_town_is_known(asks("ti-ascolto", "costi"))

    assert (decision.action, said(decision)) == ("choose", PHRASES.which_comune)
    assert decision.candidates == ("borgo", "valle")
    assert payloads(decision) == ["comune:borgo", "comune:valle"]


def test_only_between_the_municipalities_that_a_number_serves_is_chosen() -> None:
    asked = answer(replace(turn(asks("ti-ascolto", "costi"), comune=None), comuni=("valle",)))

    assert (asked.candidates, payloads(asked)) == (("valle",), ["comune:valle"])


def test_the_question_that_waited_is_answered_when_the_town_is_named() -> None:
    asked = asked_before_the_town_is_known(asks("ti-ascolto", "costi"), "quanto costa Ti ascolto?")

    decision = choose_comune(then(asked, NAMES_A_TOWN, "Borgo", named="borgo"))

    assert said(decision) == "Il primo colloquio è gratuito."
    assert (decision.context.comune, decision.context.waiting) == ("borgo", None)


def test_or_when_its_option_is_pressed() -> None:
    asked = asked_before_the_town_is_known(asks("ti-ascolto", "costi"))

    decision = press(then(asked, Understanding("press"), "comune:borgo"))

    assert (decision.service, decision.aspects) == ("ti-ascolto", ("costi",))


def test_whatever_the_brain_makes_of_a_towns_name_it_answers_the_question_about_the_town() -> None:
    asked = asked_before_the_town_is_known(asks("ti-ascolto", "costi"))

    decision = decide(then(asked, Understanding("greet"), "Borgo", named="borgo"), small_talk)

    assert decision.service == "ti-ascolto"


def test_the_time_named_in_the_question_that_waited_is_not_forgotten() -> None:
    asked = asked_before_the_town_is_known(asks("ti-ascolto", "orari"), "sabato Ti ascolto c'è?")

    decision = choose_comune(then(asked, NAMES_A_TOWN, "Borgo", named="borgo"))

    assert said(decision).startswith("Sì, sabato 28 novembre")


def test_a_need_that_waited_is_still_a_need() -> None:
    asked = asked_before_the_town_is_known(asks("domiciliare-anziani", act="need"))

    decision = choose_comune(then(asked, NAMES_A_TOWN, "Borgo", named="borgo"))

    assert said(decision).startswith(PHRASES.need_many)


def test_a_question_that_waited_in_vain_does_not_wait_again() -> None:
    asked = asked_before_the_town_is_known(Understanding("ask"), "boh")

    decision = choose_comune(then(asked, NAMES_A_TOWN, "Borgo", named="borgo"))

    assert (decision.action, decision.context.waiting) == ("fallback", None)


@pytest.mark.parametrize("act", ["book", "move", "cancel"])
def test_an_appointment_that_waited_is_still_an_appointment(act: str) -> None:
    asked = appointment(turn(asks("", act=act), "vorrei un appuntamento con la psicologa", comune=None))

    decision = choose_comune(then(asked, NAMES_A_TOWN, "Borgo", named="borgo"))

    assert (decision.action, decision.service) == ("booking", "ti-ascolto")


def test_the_municipality_is_asked_only_once() -> None:
    asked = asked_before_the_town_is_known(asks("ti-ascolto"))
    told = choose_comune(then(asked, NAMES_A_TOWN, "Borgo", named="borgo"))

    assert answer(then(told, asks("pasto-a-domicilio"))).service == "pasto-a-domicilio"


def test_the_same_question_is_answered_anew_for_another_town() -> None:
    first = answer(turn(asks("ti-ascolto", "costi")))

    second = choose_comune(then(first, NAMES_A_TOWN, "e a Valle?", named="valle"))

    assert said(second).startswith(PHRASES.lacking.format(title="Ti ascolto", name="Valle"))
    assert second.aspects == ("costi",)


def test_at_the_start_of_a_talk_a_town_is_welcomed() -> None:
    decision = choose_comune(turn(NAMES_A_TOWN, "sono di Borgo", comune=None, named="borgo"))

    assert (decision.action, said(decision)) == ("smalltalk", PHRASES.comune_set.format(name="Borgo"))
    assert decision.context.comune == "borgo"


def test_a_town_that_is_not_served_is_told_so() -> None:
    decision = choose_comune(turn(NAMES_A_TOWN, "abito a Milano", comune=None))

    assert (decision.action, said(decision)) == ("choose", PHRASES.unknown_comune)
    assert payloads(decision) == ["comune:borgo", "comune:valle"]


def test_a_need_told_together_with_the_town_is_not_lost() -> None:
    told = Understanding("inform_comune", 0.9, (("domiciliare-anziani", 0.06), ("ti-ascolto", 0.01)))

    decision = choose_comune(turn(told, "sono di Borgo e mia madre da sola non ce la fa", comune=None, named="borgo"))

    assert (decision.service, decision.context.comune) == ("sad", "borgo")


def test_a_few_words_that_hold_a_wish_are_not_lost_either() -> None:
    told = Understanding("inform_comune", 0.9, (("ti-ascolto", 0.08),))

    decision = choose_comune(scoped(turn(told, "cerco lavoro a Borgo", comune=None, named="borgo")))

    assert (decision.service, decision.context.comune) == ("ti-ascolto", "borgo")


def test_where_the_town_is_only_that_of_before_it_is_asked_for() -> None:
    decision = choose_comune(turn(NAMES_A_TOWN, "non abito più a Borgo", comune=None))

    assert said(decision) == PHRASES.which_comune


def pressed_before_the_town_is_known(payload: str) -> Decision:
    decision = press(turn(Understanding("press"), payload, comune=None))
    assert said(decision) == PHRASES.which_comune
    return decision


def test_an_option_pressed_before_the_town_is_known_is_carried_out_then() -> None:
    asked = pressed_before_the_town_is_known("ask:ti-ascolto:costi")

    decision = decide(then(asked, NAMES_A_TOWN, "Borgo", named="borgo"), choose_comune)

    assert (said(decision), decision.aspects) == ("Il primo colloquio è gratuito.", ("costi",))
    assert decision.context.waiting is None


def test_also_when_the_town_is_pressed_too() -> None:
    asked = pressed_before_the_town_is_known("ask:ti-ascolto")

    assert "Uno sportello psicologico." in said(press(then(asked, Understanding("press"), "comune:borgo")))


def test_where_the_town_has_no_such_service_that_is_said() -> None:
    asked = pressed_before_the_town_is_known("ask:ti-ascolto:costi")

    decision = choose_comune(then(asked, NAMES_A_TOWN, "Valle", named="valle"))

    assert said(decision).startswith(PHRASES.lacking.format(title="Ti ascolto", name="Valle"))


def test_a_service_of_another_name_is_the_same_service() -> None:
    asked = pressed_before_the_town_is_known("ask:sad")
    knowledge = replace(KNOWLEDGE, municipalities={**KNOWLEDGE.municipalities, "monte": MONTE})

    decision = choose_comune(replace(then(asked, NAMES_A_TOWN, "Monte", named="monte"), knowledge=knowledge))

    assert (decision.service, "Aiuto in casa a Monte." in said(decision)) == ("aiuto-in-casa", True)


@pytest.mark.parametrize(("comune", "action"), [("borgo", "booking"), ("valle", "answer")])
def test_prenota_begins_a_booking_where_one_books(comune: str, action: str) -> None:
    asked = pressed_before_the_town_is_known("booking:start:ti-ascolto")
    bookable = municipality("borgo", BOOKABLE, FRONT_DESK)
    knowledge = replace(KNOWLEDGE, municipalities={**KNOWLEDGE.municipalities, "borgo": bookable})

    decision = choose_comune(replace(then(asked, NAMES_A_TOWN, comune, named=comune), knowledge=knowledge))

    assert (decision.action, decision.begins is not None) == (action, action == "booking")


def test_prenota_of_what_is_not_booked_here_tells_how_to_get_it() -> None:
    asked = pressed_before_the_town_is_known("booking:start:ti-ascolto")

    assert "Bisogna sempre prenotare." in said(choose_comune(then(asked, NAMES_A_TOWN, "Borgo", named="borgo")))


def test_what_no_town_has_any_more_is_told_kindly() -> None:
    asked = pressed_before_the_town_is_known("ask:chiuso-da-anni")

    assert said(choose_comune(then(asked, NAMES_A_TOWN, "Borgo", named="borgo"))) == PHRASES.stale_option


def test_who_names_a_relatives_town_keeps_the_own_and_is_told_so() -> None:
    asked = answer(turn(asks("ti-ascolto", "costi")))

    decision = choose_comune(then(asked, NAMES_A_TOWN, "ma la mia vicina di Valle ce l'ha"))

    assert decision.context.comune == "borgo"
    assert said(decision).startswith(PHRASES.another_town.format(name="Borgo"))
    assert "378 3059453" in said(decision)


def test_if_a_need_is_told_with_it_that_is_answered_for_the_own_town() -> None:
    tells = Understanding("inform_comune", 0.6, (("pasto-a-domicilio", 0.5),))

    decision = choose_comune(turn(tells, "ho sempre lavorato a Valle, adesso non riesco più a cucinare"))

    assert (decision.context.comune, decision.service) == ("borgo", "pasto-a-domicilio")


def test_a_town_pressed_that_lacks_what_the_talk_is_about_says_so() -> None:
    asked = answer(turn(asks("ti-ascolto", "costi")))

    pressed = press(then(asked, Understanding("press"), "comune:valle"))

    assert said(pressed).startswith(PHRASES.lacking.format(title="Ti ascolto", name="Valle"))
