"""Yes or no for the time that a citizen names; the psychologist is in on We and Fr 16-20 and Sa 8-13, the desk on Th 9-16 and 16-18."""

from datetime import datetime

import pytest

from bot.dialogue.answer import about_service, answer
from bot.dialogue.visits import about_that_time
from bot.times import ROME
from tests.cast import BORGO, HOME_CARE, PHRASES, WEDNESDAY, asks, payloads, said, service, turn


def told(text: str, concept: str = "ti-ascolto", now: datetime = WEDNESDAY) -> str:
    """The first line of the answer to a question about hours."""
    return said(answer(turn(asks(concept, "orari"), text, now=now))).split("\n")[0]


@pytest.mark.parametrize(
    ("hour", "minute", "verdict"),
    [
        (15, 59, "No, adesso è chiuso. La prossima apertura è oggi, dalle 16 alle 20 (su appuntamento)."),
        (16, 0, "Sì, adesso è aperto: dalle 16 alle 20 (su appuntamento)."),
        (19, 59, "Sì, adesso è aperto: dalle 16 alle 20 (su appuntamento)."),
        (20, 0, "No, adesso è chiuso. La prossima apertura è venerdì 27 novembre, dalle 16 alle 20 (su"),
    ],
)
def test_adesso_is_answered_by_the_clock(hour: int, minute: int, verdict: str) -> None:
    now = datetime(2026, 11, 25, hour, minute, tzinfo=ROME)

    assert told("siete aperti adesso?", now=now).startswith(verdict)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("il sabato c'è?", "Sì, il sabato: dalle 8 alle 13 (su appuntamento)."),
        ("il sabato pomeriggio c'è?", "No, il sabato pomeriggio è chiuso. Il sabato è aperto dalle 8 alle 13 (su app"),
        ("il venerdì mattina ci siete?", "No, il venerdì mattina è chiuso. Il venerdì è aperto dalle 16 alle 20 (su"),
        ("il sabato mattina?", "Sì, il sabato mattina: dalle 8 alle 13 (su appuntamento)."),
        ("oggi siete aperti?", "Sì, oggi: dalle 16 alle 20 (su appuntamento)."),
        ("oggi alle 11 vi trovo?", "No, oggi alle 11 è chiuso. La prossima apertura è oggi, dalle 16 alle 20"),
        ("la domenica?", "No, la domenica è chiuso."),
        ("sabato c'è?", "Sì, sabato 28 novembre: dalle 8 alle 13 (su appuntamento)."),
        ("domani c'è?", "No, giovedì 26 novembre è chiuso. La prossima apertura è venerdì 27 novembre"),
        ("venerdì pomeriggio", "Sì, venerdì 27 novembre pomeriggio: dalle 16 alle 20"),
        ("venerdì mattina", "No, venerdì 27 novembre mattina è chiuso. La prossima apertura è venerdì 27 novembre"),
        ("venerdì alle 5 di pomeriggio", "Sì, venerdì 27 novembre pomeriggio alle 17: dalle 16 alle 20"),
        ("venerdì alle 20", "No, venerdì 27 novembre alle 20 è chiuso. La prossima apertura è sabato 28 novembre"),
    ],
)
def test_a_named_time_is_answered_by_the_hours(text: str, verdict: str) -> None:
    assert told(text).startswith(verdict)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("domani siete aperti?", "Sì, giovedì 26 novembre: dalle 16 alle 18 (allo sportello); dalle 9 alle 16 (su"),
        ("domani mattina", "Sì, giovedì 26 novembre mattina: dalle 9 alle 16 (su appuntamento)."),
        ("domani alle 17", "Sì, giovedì 26 novembre alle 17: dalle 16 alle 18 (allo sportello)."),
    ],
)
def test_walking_in_and_coming_by_appointment_are_told_apart(text: str, verdict: str) -> None:
    assert told(text, "segretariato").startswith(verdict)


def test_after_closing_time_the_next_opening_is_not_this_morning() -> None:
    thursday_evening = datetime(2026, 11, 26, 19, tzinfo=ROME)

    verdict = told("stasera siete aperti?", "segretariato", thursday_evening)
    assert "La prossima apertura è giovedì 3 dicembre, dalle 9 alle 16" in verdict


def test_a_holiday_is_named() -> None:
    before = datetime(2027, 1, 5, 10, tzinfo=ROME)

    verdict = told("domani siete aperti?", now=before)
    assert verdict.startswith("No, mercoledì 6 gennaio è festa (Epifania) ed è chiuso. La prossima")


def test_a_time_named_in_a_bare_question_about_a_service_is_answered_too() -> None:
    decision = answer(turn(asks("ti-ascolto"), "sabato Ti ascolto c'è?"))

    assert said(decision).startswith("Sì, sabato 28 novembre: dalle 8 alle 13")
    assert decision.aspects == ("orari",)


def test_a_time_beside_a_question_about_the_cost_is_not_answered_with_hours() -> None:
    assert said(answer(turn(asks("ti-ascolto", "costi"), "quanto costa domani?"))).startswith("Il primo colloquio")


