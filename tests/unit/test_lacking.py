"""A municipality lacks what is asked for: it is said once, with whom to ask; a national measure is never said not to be there."""

from dataclasses import replace

import pytest

from bot.dialogue.answer import answer
from bot.dialogue.appointments import appointment
from bot.dialogue.lacking import SURELY_MEANT
from bot.dialogue.turn import Decision, Turn
from bot.knowledge.base import Knowledge, Municipality
from bot.knowledge.national import National
from bot.knowledge.schema import Service
from tests.cast import BORGO, CARD, KNOWLEDGE, PHRASES, VALLE, asks, said, service, then, turn

DESK = VALLE.front_desk
BONUS = service("bonus-caldaia", title="Bonus caldaia")
PENSION = service("assegno-vedove", title="Assegno vedove")
NATIONAL = National.model_validate(
    {
        "measures": {
            "bonus-caldaia": {"document": "carta.txt", "says": "lo paga l'INPS"},
            "assegno-vedove": {"document": "carta.txt"},
            "carta-spesa": {"document": "carta.txt", "says": "individuati dall'INPS"},
        }
    }
)


def knowing(*more: Service) -> Knowledge:
    """What is known, with these services in Borgo and what is national."""
    borgo = Municipality(BORGO.comune, BORGO.services | {each.id: each for each in more})
    return replace(KNOWLEDGE, municipalities={"borgo": borgo, "valle": VALLE}, national=NATIONAL)


def in_valle(concept: str, text: str = "", act: str = "ask") -> Turn:
    return replace(turn(asks(concept, act=act), text, comune="valle"), knowledge=knowing(BONUS, PENSION))


def going_on(decision: Decision, concept: str, *aspects: str, act: str = "ask") -> Turn:
    understanding = asks(concept, *aspects, act=act)  # type: ignore[arg-type]  # parametrised
    return replace(then(decision, understanding, "ma come, non c'è?"), knowledge=knowing(BONUS, PENSION))


def test_what_is_lacking_is_said_with_whom_to_ask() -> None:
    told = said(answer(in_valle("ti-ascolto")))

    assert told.startswith(PHRASES.lacking.format(title="Ti ascolto", name="Valle"))
    assert "• Consultorio: " in told
    assert told.endswith("Sportello di Valle. Un recapito non c'è.")


def test_named_once_more_it_is_not_refused_once_more() -> None:
    lacked = answer(in_valle("ti-ascolto"))

    again = answer(going_on(lacked, "ti-ascolto"))

    assert said(again).startswith(PHRASES.lacking_again.format(name="Valle", title="Sportello di Valle"))
    assert again.service == "segretariato-sociale"


def test_what_is_asked_of_it_is_told_of_what_there_is_instead() -> None:
    lacked = answer(in_valle("ti-ascolto"))

    assert said(answer(going_on(lacked, "ti-ascolto", "cos-e"))) == "Ascolta le famiglie."


def test_protest_in_which_nothing_is_named_is_met_in_the_same_way() -> None:
    lacked = answer(in_valle("ti-ascolto"))

    again = said(answer(going_on(lacked, "")))

    assert again.startswith(PHRASES.lacking_again.format(name="Valle", title="Sportello di Valle"))


def test_an_appointment_is_then_taken_for_what_there_is_instead() -> None:
    lacked = answer(in_valle("ti-ascolto"))

    booking = appointment(going_on(lacked, "", act="book"))

    assert booking.service == "segretariato-sociale"
    assert "questo servizio non c'è" not in said(booking)


def test_an_appointment_for_nothing_in_particular_is_one_at_the_front_desk_where_the_assistant_books_none() -> None:
    booking = appointment(in_valle("", "vorrei un appuntamento", act="book"))

    assert booking.service == "segretariato-sociale"


def test_a_national_measure_holds_here_too_though_the_documents_are_silent() -> None:
    told = said(answer(in_valle("bonus-caldaia")))

    expected = PHRASES.lacking_national.format(title="Bonus caldaia", name="Valle", desk=DESK.title)
    assert told == f"{expected}\nUn recapito non c'è."


def test_of_a_measure_of_which_nobody_says_whose_it_is_silence_is_no_refusal() -> None:
    told = said(answer(in_valle("assegno-vedove")))

    assert told.startswith(PHRASES.lacking_unsure.format(title="Assegno vedove", name="Valle", desk=DESK.title))


@pytest.mark.parametrize("concept", ["bonus-caldaia", "assegno-vedove"])
def test_asked_again_for_a_measure_the_assistant_says_that_it_knows_no_more(concept: str) -> None:
    told = answer(in_valle(concept))

    again = said(answer(going_on(told, concept)))

    assert again.startswith(PHRASES.ask_more.format(name="Valle", title="Sportello di Valle"))


def test_a_need_of_a_national_measure_is_offered_it_beside_what_there_is() -> None:
    told = said(answer(in_valle("bonus-caldaia", act="need")))

    assert told.startswith(PHRASES.need_national.format(title="Bonus caldaia", name="Valle"))
    assert PHRASES.need_desk_alone in told


def test_a_measure_that_is_over_everywhere_is_over_here_too_and_no_national_one() -> None:
    told = said(answer(in_valle("carta-spesa")))

    assert told.startswith(f"{CARD.when_expired}\n\n{PHRASES.lacking_instead.format(name='Valle')}")
    assert CARD.title not in told


def test_who_needs_what_is_over_everywhere_reads_nothing_of_it() -> None:
    told = said(answer(in_valle("carta-spesa", act="need")))

    assert told.startswith(PHRASES.need_desk_alone)


@pytest.mark.parametrize(("probability", "is_refused"), [(SURELY_MEANT - 0.01, False), (SURELY_MEANT, True)])
def test_in_a_talk_nobody_is_refused_what_he_may_not_have_asked_for(probability: float, is_refused: bool) -> None:
    talk = turn(asks("ti-ascolto", sure=probability), "e quello?", comune="valle", concept="consultorio")

    assert said(answer(talk)).startswith(PHRASES.lacking.format(title="Ti ascolto", name="Valle")) == is_refused


@pytest.mark.parametrize("text", ["siamo in lutto da un mese", "è sempre più triste", "ha già provato con le medicine"])
def test_who_tells_and_does_not_ask_is_not_refused_what_he_has_not_named(text: str) -> None:
    assert said(answer(in_valle("ti-ascolto", text))).startswith(PHRASES.need_one)


@pytest.mark.parametrize(
    ("aspect", "tells"), [("dove", True), ("come-accedere", True), ("a-chi", False), ("costi", False)]
)
def test_of_a_national_measure_the_front_desk_is_asked_the_way_and_nothing_is_told_of_another_service(
    aspect: str, tells: bool
) -> None:
    told = answer(in_valle("bonus-caldaia"))

    again = answer(going_on(told, "", aspect))

    assert again.service == "segretariato-sociale"
    assert said(again).startswith(PHRASES.ask_more.format(name="Valle", title=DESK.title)) != tells


def test_one_word_in_the_middle_of_a_need_is_a_need_too() -> None:
    story = answer(in_valle("consultorio", "siamo rimasti in tre con uno stipendio", act="need"))

    assert not said(answer(replace(going_on(story, "ti-ascolto"), text="lavoro"))).startswith("Ti ascolto")
