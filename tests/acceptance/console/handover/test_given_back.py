"""After the operator the assistant goes on where it was: what was talked of before is still what is talked of."""

import re
from typing import Any

from playwright.async_api import Page, expect

from tests.acceptance.console.handover.people import WebCitizen, WhatsAppCitizen, replies, said_in, takes
from tests.acceptance.console.pictures import pictured

HOME_HELP = "che cos'è l'assistenza domiciliare per gli anziani?"
TOLD = "Da qui le risponde di nuovo l'assistente automatico."


async def is_helped_in_between(enters: Any, citizen: WebCitizen | WhatsAppCitizen) -> Page:
    """Asked about home help, talked to an operator of something else, and is with the assistant again."""
    await citizen.writes(HOME_HELP)
    await citizen.reads("a domicilio")
    anna: Page = await enters("anna", f"/console/chats/{await citizen.asks_for_a_person()}")
    await takes(anna)
    await citizen.writes("a che piano è il vostro ufficio?")
    await expect(said_in(anna, "a che piano")).to_be_visible()
    await replies(anna, "Al secondo piano.")
    await citizen.reads("Al secondo piano.")
    await anna.get_by_role("button", name="Restituisci all'assistente").click()
    await citizen.reads(TOLD)
    return anna


async def test_in_the_web_chat_a_question_without_its_subject_is_understood_from_the_talk_before_the_handover(
    enters: Any, rosa: WebCitizen
) -> None:
    await costs_are_those_of_home_help(await is_helped_in_between(enters, rosa), rosa)


async def test_on_whatsapp_a_question_without_its_subject_is_understood_from_the_talk_before_the_handover(
    enters: Any, ugo: WhatsAppCitizen
) -> None:
    await costs_are_those_of_home_help(await is_helped_in_between(enters, ugo), ugo)


async def costs_are_those_of_home_help(operator: Page, citizen: WebCitizen | WhatsAppCitizen) -> None:
    await citizen.writes("e quanto costa?")
    asked = operator.locator(".line.citizen").last
    await expect(asked).to_contain_text("e quanto costa?")

    await expect(asked.locator(".understood")).to_contain_text(re.compile("assistenza domiciliare", re.IGNORECASE))
    await expect(asked.locator(".understood")).to_contain_text("Quanto costa")
    await expect(asked.locator(".understood")).to_be_in_viewport()
    await pictured(operator, "restituita")


async def test_after_the_handover_the_operators_page_shows_that_the_assistant_answers(
    enters: Any, rosa: WebCitizen
) -> None:
    anna = await is_helped_in_between(enters, rosa)

    await expect(anna.locator(".holder")).to_have_text("Risponde l'assistente")
    await expect(anna.get_by_label("La sua risposta")).to_have_count(0)
    await expect(anna.get_by_role("button", name="Prendi in carico")).to_be_visible()
