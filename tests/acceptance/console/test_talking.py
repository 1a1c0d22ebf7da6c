"""Operators and a citizen, each in a browser: waiting, taking, talking, giving back; and what goes wrong in between."""

import re
from typing import Any

from playwright.async_api import Page, Route, expect
from sqlalchemy import delete

from bot.storage.models import StaffSession
from tests.acceptance.console.together import both_take
from tests.acceptance.webchat.site import Site

OPENS = Any
ENTERS = Any


async def citizen_waits(opens: OPENS, site: Site, words: str = "vorrei parlare con qualcuno") -> tuple[Page, int]:
    page: Page = await opens("/?comune=borgo")
    await page.get_by_label("Scriva qui").fill(words)
    await page.get_by_role("button", name="Invia").click()
    await expect(page.get_by_text(f"Ha scritto: {words}")).to_be_visible()
    return page, await site.calls_a_person()


async def test_a_talk_from_the_queue_to_the_assistant_again(opens: OPENS, enters: ENTERS, site: Site) -> None:
    anna: Page = await enters("anna", "/console/chats")
    await expect(anna.get_by_text("Nessuno è in attesa.")).to_be_visible()
    citizen, talk = await citizen_waits(opens, site)

    await anna.locator(f"#item-{talk}").click()
    await anna.get_by_role("button", name="Prendi in carico").click()
    await expect(anna.get_by_text("In carico a lei")).to_be_visible()
    await expect(citizen.get_by_text("Ora le risponde Anna Rossi")).to_be_visible()

    await anna.get_by_label("La sua risposta").fill("Buongiorno, mi dica pure.")
    await anna.keyboard.press("Control+Enter")
    await expect(citizen.get_by_text("Buongiorno, mi dica pure.")).to_be_visible()
    await expect(anna.get_by_label("La sua risposta")).to_have_value("")
    await citizen.get_by_label("Scriva qui").fill("grazie mille")
    await citizen.get_by_role("button", name="Invia").click()
    await expect(anna.locator("#lines").get_by_text("grazie mille")).to_be_visible()

    await anna.get_by_role("button", name="Restituisci all'assistente").click()
    await expect(anna.locator("#talk").get_by_text("Risponde l'assistente")).to_be_visible()
    await expect(citizen.get_by_text("le risponde di nuovo l'assistente")).to_be_visible()


async def test_two_press_in_the_same_second_and_one_is_told_who_was_first(
    opens: OPENS, enters: ENTERS, site: Site
) -> None:
    _, talk = await citizen_waits(opens, site)
    both: list[Page] = [await enters(name, f"/console/chats/{talk}") for name in ("anna", "bruno")]
    await both_take(both)
    for page in both:
        await expect(page.locator("#talk[data-holder=operator]")).to_be_visible()
    mine = [await page.get_by_label("La sua risposta").count() for page in both]
    loser = both[mine.index(0)]

    assert sorted(mine) == [0, 1]
    await expect(loser.locator(".holder")).to_contain_text("In carico a " + ("Bruno" if loser is both[0] else "Anna"))


async def test_news_of_the_step_itself_waits_for_the_steps_answer(opens: OPENS, enters: ENTERS, site: Site) -> None:
    _, talk = await citizen_waits(opens, site)
    anna: Page = await enters("anna", f"/console/chats/{talk}")

    async def answered_after_the_news(route: Route) -> None:
        async with anna.expect_response(re.compile("/news")):
            response = await route.fetch()
        await route.fulfill(response=response)

    await anna.route("**/take", answered_after_the_news)
    await anna.get_by_role("button", name="Prendi in carico").focus()
    await anna.keyboard.press("Enter")

    await expect(anna.get_by_label("La sua risposta")).to_be_focused()


async def test_a_session_that_ends_in_mid_reply_loses_nothing(opens: OPENS, enters: ENTERS, site: Site) -> None:
    citizen, talk = await citizen_waits(opens, site)
    anna: Page = await enters("anna", f"/console/chats/{talk}", complains=True)
    await anna.get_by_role("button", name="Prendi in carico").click()
    await anna.get_by_label("La sua risposta").fill("Una risposta lunga e pensata")
    async with site.database.transaction() as session:
        await session.execute(delete(StaffSession))
    await anna.get_by_role("button", name="Invia", exact=True).click()

    await expect(anna.get_by_role("alert").filter(has_text="La sessione è scaduta")).to_be_visible()
    await expect(anna.get_by_label("La sua risposta")).to_have_value("Una risposta lunga e pensata")
    await anna.get_by_role("link", name="Entri di nuovo").click()
    await anna.get_by_label("Nome utente").fill("anna")
    await anna.get_by_label("Password").fill("una frase lunga e mia")
    await anna.get_by_role("button", name="Entra").click()
    await expect(anna.get_by_label("La sua risposta")).to_have_value("Una risposta lunga e pensata")
    await anna.get_by_role("button", name="Invia", exact=True).click()
    await expect(citizen.get_by_text("Una risposta lunga e pensata")).to_have_count(1)


async def test_a_draft_is_no_longer_there_when_a_colleague_enters_in_the_same_browser(
    opens: OPENS, enters: ENTERS, site: Site
) -> None:
    _, talk = await citizen_waits(opens, site)
    page: Page = await enters("anna", f"/console/chats/{talk}")
    await page.get_by_role("button", name="Prendi in carico").click()
    await page.get_by_label("La sua risposta").fill("Una risposta a metà")
    await expect(page.get_by_text("Bozza salvata")).to_be_visible()
    drafts = "Object.keys(localStorage).filter(name => name.startsWith('sportello-draft:')).length"
    assert await page.evaluate(drafts) == 1

    await page.context.clear_cookies()
    await page.goto(f"{site.url}/console/login")
    await page.get_by_label("Nome utente").fill("bruno")
    await page.get_by_label("Password").fill("una frase lunga e mia")
    await page.get_by_role("button", name="Entra").click()
    await expect(page.get_by_text("Bruno Verdi").first).to_be_visible()
    await page.wait_for_function(f"{drafts} === 0")


async def test_a_draft_survives_a_reload_and_a_ready_answer_is_put_in_by_one_press(
    opens: OPENS, enters: ENTERS, site: Site
) -> None:
    _, talk = await citizen_waits(opens, site)
    anna: Page = await enters("anna", f"/console/chats/{talk}")
    await anna.get_by_role("button", name="Prendi in carico").click()
    await anna.locator(".ready summary").click()
    await anna.locator(".ready").get_by_role("button", name="ho letto quello che ha scritto").click()
    text = anna.get_by_label("La sua risposta")
    await expect(text).to_have_value(re.compile(r"^Buongiorno, sono Anna Rossi, del Comune di Borgo\."))
    await anna.reload()
    await expect(text).to_have_value(re.compile(r"^Buongiorno, sono Anna Rossi, del Comune di Borgo\."))


async def test_a_colleague_who_looks_on_is_named(opens: OPENS, enters: ENTERS, site: Site) -> None:
    _, talk = await citizen_waits(opens, site)
    anna: Page = await enters("anna", f"/console/chats/{talk}")
    bruno: Page = await enters("bruno", f"/console/chats/{talk}")

    await expect(anna.get_by_text("Bruno Verdi sta guardando")).to_be_visible()
    await bruno.goto("about:blank")
    await expect(anna.get_by_text("Bruno Verdi sta guardando")).to_have_count(0)