def test_a_desk_that_has_closed_for_good_has_no_next_opening() -> None:
    once = service("una-volta", hours={"walk_in": "2020 Mo 09:00-12:00"})

    assert about_that_time(turn(asks(), "lunedì"), BORGO, once) == ["No, lunedì 30 novembre è chiuso."]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("a che ora chiude oggi?", "Oggi: dalle 16 alle 20 (su appuntamento)."),
        ("quando chiudete oggi?", "Oggi: dalle 16 alle 20 (su appuntamento)."),
        ("oggi fino a che ora c'è?", "Oggi: dalle 16 alle 20 (su appuntamento)."),
        ("a che ora aprite il sabato?", "Il sabato: dalle 8 alle 13 (su appuntamento)."),
        ("che orari fate sabato?", "Sabato 28 novembre: dalle 8 alle 13 (su appuntamento)."),
        ("a che ora chiudete domani?", "Giovedì 26 novembre è chiuso. La prossima apertura è venerdì 27"),
        ("a che ora chiudete il 6 gennaio?", "Mercoledì 6 gennaio è festa (Epifania) ed è chiuso."),
        ("chiudete oggi?", "No, oggi: dalle 16 alle 20 (su appuntamento)."),
        ("oggi siete chiusi?", "No, oggi: dalle 16 alle 20 (su appuntamento)."),
        ("domani chiudete?", "Sì, giovedì 26 novembre è chiuso."),
        ("aprite il sabato?", "Sì, il sabato: dalle 8 alle 13 (su appuntamento)."),
    ],
)
def test_only_what_can_be_denied_is_answered_yes_or_no(text: str, verdict: str) -> None:
    assert told(text).startswith(verdict)


NEXT_WEEK = "In quei giorni, da lunedì 30 novembre a domenica 6 dicembre,"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "la settimana prossima siete aperti di sera?",
            f"{NEXT_WEEK} di sera è chiuso. La prossima apertura è giovedì 3",
        ),
        ("la settimana prossima siete aperti di mattina?", "Aperture da lunedì 30 novembre a domenica 6 dicembre:"),
        (
            "questa settimana ci siete di sera?",
            "In quei giorni, da mercoledì 25 novembre a domenica 29 novembre, di sera",
        ),
    ],
)
def test_closed_in_a_part_of_several_days_is_not_closed_in_these_days(text: str, verdict: str) -> None:
    early = service("mattiniero", hours={"walk_in": "Th 09:00-12:00"})

    (line, *_) = about_that_time(turn(asks(), text), BORGO, early)[0].split("\n")

    assert line.startswith(verdict)


def test_the_next_opening_after_a_stretch_that_has_begun_lies_ahead() -> None:
    early = service("mattiniero", hours={"walk_in": "Mo,We 09:00-10:00"})

    (told,) = about_that_time(turn(asks(), "questa settimana ci siete di sera?"), BORGO, early)

    assert told.endswith("La prossima apertura è lunedì 30 novembre, dalle 9 alle 10 (allo sportello).")


def test_without_hours_in_the_document_there_is_neither_yes_nor_no() -> None:
    verdict = told("sabato c'è?", HOME_CARE.concept)

    assert verdict.startswith(PHRASES.missing.format(what=PHRASES.aspects["orari"].missing))


DESK_WITH_A_PHONE = service(
    "centralino", hours={"walk_in": "We 09:00-10:00", "phone": "We 11:00-12:30; Th 09:00-12:00"}
)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "se chiamo adesso mi rispondono?",
            "No, adesso al telefono non rispondono. Rispondono oggi, dalle 11:00 alle 12:30.",
        ),
        ("domani mattina posso telefonare?", "Sì, giovedì 26 novembre mattina: dalle 9 alle 12 (al telefono)."),
        ("il lunedì rispondete al telefono?", "No, il lunedì al telefono non rispondono."),
        ("siete aperti adesso?", "No, adesso è chiuso. La prossima apertura è mercoledì 2 dicembre, dalle 9 alle 10"),
    ],
)
def test_whoever_speaks_of_the_telephone_is_told_when_it_is_answered(text: str, verdict: str) -> None:
    (told,) = about_that_time(turn(asks(), text), BORGO, DESK_WITH_A_PHONE)

    assert told.startswith(verdict)


def test_tomorrow_is_called_so() -> None:
    evening = datetime(2026, 11, 25, 18, tzinfo=ROME)

    (told,) = about_that_time(turn(asks(), "adesso rispondono al telefono?", now=evening), BORGO, DESK_WITH_A_PHONE)

    assert told.endswith("Rispondono domani, giovedì 26 novembre, dalle 9 alle 12.")


def test_below_a_yes_or_no_stand_the_hours_without_the_notes_and_these_are_an_option() -> None:
    doubt = {"kind": "doubtful", "about": "hours", "text": "Perhaps.", "say": "L'altro ufficio ha altri orari."}
    noted = BORGO.front_desk.model_copy(update={"notes": service("x", notes=[doubt]).notes})

    short = about_service(turn(asks("segretariato", "orari"), "domani siete aperti?"), BORGO, noted, ("orari",))
    long = about_service(turn(asks("segretariato", "orari"), "che orari fate?"), BORGO, noted, ("orari",))

    assert "Su appuntamento: giovedì dalle 9 alle 16." in said(short)
    assert "altri orari" not in said(short)
    assert "altri orari" in said(long)
    assert f"ask:{noted.id}:orari" in payloads(short)
