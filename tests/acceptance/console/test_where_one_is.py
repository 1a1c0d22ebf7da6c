"""The list beside a talk goes with what one does, and the first page before everything else raises no alarm."""

import re
from typing import Any

from playwright.async_api import Page, expect

from bot.staff import accounts, passwords
from tests.acceptance.console.test_for_everyone import DESK
from tests.acceptance.console.test_talking import ENTERS, OPENS, citizen_waits
from tests.acceptance.webchat.site import Site
from tests.console.many import thirty_wait
from tests.console.person import PASSWORD


def tab(page: Page, room: str) -> Any:
    return expect(page.locator(f"#tab-{room}"))


async def test_after_taking_a_talk_the_list_shows_ones_own_and_a_reload_too(enters: ENTERS, site: Site) -> None:
    first, *_ = await thirty_wait(site.database)
    anna: Page = await enters("anna", "/console/chats", **DESK)
    await anna.locator(f"#item-{first}").click()
    await expect(anna).to_have_url(re.compile(f"/console/chats/{first}"))
    await tab(anna, "waiting").to_have_attribute("aria-current", "page")
    # Before its scripts have run the page would take the talk too, but come anew as a whole.
    await anna.wait_for_load_state()
    await anna.get_by_role("button", name="Prendi in carico").click()

    await tab(anna, "mine").to_have_attribute("aria-current", "page")
    await expect(anna.locator(f"#item-{first}")).to_have_attribute("aria-current", "true")
    await expect(anna.get_by_label("La sua risposta")).to_be_focused()
    await anna.reload()
    await tab(anna, "mine").to_have_attribute("aria-current", "page")


async def test_what_comes_by_itself_afterwards_stays_in_that_list(opens: OPENS, enters: ENTERS, site: Site) -> None:
    _, talk = await citizen_waits(opens, site)
    anna: Page = await enters("anna", f"/console/chats/{talk}?room=waiting", **DESK)
    await anna.get_by_role("button", name="Prendi in carico").click()
    await tab(anna, "mine").to_have_attribute("aria-current", "page")
    await citizen_waits(opens, site, "anch'io vorrei qualcuno")

    await expect(anna.locator("#tab-waiting b")).to_have_text("1")
    await tab(anna, "mine").to_have_attribute("aria-current", "page")
    await expect(anna.locator(".item")).to_have_count(1)


async def test_a_search_and_a_colleagues_step_leave_the_list_as_it_is(opens: OPENS, enters: ENTERS, site: Site) -> None:
    _, talk = await citizen_waits(opens, site, "il bonus bollette")
    anna: Page = await enters("anna", f"/console/chats/{talk}?q=bollette", **DESK)
    bruno: Page = await enters("bruno", f"/console/chats/{talk}?room=waiting", **DESK)
    await anna.get_by_role("button", name="Prendi in carico").click()

    await expect(anna.get_by_label("La sua risposta")).to_be_visible()
    await expect(anna.get_by_text("Ricerca: bollette")).to_be_visible()
    await expect(bruno.locator(".holder")).to_have_text("In carico a Anna Rossi")
    await tab(bruno, "waiting").to_have_attribute("aria-current", "page")


async def test_before_the_first_password_is_changed_no_lost_connection_is_told(enters: ENTERS, site: Site) -> None:
    async with site.database.transaction() as session:
        row = await accounts.find(session, "anna")
        assert row
        await accounts.set_password(session, row.id, await passwords.hashed(PASSWORD), is_temporary=True)
    anna: Page = await enters("anna", "/console/account")
    asked: list[str] = []
    anna.on("request", lambda request: asked.append(request.url))
    await anna.reload()
    await anna.get_by_label("Password attuale").fill(PASSWORD)

    await expect(anna.get_by_text("La sua password è provvisoria")).to_be_visible()
    await expect(anna.locator("#told")).to_be_hidden()
    assert not [url for url in asked if "/console/stream" in url]


async def test_a_press_on_a_talk_counts_although_the_list_comes_anew_before_it_is_let_go(
    opens: OPENS, enters: ENTERS, site: Site
) -> None:
    first, second, *_ = await thirty_wait(site.database)
    anna: Page = await enters("anna", f"/console/chats/{first}", **DESK)
    await anna.locator(f"#item-{second}").hover()
    await anna.mouse.down()
    await citizen_waits(opens, site)
    await expect(anna.locator("#tab-waiting b")).to_have_text("31")
    await anna.mouse.up()

    await expect(anna).to_have_url(re.compile(f"/console/chats/{second}"))
