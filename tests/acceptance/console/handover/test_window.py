"""WhatsApp's 24 hours on the operator's screen: before, after, and when the citizen writes again."""

from datetime import timedelta
from typing import Any

from playwright.async_api import Page, expect

from tests.acceptance.console.handover.people import WhatsAppCitizen, said_in, takes
from tests.acceptance.console.handover.town_hall import APPROVED, TownHall
from tests.acceptance.console.pictures import pictured

DAY = timedelta(hours=24)
OVER = "Il tempo per scrivere liberamente è finito."
APPROVED_WORDS = "Gli operatori del Comune hanno una risposta per lei. Scriva qui un messaggio qualsiasi per leggerla."


async def is_taken(enters: Any, ugo: WhatsAppCitizen) -> tuple[Page, int]:
    talk = await ugo.asks_for_a_person()
    anna: Page = await enters("anna", f"/console/chats/{talk}")
    await takes(anna)
    await ugo.reads("Ora le risponde Anna Rossi")
    return anna, talk


async def test_a_page_left_open_goes_over_to_approved_messages_when_the_day_ends(
    enters: Any, site: TownHall, ugo: WhatsAppCitizen
) -> None:
    anna, talk = await is_taken(enters, ugo)
    await anna.clock.install()
    await anna.reload()
    await expect(anna.locator(".window")).to_contain_text("23 h 5")
    await anna.get_by_label("La sua risposta").fill("Le scrivo subito")
    await site.is_silent_for(talk, DAY)
    await anna.clock.fast_forward("24:00:00")

    await expect(anna.get_by_text(OVER)).to_be_visible()
    await expect(anna.get_by_label("La sua risposta")).to_have_count(0)
    await expect(anna.locator("blockquote")).to_have_text(APPROVED_WORDS)


async def test_an_approved_message_reaches_the_citizen_as_twilio_knows_it(
    enters: Any, site: TownHall, ugo: WhatsAppCitizen
) -> None:
    anna, talk = await is_taken(enters, ugo)
    await site.is_silent_for(talk, DAY)
    await anna.reload()
    await expect(anna.locator(".window")).to_have_text("WhatsApp: il tempo per scrivere liberamente è finito")
    await pictured(anna, "finestra-chiusa")
    await anna.get_by_role("button", name="Invia questo messaggio approvato").click()

    await expect(said_in(anna, APPROVED_WORDS)).to_be_visible()
    await ugo.reads(APPROVED)


async def test_when_the_citizen_writes_again_the_reply_is_there_again_with_what_was_typed(
    enters: Any, site: TownHall, ugo: WhatsAppCitizen
) -> None:
    anna, talk = await is_taken(enters, ugo)
    await anna.get_by_label("La sua risposta").fill("Le scrivo subito")
    await site.is_silent_for(talk, DAY)
    await anna.reload()
    await expect(anna.get_by_text(OVER)).to_be_visible()
    await ugo.writes("eccomi")

    await expect(said_in(anna, "eccomi")).to_be_visible()
    await expect(anna.get_by_label("La sua risposta")).to_have_value("Le scrivo subito")
    await expect(anna.locator(".window")).to_contain_text("23 h 59 min")
