"""What the brain takes for another office's business: sent there where that is plain; not who tells of a trouble, nor in the middle of a talk."""

from dataclasses import replace

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.beyond import ASKED_MIN, HARDLY_SURE, OURS_MIN, SURE, SURE_OF_TROUBLE, beyond, beyond_again
from bot.dialogue.errand import Errand
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from tests.cast import PHRASES, asks, said, scoped, then, turn

AWAY = PHRASES.out_of_scope.format(name="Borgo")


def out(confidence: float = 0.6) -> Understanding:
    return Understanding("out_of_scope", confidence)


@pytest.mark.parametrize(
    "text",
    [
        "dove pago la TARI di quest'anno?",
        "devo rinnovare la carta d’identità di mia madre",
        "mi è arrivata una multa per divieto di sosta, ho tre bambini",
        "il menù della mensa dei bambini",
        "a che ora passano per la spazzatura",
    ],
)
@pytest.mark.parametrize("concept", [None, "ti-ascolto"])
def test_a_plain_word_of_another_office_is_sent_there_also_in_the_middle_of_a_talk(
    text: str, concept: str | None
) -> None:
    assert said(beyond(scoped(turn(out(), text, concept=concept)))) == AWAY


@pytest.mark.parametrize(
    "text",
    [
        "ho settant'anni, l'affitto si mangia tutta la pensione",
        "siamo rifugiati, viviamo in una stanza",
        "mia nuora è rimasta incinta e non ha nessuno",
        "il pignoramento arriva lunedì",
    ],
)
def test_at_the_beginning_a_trouble_goes_to_the_front_desk(text: str) -> None:
    decision = beyond(scoped(turn(out(), text)))

    assert (decision.action, decision.service) == ("answer", "segretariato-sociale")
    assert said(decision).startswith(PHRASES.need_desk_alone)


@pytest.mark.parametrize(
    "text",
    [
        "ho perso il lavoro tempo fa e non pago il condominio",
        "dormo per strada",
        "sono disoccupata e mi arriva la tari",
        "con la multa non arrivo a fine mese",
        "dove pago la mensa? i miei figli non hanno da mangiare",
        "è arrivata la tari e non c'è da mangiare",
    ],
)
@pytest.mark.parametrize("confidence", [0.6, 1.0])
@pytest.mark.parametrize("concept", [None, "ti-ascolto"])
def test_a_hardship_is_never_sent_away(text: str, confidence: float, concept: str | None) -> None:
    assert beyond(scoped(turn(out(confidence), text, concept=concept))).action == "answer"


@pytest.mark.parametrize("text", ["una ricetta per la torta di mele", "chi vince il festival?", "che lavoro fai"])
def test_what_is_no_trouble_does_not(text: str) -> None:
    assert said(beyond(scoped(turn(out(), text)))) == AWAY


@pytest.mark.parametrize(("confidence", "is_sent_away"), [(SURE_OF_TROUBLE - 0.001, False), (SURE_OF_TROUBLE, True)])
def test_unless_the_brain_is_sure(confidence: float, is_sent_away: bool) -> None:
    decision = beyond(scoped(turn(out(confidence), "mio figlio vuole la chitarra")))

    assert (decision.action == "out_of_scope") == is_sent_away


@pytest.mark.parametrize(("confidence", "is_sent_away"), [(SURE - 0.001, False), (SURE, True)])
def test_in_a_talk_a_question_that_no_document_answers_is_for_the_desk(confidence: float, is_sent_away: bool) -> None:
    decision = beyond(scoped(turn(out(confidence), "serve il notaio?", concept="ti-ascolto")))

    assert (decision.action == "out_of_scope") == is_sent_away
    assert (PHRASES.not_told in said(decision) and "378 3059453" in said(decision)) != is_sent_away


LOST_THE_SLIP = "mi scusi, ho perso il biglietto: quanto costa?"


def asked(confidence: float = 0.4, sure: float = 1.0) -> Understanding:
    """What the brain makes of a question behind a story that it does not know."""
    return Understanding("out_of_scope", confidence, (("", 0.2), ("casa-popolare", 0.1)), {"costi": sure})


