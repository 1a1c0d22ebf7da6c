"""A bare question whether somebody is there: by the day that it names, whatever the brain makes of it. It is Wednesday 25 November 2026."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.opening import asks_if_open
from bot.dialogue.people import out_of_scope
from bot.dialogue.turn import Turn
from bot.dialogue.understanding import Understanding
from bot.knowledge.closures import Closure
from bot.knowledge.schema import Aspect
from bot.times import ROME
from tests.cast import BORGO, KNOWLEDGE, PHRASES, WEDNESDAY, asks, municipality, said, service, turn

STRANGE = Understanding("out_of_scope")
NO_HOURS = service("sportello-muto", texts={"cos-e": "Ascolta."})
CLOSED = Closure("borgo", date(2026, 12, 3), date(2026, 12, 4), "Per lavori.")


def told(text: str, concept: str = "segretariato", now: datetime = WEDNESDAY, **changes: object) -> str:
    """The first paragraph of the answer to a question about hours."""
    return said(answer(with_knowledge(turn(asks(concept, "orari"), text, now=now), **changes))).split("\n\n")[0]


def with_knowledge(asked: Turn, **changes: object) -> Turn:
    return replace(asked, knowledge=replace(KNOWLEDGE, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "lavorate il 6 gennaio?",
            "No, mercoledì 6 gennaio è festa (Epifania) ed è chiuso. La prossima apertura è giovedì 7",
        ),
        (
            "a Natale siete aperti?",
            "No, venerdì 25 dicembre è festa (Natale) ed è chiuso. La prossima apertura è giovedì 31",
        ),
        (
            "il 24 dicembre siete aperti?",
            "Sì, giovedì 24 dicembre: dalle 16 alle 18 (allo sportello); dalle 9 alle 16 (su",
        ),
        ("aperto domani?", "Sì, giovedì 26 novembre: dalle 16 alle 18 (allo sportello)"),
        (
            "il 3 dicembre lavorate?",
            "No, giovedì 3 dicembre è chiuso: è una chiusura straordinaria. Per lavori. La prossima",
        ),
        ("se vengo adesso mi ricevono?", "No, adesso è chiuso. La prossima apertura è domani, giovedì 26 novembre"),
        ("domani siete chiusi?", "No, giovedì 26 novembre: dalle 16 alle 18"),
        ("chiudete il 6 gennaio?", "Sì, mercoledì 6 gennaio è festa (Epifania) ed è chiuso."),
        ("fate il ponte lunedì 7 dicembre?", "Sì, lunedì 7 dicembre è chiuso."),
        ("sabato siete aperti o chiusi?", "No, sabato 28 novembre è chiuso."),
        (
            "siete aperti durante le feste?",
            "Aperture da giovedì 24 dicembre a mercoledì 6 gennaio:\n• giovedì 24 dicembre, dalle 16",
        ),
        (
            "la settimana prossima siete aperti?",
            "In quei giorni, da lunedì 30 novembre a domenica 6 dicembre, è chiuso. La",
        ),
        (
            "dopo le feste quando siete aperti?",
            "Da giovedì 7 gennaio la prima apertura è giovedì 7 gennaio, dalle 9 alle 16",
        ),
    ],
)
def test_the_day_that_is_named_is_taken_up(text: str, verdict: str) -> None:
    assert told(text, closures=(CLOSED,)).startswith(verdict)


@pytest.mark.parametrize(
    "text",
    [
        "lavorate il 6 gennaio?",
        "aperto domani?",
        "siete aperti per il patrono?",
        "chiusi durante le feste?",
        "il 7 dicembre fate il ponte?",
        "lunedì 7 siete chiusi per il ponte?",
        "il giorno dell'Immacolata gli uffici sono aperti?",
    ],
)
def test_whatever_the_brain_makes_of_it_the_front_desk_answers(text: str) -> None:
    decision = decide(turn(STRANGE, text), out_of_scope)

    assert (decision.action, decision.service, decision.aspects) == ("answer", "segretariato-sociale", ("orari",))


def test_or_what_the_talk_is_about() -> None:
    assert decide(turn(STRANGE, "aperto domani?", concept="ti-ascolto"), out_of_scope).service == "ti-ascolto"


@pytest.mark.parametrize(
    ("text", "aspects", "action"),
    [
        ("e a San Silvestro?", ("orari",), "answer"),
        ("e il 6 gennaio?", ("orari",), "answer"),
        ("a domani!", ("orari",), "out_of_scope"),
        ("e il 6 gennaio?", ("costi",), "out_of_scope"),
        ("e il medico il 6 gennaio?", ("orari",), "out_of_scope"),
    ],
)
def test_after_a_question_about_hours_another_day_is_meant(text: str, aspects: tuple[Aspect, ...], action: str) -> None:
    assert decide(turn(STRANGE, text, concept="ti-ascolto", aspects=aspects), out_of_scope).action == action


def test_before_the_municipality_is_known_it_waits_and_keeps_its_day() -> None:
    asked = decide(turn(STRANGE, "lavorate il 6 gennaio?", comune=None), out_of_scope)
    named = Turn("Borgo", Understanding("greet"), asked.context, KNOWLEDGE, WEDNESDAY, "borgo")

    assert said(decide(named, out_of_scope)).startswith("No, mercoledì 6 gennaio è festa")


@pytest.mark.parametrize(
    "text",
    [
        "la farmacia è aperta domani?",
        "domani la biblioteca chiude?",
        "il comune è aperto sabato?",
        "venite a casa domani?",
        "lavorate con le badanti?",
        "domani vado dal medico",
        "siete aperti?",
    ],
)
def test_what_is_about_something_else_is_not_answered_with_our_hours(text: str) -> None:
    assert not asks_if_open(text, WEDNESDAY)


def test_the_patron_saints_day_is_not_invented() -> None:
    assert told("siete aperti per il santo patrono?").startswith(PHRASES.patron_unknown)


def test_once_the_municipality_has_told_it_it_is_a_holiday() -> None:
    town = municipality("borgo", *BORGO.services.values(), patron_saint="12-10")

    verdict = told("siete aperti per il patrono?", municipalities={"borgo": town})
    assert verdict.startswith(
        "No, giovedì 10 dicembre è festa (santo patrono) ed è chiuso. La prossima apertura è giovedì 17"
    )


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("lavorate il 6 gennaio?", "Attenzione: mercoledì 6 gennaio è festa (Epifania). Se si riceve, i documenti"),
        ("il 3 dicembre siete aperti?", "No, giovedì 3 dicembre è chiuso: è una chiusura straordinaria. Per lavori."),
        ("domani siete aperti?", PHRASES.missing.format(what=PHRASES.aspects["orari"].missing)),
        ("durante le feste siete aperti?", PHRASES.missing.format(what=PHRASES.aspects["orari"].missing)),
    ],
)
def test_without_hours_in_the_document_only_what_is_known_of_the_day_is_told(text: str, verdict: str) -> None:
    town = municipality("borgo", *BORGO.services.values(), NO_HOURS)

    assert told(text, "sportello-muto", municipalities={"borgo": town}, closures=(CLOSED,)).startswith(verdict)


def test_on_the_very_holiday_it_is_named() -> None:
    epiphany = datetime(2027, 1, 6, 10, tzinfo=ROME)

    assert told("oggi siete aperti?", now=epiphany).startswith("No, oggi è festa (Epifania)")


BY_DAYS = service("sociale", hours={"walk_in": "Mo 15:00-19:00; Fr 08:30-12:30", "untold_days": ["We"]})


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "mercoledì 2 dicembre siete aperti?",
            "Per mercoledì 2 dicembre: si riceve, ma a che ora i documenti che ho non lo",
        ),
        ("il mercoledì siete aperti?", "Per il mercoledì: si riceve, ma a che ora"),
        ("siete aperti adesso?", "Per oggi: si riceve, ma a che ora"),
        ("il 6 gennaio siete aperti?", "No, mercoledì 6 gennaio è festa (Epifania) ed è chiuso."),
        ("giovedì siete aperti?", "No, giovedì 26 novembre è chiuso."),
        (
            "la settimana prossima siete aperti?",
            "Aperture da lunedì 30 novembre a domenica 6 dicembre:\n• lunedì 30 novembre, dalle 15 alle 19 (allo sportello)\n"
            "• mercoledì 2 dicembre, ma a che ora",
        ),
    ],
)
def test_a_day_whose_hours_nobody_has_told_is_not_said_to_be_closed(text: str, verdict: str) -> None:
    town = municipality("borgo", *BORGO.services.values(), BY_DAYS)

    assert told(text, "sociale", municipalities={"borgo": town}).startswith(verdict)
