"""After the operator the assistant goes on where it was: what was talked of before is still what is talked of."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.acceptance.console.handover.people import WebCitizen, WhatsAppCitizen, replies, said_in, takes

HOME_HELP = "come funziona l'assistenza domiciliare per gli anziani?"
TOLD = "Da qui le risponde di nuovo l'assistente automatico."


async def is_helped_in_between(enters: Any, citizen: WebCitizen | WhatsAppCitizen) -> Page:
    """Asked about home help, talked to an operator of something else, and is with the assistant again."""
    await citizen.writes(HOME_HELP)
    await citizen.reads("ssistenza domiciliare")
    anna: Page = await enters("anna", f"/console/chats/{await citizen.asks_for_a_person()}")
    await takes(anna)
    await citizen.writes("a che piano è il vostro ufficio?")
    await expect(said_in(anna, "a che piano")).to_be_visible()
    await replies(anna, "Al secondo piano.")
    await citizen.reads("Al secondo piano.")
    await anna.get_by_role("button", name="Restituisci all'assistente").click()
    await citizen.reads(TOLD)
    return anna


@pytest.mark.parametrize("channel", ["rosa", "ugo"])
async def test_a_question_without_its_subject_is_understood_from_the_talk_before_the_handover(
    enters: Any, request: pytest.FixtureRequest, channel: str
) -> None:
    citizen: WebCitizen | WhatsAppCitizen = request.getfixturevalue(channel)
    anna = await is_helped_in_between(enters, citizen)
    await citizen.writes("e quanto costa?")

    await expect(anna.locator(".line.citizen").last).to_contain_text("e quanto costa?")
    understood = anna.locator(".line.citizen").last.locator(".understood")
    await anna.reload()
    await expect(understood).to_contain_text("ssistenza domiciliare")
    await expect(understood).to_contain_text("Costi")


async def test_after_the_handover_the_operators_page_shows_that_the_assistant_answers(
    enters: Any, rosa: WebCitizen
) -> None:
    anna = await is_helped_in_between(enters, rosa)

    await expect(anna.locator(".holder")).to_have_text("Risponde l'assistente")
    await expect(anna.get_by_label("La sua risposta")).to_have_count(0)
    await expect(anna.get_by_role("button", name="Prendi in carico")).to_be_visible()
