"""A talk in a real browser: asking, pressing, waiting for a person, the next day."""

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import text

from bot.dialogue.turn import Reply
from tests.acceptance.webchat.conftest import Opens
from tests.acceptance.webchat.page import bubbles, write
from tests.acceptance.webchat.site import COST, QUESTION, Site


async def test_a_question_is_answered_on_the_page(page: Page) -> None:
    await write(page, QUESTION)

    await expect(bubbles(page)).to_have_count(2)
    await expect(bubbles(page).first).to_have_text(QUESTION)
    await expect(bubbles(page).last).to_contain_text("Un'ausiliaria viene a casa")
    await expect(page.locator(".day")).to_have_text("Oggi")


async def test_an_option_is_pressed_and_then_is_over(page: Page, site: Site) -> None:
    await write(page, QUESTION)
    await page.get_by_role("button", name="Quanto costa").click()

    await expect(bubbles(page)).to_have_count(4)
    await expect(bubbles(page).nth(2)).to_have_text("Quanto costa")
    await expect(bubbles(page).last).to_contain_text("in base al reddito")
    await expect(page.get_by_role("button", name="Come si fa")).to_have_count(0)
    assert site.heard == [QUESTION, COST.payload]


async def test_numbers_and_addresses_can_be_pressed(page: Page) -> None:
    await write(page, QUESTION)

    for href in ("tel:+390248694677", "mailto:aiuto@comune.example.it", "https://www.comune.example.it/servizi"):
        await expect(page.locator(f'.message a[href="{href}"]')).to_have_count(1)


async def test_what_is_written_is_never_html(page: Page) -> None:
    await write(page, "<b>ciao</b>")

    await expect(bubbles(page)).to_have_text(["<b>ciao</b>", "<img src=x onerror=alert(1)>"])
    await expect(page.locator(".message img")).to_have_count(0)


@pytest.mark.parametrize(
    ("words", "hrefs"),
    [
        ("• 112 Numero unico di emergenza", ["tel:112"]),
        ("Chiami il 1522, oppure il 114.", ["tel:1522", "tel:114"]),
        ("tel. 378 3059453 o 02-9533334", ["tel:+393783059453", "tel:+39029533334"]),
        ("+39 02 2327 2327", ["tel:+390223272327"]),
        ("numero verde 800 123 456", ["tel:800123456"]),
        ("il 03/12/2026 dalle 09:00 alle 12:30, 112 euro, via Dante 112, 3.500,00 euro", []),
        ("RSSMRA80A01F205X e 20090", []),
        ("(vedi https://a.example/x_y?z=1). Fine", ["https://a.example/x_y?z=1"]),
        ("javascript:alert(1) http://", []),
    ],
)
async def test_only_what_is_a_number_or_an_address_becomes_a_link(page: Page, words: str, hrefs: list[str]) -> None:
    script = "async (words) => [...(await import('./static/links.js')).linked(words).querySelectorAll('a')].map(a => a.getAttribute('href'))"

    assert await page.evaluate(script, words) == hrefs


async def test_who_waits_for_a_person_sees_it_and_finds_the_answer_later(page: Page, site: Site) -> None:
    await page.get_by_role("button", name="Parli con una persona").click()
    await expect(page.locator(".bot")).to_have_count(1)
    conversation = await site.calls_a_person()
    await expect(page.get_by_role("status")).to_contain_text("È in coda per una persona")
    address = page.url
    await page.goto("about:blank")
    await site.says_as_operator(conversation, "Buongiorno, sono Anna. Come posso aiutarla?")
    await page.goto(address)

    await expect(page.locator(".operator .text")).to_have_text("Buongiorno, sono Anna. Come posso aiutarla?")
    await expect(page.locator(".operator .who")).to_have_text("Operatore del Comune")
    await expect(page.get_by_role("status")).to_contain_text("le risponde una persona")


async def test_a_pause_shows_that_the_assistant_is_writing(page: Page, site: Site) -> None:
    site.is_answering = False
    await write(page, "un attimo")
    await expect(page.get_by_role("status")).to_contain_text("L'assistente sta scrivendo")
    site.is_answering = True

    await expect(page.get_by_role("status")).to_be_empty()


async def test_what_comes_while_the_page_is_closed_is_on_the_next_day_under_its_own_day(
    opens: Opens, site: Site
) -> None:
    page = await opens()
    await write(page, "ieri")
    await expect(page.locator(".bot")).to_have_count(1)
    async with site.database.transaction() as session:
        for table, column in (("inbound_message", "received_at"), ("outbound_message", "created_at")):
            await session.execute(text(f"UPDATE {table} SET {column} = {column} - interval '1 day'"))
    await page.reload()
    await write(page, "oggi")

    await expect(page.locator(".day")).to_have_text(["Ieri", "Oggi"])


async def test_examples_can_be_asked_with_one_press(page: Page, site: Site) -> None:
    site.answers["Ci sono aiuti per pagare le bollette?"] = (Reply("Sì."),)
    await page.get_by_role("button", name="bollette").click()

    await expect(bubbles(page)).to_have_text(["Ci sono aiuti per pagare le bollette?", "Sì."])
    await expect(page.get_by_text("Per esempio:")).to_be_hidden()


async def test_the_chooser_leads_to_a_municipalitys_chat(opens: Opens) -> None:
    page = await opens("/")
    await page.get_by_role("link", name="Comune di Valle").click()
    await write(page, "ciao")

    await expect(page.locator(".bot .text")).to_have_text(["Ha scritto: ciao"])
    await page.get_by_role("link", name="Cambia Comune").click()
    await expect(page.get_by_role("heading", name="Di quale Comune ha bisogno?")).to_be_visible()
