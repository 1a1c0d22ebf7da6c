"""A sound and a notice on the desktop: off until somebody allows them, once for each, and never a citizen's word in them."""

from typing import Any

from playwright.async_api import Page, expect

from bot.queue.alerts import alert
from tests.acceptance.console.test_talking import ENTERS, OPENS, citizen_waits
from tests.acceptance.webchat.site import Site
from tests.service.world import until

NOTED = """
    window.shown = []; window.tones = [];
    window.Notification = class {
        static permission = "granted";
        static requestPermission = async () => "granted";
        constructor(title, options) { window.shown.push({ title, ...options }); }
    };
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (at) { window.tones.push(this.frequency.value); return start.call(this, at); };
"""
"""The browser's own edge: what would be shown on the desktop, and heard."""
READS_OTHERS_LATE = """
    const written = {}, get = Storage.prototype.getItem, set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, value) { written[name] = value; return set.call(this, name, value); };
    Storage.prototype.getItem = function (name) { return name in written ? written[name] : get.call(this, name); };
"""
"""As in a tab with a process of its own: what another tab has written down is not there yet."""
ONE_TELLS = "navigator.locks.query().then(all => all.held.length === 1)"
ONE, THREE = [587], [880, 880, 880]


async def listens(enters: ENTERS, *, allowed: bool = True) -> Page:
    anna: Page = await enters("anna", "/console/")
    await anna.add_init_script(NOTED)
    await anna.reload()
    if allowed:
        await anna.get_by_role("button", name="Avvisi spenti").click()
        await expect(anna.get_by_role("button", name="Avvisi attivi")).to_have_attribute("aria-pressed", "true")
    await knows(anna)
    await anna.evaluate("window.tones.length = 0")
    return anna


async def knows(page: Page) -> None:
    """The page has been told once who waits."""
    await until(lambda: page.evaluate("localStorage.getItem('sportello-known:anna') !== null"))


async def heard(page: Page) -> tuple[list[int], list[dict[str, Any]]]:
    await until(lambda: page.evaluate("window.shown.length > 0"))
    tones, shown = await page.evaluate("[window.tones.map(Math.round), window.shown]")
    return tones, shown


async def test_who_newly_waits_is_told_by_one_tone_and_a_notice_without_their_words(
    opens: OPENS, enters: ENTERS, site: Site
) -> None:
    await citizen_waits(opens, site, "aspetto da prima")
    anna = await listens(enters)
    _, talk = await citizen_waits(opens, site, "la mia storia segreta")
    tones, (shown,) = await heard(anna)

    assert tones == ONE
    assert shown["tag"] == f"wait{talk}" and shown["silent"]
    assert "segreta" not in str(shown) and shown["title"] and shown["body"]


async def test_a_cry_for_help_sounds_otherwise(opens: OPENS, enters: ENTERS, site: Site) -> None:
    _, talk = await citizen_waits(opens, site)
    anna = await listens(enters)
    async with site.database.transaction() as session:
        await alert(session, "crisis", talk, 1)
    tones, (shown,) = await heard(anna)

    assert tones == THREE
    assert shown["tag"].startswith("cry") and "aiuto" in shown["title"]


async def test_nothing_sounds_until_somebody_allows_it(opens: OPENS, enters: ENTERS, site: Site) -> None:
    anna = await listens(enters, allowed=False)
    await citizen_waits(opens, site)
    await expect(anna.locator("#badge")).to_have_text("1")

    assert await anna.evaluate("[window.tones.length, window.shown.length]") == [0, 0]


async def test_the_choice_outlives_a_reload_and_is_taken_back_by_a_press(enters: ENTERS, site: Site) -> None:
    anna = await listens(enters)
    await anna.reload()
    await anna.get_by_role("button", name="Avvisi attivi").click()
    await expect(anna.get_by_role("button", name="Avvisi spenti")).to_have_attribute("aria-pressed", "false")
    await anna.reload()

    await expect(anna.get_by_role("button", name="Avvisi spenti")).to_be_visible()


async def test_of_two_open_tabs_one_tells_it(opens: OPENS, enters: ENTERS, site: Site) -> None:
    anna = await listens(enters)
    other = await anna.context.new_page()
    await other.add_init_script(NOTED)
    for page in (anna, other):
        await page.add_init_script(READS_OTHERS_LATE)
        await page.goto(f"{site.url}/console/")
        await until(lambda: anna.evaluate(ONE_TELLS))
    await citizen_waits(opens, site)
    for page in (anna, other):
        await expect(page.locator("#badge")).to_have_text("1")

    told = [await page.evaluate("window.shown.length") for page in (anna, other)]
    assert told == [1, 0]
    await anna.close()
    await citizen_waits(opens, site, "anch'io")
    await heard(other)
