"""Thirty who wait and a thousand talks that are over, on a desk's screen and on a telephone."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.acceptance.console.pictures import pictured
from tests.acceptance.console.test_for_everyone import DESK, WIDER
from tests.acceptance.console.test_talking import ENTERS, OPENS, citizen_waits
from tests.acceptance.webchat.conftest import PHONE
from tests.acceptance.webchat.site import Site
from tests.acceptance.webchat.test_reaching_everyone import found_by_axe
from tests.console.many import thirty_wait, thousand_closed


@pytest.mark.parametrize("viewport", [DESK["viewport"], PHONE], ids=["desk", "phone"])
async def test_thirty_who_wait_are_listed_in_order_within_the_screens_width_and_without_a_fault_of_axes(
    enters: ENTERS, site: Site, viewport: dict[str, Any]
) -> None:
    first, *_, last = await thirty_wait(site.database)
    await thousand_closed(site.database)
    anna: Page = await enters("anna", "/console/chats", viewport=viewport)
    width = viewport["width"]
    await expect(anna.locator(".item")).to_have_count(30)
    await expect(anna.locator(".item").first).to_contain_text("Urgente: richiesta di aiuto")
    await expect(anna.locator(".item a").first).to_have_id(f"item-{first}")
    await pictured(anna, f"trenta-{width}")
    await anna.locator(f"#item-{last}").scroll_into_view_if_needed()
    await expect(anna.locator(f"#item-{last}")).to_be_in_viewport()

    assert await anna.evaluate(WIDER) <= 0
    assert await found_by_axe(anna) == []


async def test_the_pages_of_a_thousand_closed_talks_are_turned(enters: ENTERS, site: Site) -> None:
    closed = await thousand_closed(site.database)
    anna: Page = await enters("anna", "/console/chats?room=closed", **DESK)
    await anna.get_by_role("link", name="Pagina dopo").click()
    await expect(anna.locator(f"#item-{closed[30]}")).to_be_visible()
    await pictured(anna, "mille-chiuse")
    await anna.locator(f"#item-{closed[30]}").click()

    await expect(anna.locator("#talk")).to_contain_text(f"domanda numero {closed[30]}")
    await expect(anna.get_by_text("Pagina 2")).to_be_visible()


async def test_whoever_comes_last_is_counted_at_once_while_the_page_stays_where_it_is(
    opens: OPENS, enters: ENTERS, site: Site
) -> None:
    waiting = await thirty_wait(site.database)
    anna: Page = await enters("anna", f"/console/chats/{waiting[10]}", **DESK)
    await expect(anna.locator("#badge")).to_have_text("30")
    await citizen_waits(opens, site)

    await expect(anna.locator("#badge")).to_have_text("31")
    await expect(anna.locator("#tab-waiting b")).to_have_text("31")
    await expect(anna.get_by_role("link", name="Pagina dopo")).to_be_visible()
    await expect(anna.locator(f"#item-{waiting[10]}")).to_have_attribute("aria-current", "true")