def test_a_question_behind_a_story_is_answered_about_the_topic() -> None:
    decision = beyond(scoped(turn(asked(), LOST_THE_SLIP, concept="ti-ascolto")))

    assert (decision.service, decision.aspects) == ("ti-ascolto", ("costi",))
    assert said(decision) == "Il primo colloquio è gratuito."


def test_also_where_somebody_speaks_of_one_of_his_own() -> None:
    read = asked(HARDLY_SURE - 0.01)

    assert beyond(scoped(turn(read, "mio marito ha perso il foglio, quanto costa?", concept="ti-ascolto"))).aspects


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ho perso il biglietto: quanto costa?", asked(HARDLY_SURE)),
        ("ho perso il biglietto: quanto costa?", asked(sure=ASKED_MIN - 0.01)),
        ("ho perso il biglietto: quanto costa?", replace(asked(), concepts=(("casa-popolare", OURS_MIN),))),
        ("quanto costa il biglietto?", asked()),
        ("e la TARI, quanto costa?", asked()),
    ],
    ids=["the brain is sure", "it is not sure what is asked", "another is named", "a thing", "another office's"],
)
def test_what_may_be_another_business_is_not(text: str, read: Understanding) -> None:
    assert not beyond(scoped(turn(read, text, concept="ti-ascolto"))).aspects


def test_without_a_topic_there_is_nothing_to_answer_about() -> None:
    assert not beyond(scoped(turn(asked(), LOST_THE_SLIP))).aspects


def test_the_talk_stays_with_what_it_was_about() -> None:
    decision = beyond(scoped(turn(out(), "serve il notaio?", concept="ti-ascolto")))

    assert decision.context.concept == "ti-ascolto"


def test_a_trouble_told_in_a_talk_is_heard() -> None:
    decision = beyond(scoped(turn(out(), "ho pure i debiti", concept="ti-ascolto")))

    assert said(decision).startswith(PHRASES.need_detail)


def test_about_what_is_lacking_whom_to_ask_is_what_there_is_instead() -> None:
    decision = beyond(scoped(turn(out(), "serve il notaio?", comune="valle", concept="ti-ascolto")))

    assert decision.service == "consultorio"


def test_while_an_appointment_is_made_nothing_changes() -> None:
    errand = Errand("book", "ti-ascolto", "naming")

    assert beyond(scoped(turn(out(), "Bianca", concept="ti-ascolto", errand=errand))).action == "out_of_scope"


def test_before_the_municipality_is_known_nobody_is_sent_to_a_desk() -> None:
    assert beyond(scoped(turn(out(), "ho fame", comune=None))).action == "out_of_scope"


def _after(sent_away: Decision, text: str, read: Understanding | None = None) -> Turn:
    return scoped(then(sent_away, read or Understanding("ask", 1.0, (("", 0.99),), {"documenti": 1.0}), text))


@pytest.fixture
def sent_away() -> Decision:
    return decide(scoped(turn(out(1.0), "dove rinnovo il passaporto?")), beyond)


@pytest.mark.parametrize("text", ["e la patente?", "allora il codice fiscale dei bimbi?", "e per la carta d'identità"])
def test_more_of_another_office_right_after_it_is_sent_there_too(sent_away: Decision, text: str) -> None:
    decision = decide(_after(sent_away, text), answer)

    assert decision.action == "out_of_scope"
    assert said(decision) == PHRASES.follow_ups.out_of_scope_again.format(name="Borgo")


def test_a_third_is_too(sent_away: Decision) -> None:
    second = decide(_after(sent_away, "e la patente?"), answer)

    assert beyond_again(_after(second, "e lo spid?"))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("e quanto costa?", None),
        ("e con la multa non arrivo a fine mese", None),
        ("e la carta per Ti ascolto?", asks("ti-ascolto", sure=OURS_MIN)),
        ("ho la patente scaduta, il SAD mi porta a fare la visita per rinnovarla?", None),
        ("e la patente?", Understanding("person")),
    ],
)
def test_what_may_be_ours_is_not(sent_away: Decision, text: str, read: Understanding | None) -> None:
    assert beyond_again(_after(sent_away, text, read)) is None


def test_a_paper_asked_for_in_another_talk_is_a_paper() -> None:
    told = decide(scoped(turn(asks("ti-ascolto", "costi"), "quanto costa?")), answer)

    assert beyond_again(_after(told, "e la carta d'identità?")) is None
