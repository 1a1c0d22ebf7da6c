"""The console for everyone: axe's rules, the keyboard alone, a telephone's width, letters twice as large."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.acceptance.console.test_talking import ENTERS, OPENS, citizen_waits
from tests.acceptance.webchat.conftest import PHONE
from tests.acceptance.webchat.site import Site
from tests.acceptance.webchat.test_reaching_everyone import found_by_axe

PLACES = ("", "chats", "questions", "closures", "answers", "account", "account/codes")
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DESK: dict[str, Any] = {"viewport": {"width": 1360, "height": 860}}


@pytest.mark.parametrize("viewport", [DESK["viewport"], PHONE], ids=["desk", "phone"])
async def test_axe_finds_no_fault_and_nothing_is_wider_than_the_screen(
    opens: OPENS, enters: ENTERS, site: Site, viewport: dict[str, int]
) -> None:
    _, talk = await citizen_waits(opens, site)
    anna: Page = await enters("anna", viewport=viewport)
    carla: Page = await enters("carla", "/console/users", viewport=viewport)
    found = {"/console/users": await found_by_axe(carla)}
    for path in (*PLACES, f"chats/{talk}"):
        await anna.goto(f"{site.url}/console/{path}")
        found[path] = await found_by_axe(anna)
        assert await anna.evaluate(WIDER) <= 0, path
    await anna.get_by_role("button", name="Prendi in carico").click()
    await expect(anna.get_by_label("La sua risposta")).to_be_visible()
    found["mine"] = await found_by_axe(anna)

    assert {path: faults for path, faults in found.items() if faults} == {}


async def test_axe_finds_no_fault_at_the_entrance(opens: OPENS, site: Site) -> None:
    page: Page = await opens("/console/login")

    assert await found_by_axe(page) == []


async def test_a_talk_is_taken_and_answered_by_the_keyboard_alone(opens: OPENS, enters: ENTERS, site: Site) -> None:
    citizen, _ = await citizen_waits(opens, site)
    anna: Page = await enters("anna", "/console/chats", **DESK)
    await anna.keyboard.press("j")
    await anna.keyboard.press("Enter")
    await expect(anna.get_by_role("button", name="Prendi in carico")).to_be_visible()
    # A key is heard once the page's scripts have run.
    await anna.wait_for_load_state()
    await anna.keyboard.press("p")
    await expect(anna.get_by_label("La sua risposta")).to_be_focused()
    await anna.keyboard.type("Eccomi!")
    await anna.keyboard.press("Control+Enter")

    await expect(citizen.get_by_text("Eccomi!")).to_be_visible()


async def test_with_letters_twice_as_large_everything_is_within_reach(opens: OPENS, enters: ENTERS, site: Site) -> None:
    _, talk = await citizen_waits(opens, site)
    half = {"width": 640, "height": 400}
    anna: Page = await enters("anna", f"/console/chats/{talk}", viewport=half, device_scale_factor=2)
    await anna.get_by_role("button", name="Prendi in carico").click()
    await anna.get_by_label("La sua risposta").fill("Eccomi!")
    await anna.get_by_role("button", name="Invia", exact=True).click()

    await expect(anna.locator("#lines").get_by_text("Eccomi!")).to_be_visible()
    assert await anna.evaluate(WIDER) <= 0
