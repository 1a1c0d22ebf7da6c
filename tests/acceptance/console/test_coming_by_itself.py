"""What comes by itself while the page is being changed by something else: no message is missed, and the end stays in sight."""

import re
from asyncio import Event
from typing import Any

import pytest_asyncio
from playwright.async_api import Page, Route, expect
from sqlalchemy import text

from bot.queue.alerts import alert
from tests.acceptance.console.test_for_everyone import DESK
from tests.acceptance.console.test_talking import ENTERS, OPENS, citizen_waits
from tests.acceptance.webchat.page import write
from tests.acceptance.webchat.site import Site
from tests.service.world import until

NEWS = re.compile("/news")
SLOW_TO_SETTLE = "htmx.config.defaultSettleDelay = 5000"
"""As in a browser with much else to do, only sure to be."""
IS_AT_END = "log.scrollHeight - log.scrollTop - log.clientHeight < 80"
LONG = "la mia storia è lunga\n" * 20


@pytest_asyncio.fixture(loop_scope="session")
async def both(opens: OPENS, enters: ENTERS, site: Site) -> tuple[Page, Page]:
    """A citizen, and Anna who has taken the talk."""
    citizen, talk = await citizen_waits(opens, site)
    anna: Page = await enters("anna", f"/console/chats/{talk}", **DESK)
    await anna.get_by_role("button", name="Prendi in carico").click()
    await expect(anna.get_by_label("La sua risposta")).to_be_focused()
    await expect(said_in(anna, "Ora le risponde Anna Rossi")).to_be_visible()
    return citizen, anna


def said_in(operator: Page, words: str) -> Any:
    return operator.locator("#lines").get_by_text(words)


async def keeps_a_note(operator: Page) -> None:
    await operator.get_by_label("Nuova nota").fill("Il figlio ha chiamato ieri.")
    await operator.get_by_role("button", name="Salva la nota").click()


async def test_what_is_told_while_a_steps_answer_is_on_its_way_is_shown_after_it(both: tuple[Page, Page]) -> None:
    citizen, anna = both

    async def answered_after_the_message_was_told(route: Route) -> None:
        async with anna.expect_response(NEWS):
            response = await route.fetch()
        async with anna.expect_response(NEWS):
            await write(citizen, "e poi?")
        await route.fulfill(response=response)

    await anna.route("**/notes", answered_after_the_message_was_told)
    await keeps_a_note(anna)

    await expect(anna.locator("#notes-list")).to_contain_text("Il figlio ha chiamato ieri.")
    await expect(said_in(anna, "e poi?")).to_be_visible()


async def test_a_long_message_is_followed_to_its_end_although_a_list_comes_at_the_same_moment(
    both: tuple[Page, Page],
) -> None:
    citizen, anna = both
    await anna.evaluate(SLOW_TO_SETTLE)

    has_come = Event()

    async def comes_before_the_message_has_settled(route: Route) -> None:
        await said_in(anna, "la mia storia").wait_for()
        await route.continue_()
        has_come.set()

    await anna.route("**/chats/part*", comes_before_the_message_has_settled)
    await write(citizen, LONG + "fine")
    await has_come.wait()

    await until(lambda: anna.evaluate(IS_AT_END))


COUNTS_CHANGES = """() => {
  window.changes = 0;
  const seen = new MutationObserver(records => { window.changes += records.length; }), alarms = document.querySelector("#alarms");
  seen.observe(alarms, { childList: true, characterData: true, subtree: true });
  seen.observe(alarms.parentNode, { childList: true });
}"""
"""What a screen reader would read anew."""


async def test_the_alarm_stays_under_the_fingers_and_is_not_read_anew_while_messages_come(
    both: tuple[Page, Page], site: Site
) -> None:
    citizen, anna = both
    talk = int(await anna.locator("#talk").get_attribute("data-talk") or 0)
    async with site.database.transaction() as session:
        await alert(session, "crisis", talk, 1)
    await write(citizen, "mio marito mi picchia")
    button = anna.get_by_role("button", name="Invia subito i numeri")
    await button.focus()
    await anna.evaluate(COUNTS_CHANGES)

    await write(citizen, "e poi?")
    await expect(said_in(anna, "e poi?")).to_be_visible()
    assert await anna.evaluate("window.changes") == 0
    await expect(button).to_be_focused()
    await anna.keyboard.press("Enter")
    await expect(anna.get_by_text("I numeri di emergenza sono partiti.")).to_be_visible()


async def test_so_does_what_asks_about_a_message_that_was_not_delivered(both: tuple[Page, Page], site: Site) -> None:
    citizen, anna = both
    talk = int(await anna.locator("#talk").get_attribute("data-talk") or 0)
    async with site.database.transaction() as session:
        (number,) = await session.scalars(
            text("UPDATE outbound_message SET status = 'failed' WHERE author = 'operator' RETURNING number")
        )
        await alert(session, "failed", talk, number)
    await write(citizen, "e poi?")
    button = anna.get_by_role("button", name="Lascia così")
    await button.focus()
    await button.evaluate("button => { button.isTheSame = true; }")

    await write(citizen, "e dopo?")
    await expect(said_in(anna, "e dopo?")).to_be_visible()
    await expect(button).to_be_focused()
    assert await button.evaluate("button => button.isTheSame")
