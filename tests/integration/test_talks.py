"""Talks with the live brain that went wrong once: a fact asked for again, a sibling, two things and one question, one's own appointment."""

import pytest

from tests.integration.conftest import Live
from tests.integration.talking import said, talk

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_who_lost_the_slip_hears_the_address_again_and_then_whom_to_ask(live: Live) -> None:
    _, first, again, third = await talk(
        live,
        "a cosa serve lo sportello badanti?",
        "in che via si trova?",
        "mi scusi, non ricordo più: in che via si trova?",
        "la via?",
    )

    assert "via Vespucci 5" in said(first)
    assert said(again).endswith(said(first)) and said(again) != said(first)
    assert "le ho detto tutto" in said(third)


async def test_a_question_behind_a_story_is_about_the_talk_and_another_business_is_not(live: Live) -> None:
    _, lost, tax = await talk(
        live,
        "a cosa serve lo sportello badanti?",
        "mi scusi, ho perso il biglietto: in che via è?",
        "e la TARI quando si paga?",
    )

    assert "via Vespucci 5" in said(lost)
    assert tax["action"] == "out_of_scope"


async def test_a_sibling_is_found_from_a_few_words(live: Live) -> None:
    answers = await talk(
        live,
        "mi parli dell'assistenza domiciliare per anziani",
        "ah no guardi, intendevo quella per gli invalidi",
        "e quanto viene?",
    )

    assert [answer["service"] for answer in answers[1:]] == ["assistenza-domiciliare-disabili"] * 2


@pytest.mark.parametrize(
    ("text", "services"),
    [
        (
            "sportello badanti e sportello lavoro in che giorni ricevono?",
            {"sportello-assistenza-famigliare", "sportello-lavoro"},
        ),
        (
            "mi interessano sia la ginnastica over 55 che la carta della famiglia, quanto costano?",
            {"ginnastica-over-55", "carta-della-famiglia"},
        ),
    ],
)
async def test_one_question_about_two_services_is_answered_for_both(live: Live, text: str, services: set[str]) -> None:
    (answer,) = await talk(live, text)

    assert {answer["service"], *answer["candidates"]} == services


async def test_a_bare_question_after_two_services_is_about_both_until_one_is_named(live: Live) -> None:
    _, both, again, one, bare = await talk(
        live,
        "info su ti ascolto e assistenza domiciliare anziani",
        "e quanto costano?",
        "e i numeri?",
        "e dove si trova ti ascolto?",
        "e il telefono?",
    )

    assert "gratuito" in said(both) and "in base al reddito" in said(both)
    assert "378 3059453" in said(again) and "02 48 694 677" in said(again)
    assert [(answer["service"], answer["candidates"]) for answer in (one, bare)] == [("ti-ascolto", [])] * 2


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("quanto costano la badante e le pulizie?", "sportello-assistenza-famigliare"),
        ("bonus luce e gas, che documenti servono?", "bonus-bollette"),
        ("ricovero e retta, come funziona?", "ricoveri-anziani"),
        ("la psicologa e la sua stanza dove sono?", "ti-ascolto"),
    ],
)
async def test_one_question_with_an_and_stays_one(live: Live, text: str, service: str) -> None:
    (answer,) = await talk(live, text)

    assert (answer["service"], answer["candidates"]) == (service, [])


async def test_a_question_behind_a_moment_is_answered_and_the_booking_goes_on(live: Live) -> None:
    answers = await talk(
        live,
        "vorrei un appuntamento con la psicologa",
        "un attimo, ma quello che dico resta segreto?",
        "va bene. la seconda",
    )

    assert [answer["action"] for answer in answers] == ["booking", "privacy", "booking"]
    assert "Le tengo il posto" in said(answers[-1])


async def test_opening_hours_are_no_answer_to_when_ones_own_appointment_is(live: Live) -> None:
    _, there, here, how = await talk(
        live,
        "orari del segretariato sociale?",
        "a che ora era il mio appuntamento?",
        "quando ho l'appuntamento con la psicologa?",
        "dove si prende l'appuntamento con la psicologa?",
    )

    assert "l'agenda di questi appuntamenti io non ce l'ho" in said(there) and "02 48 694 677" in said(there)
    assert "non trovo un suo appuntamento" in said(here) and "378 3059453" in said(here)
    assert how["action"] == "answer"
