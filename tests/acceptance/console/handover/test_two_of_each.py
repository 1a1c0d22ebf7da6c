"""Two operators and two citizens at once, one in the web chat and one on WhatsApp: who takes whom, and who reads what."""

from asyncio import gather
from typing import Any

from playwright.async_api import Page, expect

from tests.acceptance.console.handover.people import WebCitizen, WhatsAppCitizen, replies, said_in, takes
from tests.acceptance.console.handover.town_hall import TownHall
from tests.acceptance.console.pictures import pictured
from tests.acceptance.console.together import both_take


async def test_both_citizens_who_ask_for_a_person_appear_on_both_operators_screens(
    enters: Any, rosa: WebCitizen, ugo: WhatsAppCitizen
) -> None:
    both: list[Page] = [await enters(name, "/console/chats") for name in ("anna", "bruno")]
    for page in both:
        await expect(page.get_by_text("Nessuno è in attesa.")).to_be_visible()
    talks = [await citizen.asks_for_a_person() for citizen in (rosa, ugo)]

    for page in both:
        for talk in talks:
            await expect(page.locator(f"#item-{talk}")).to_contain_text("In attesa da meno di un minuto")
        await expect(page.locator("#badge")).to_have_text("2")


async def test_of_two_who_press_in_the_same_second_one_wins_and_the_other_is_told_whose_it_is(
    enters: Any, site: TownHall, ugo: WhatsAppCitizen
) -> None:
    talk = await ugo.asks_for_a_person()
    both: list[Page] = [await enters(name, f"/console/chats/{talk}") for name in ("anna", "bruno")]
    await both_take(both)

    for page in both:
        await expect(page.locator("#notice")).to_contain_text("conversazione")
    won = [await page.get_by_label("La sua risposta").count() == 1 for page in both]
    assert sorted(won) == [False, True]
    winner, loser = ("Anna Rossi", both[1]) if won[0] else ("Bruno Verdi", both[0])
    await pictured(loser, "due-nello-stesso-secondo")
    await expect(loser.locator("#notice")).to_contain_text(f"intanto la conversazione è passata a {winner}")
    await ugo.reads(f"Ora le risponde {winner}, del Comune di Bussero.")
    assert sum("Ora le risponde" in said for said in ugo.read) == 1


async def test_each_operator_talks_with_their_citizen_both_ways_and_nothing_crosses(
    enters: Any, rosa: WebCitizen, ugo: WhatsAppCitizen
) -> None:
    anna: Page = await enters("anna", f"/console/chats/{await rosa.asks_for_a_person()}")
    bruno: Page = await enters("bruno", f"/console/chats/{await ugo.asks_for_a_person()}")
    await gather(takes(anna), takes(bruno))
    await gather(replies(anna, "Buongiorno Rosa."), replies(bruno, "Buongiorno Ugo."))
    await gather(rosa.reads("Buongiorno Rosa."), ugo.reads("Buongiorno Ugo."))
    await gather(rosa.writes("grazie, sono Rosa"), ugo.writes("grazie, sono Ugo"))

    await expect(said_in(anna, "grazie, sono Rosa")).to_be_visible()
    await expect(said_in(bruno, "grazie, sono Ugo")).to_be_visible()
    await pictured(bruno, "due-cittadini")
    await expect(said_in(anna, "Ugo")).to_have_count(0)
    await expect(said_in(bruno, "Rosa")).to_have_count(0)
    await rosa.has_never_read("Buongiorno Ugo.")
    await ugo.has_never_read("Buongiorno Rosa.")


async def test_a_note_is_on_the_colleagues_screen_at_once_and_never_sent(enters: Any, ugo: WhatsAppCitizen) -> None:
    talk = await ugo.asks_for_a_person()
    bruno: Page = await enters("bruno", f"/console/chats/{talk}")
    anna: Page = await enters("anna", f"/console/chats/{talk}")
    await takes(anna)
    await anna.get_by_label("Nuova nota").fill("Il figlio ha chiamato ieri.")
    await anna.get_by_role("button", name="Salva la nota").click()
    await expect(bruno.locator("#notes-list").get_by_text("Il figlio ha chiamato ieri.")).to_be_visible()

    # What is said after the note goes out after it, if the note goes out at all.
    await replies(anna, "Buongiorno.")
    await ugo.reads("Buongiorno.")
    await ugo.has_never_read("Il figlio")


async def test_a_talk_passed_to_the_colleague_is_theirs_and_the_citizen_is_told(enters: Any, rosa: WebCitizen) -> None:
    talk = await rosa.asks_for_a_person()
    bruno: Page = await enters("bruno", f"/console/chats/{talk}")
    anna: Page = await enters("anna", f"/console/chats/{talk}")
    await takes(anna)
    await anna.get_by_text("Passa a un collega").click()
    await anna.get_by_label("A chi").select_option("bruno")
    await anna.get_by_role("button", name="Passa la conversazione").click()

    await expect(anna.locator(".holder")).to_have_text("In carico a Bruno Verdi")
    await expect(anna.get_by_label("La sua risposta")).to_have_count(0)
    await rosa.reads("Ora le risponde Bruno Verdi, del Comune di Cesano Boscone.")
    await replies(bruno, "Continuo io.")
    await rosa.reads("Continuo io.")
