"""The psychologist's day in a browser: a booking from the chat appears by itself; she falls ill; the citizen is told and chooses again."""

from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect
from sqlalchemy import text

from bot import times
from bot.booking.slots import Slot
from bot.knowledge.live import LiveKnowledge
from tests.acceptance.console.pictures import pictured, printed
from tests.acceptance.console.test_for_everyone import DESK, WIDER
from tests.acceptance.webchat.conftest import PHONE
from tests.acceptance.webchat.site import Site
from tests.acceptance.webchat.test_reaching_everyone import found_by_axe
from tests.console.desks import PLACE, Diary, day_of, give_appointments
from tests.folder import write_knowledge

OPENS = Any
ENTERS = Any
AGENDA = f"/console{PLACE}"


@pytest_asyncio.fixture(loop_scope="session")
async def diary(site: Site, tmp_path: Path) -> Diary:
    return Diary(site.database, LiveKnowledge(give_appointments(write_knowledge(tmp_path))))


async def citizen_writes(opens: OPENS, site: Site, words: str = "vorrei un appuntamento") -> tuple[Page, int]:
    page: Page = await opens("/?comune=borgo")
    await page.get_by_label("Scriva qui").fill(words)
    await page.get_by_role("button", name="Invia").click()
    await expect(page.get_by_text(f"Ha scritto: {words}")).to_be_visible()
    async with site.database.transaction() as session:
        return page, await session.scalar(text("SELECT max(id) FROM conversation"))


async def test_a_booking_appears_by_itself_and_on_a_day_of_illness_the_citizen_is_offered_another_slot(
    opens: OPENS, enters: ENTERS, site: Site, diary: Diary
) -> None:
    citizen, talk = await citizen_writes(opens, site)
    slot = (await diary.free())[0]
    dora: Page = await enters("dora", f"{AGENDA}?day={day_of(slot)}", **DESK)
    await expect(dora.get_by_text("Rosa Bianchi")).to_have_count(0)

    await diary.books(talk, slot)
    await expect(dora.get_by_text("Rosa Bianchi")).to_be_visible()
    await dora.get_by_role("link", name=times.spoken_date(slot.day)).last.click()
    await dora.get_by_role("link", name="Chiudi questa giornata").click()
    await dora.get_by_role("button", name="Chiudi", exact=True).click()
    await expect(dora.get_by_role("alert").get_by_text("Rosa Bianchi")).to_be_visible()
    await pictured(dora, "agenda-chiusura")
    await dora.get_by_role("button", name="Sì, chiudi e avvisa").click()

    await expect(dora.get_by_text("Chi aveva un appuntamento viene avvisato")).to_be_visible()
    await expect(citizen.get_by_text("annullato")).to_be_visible()
    other = (await diary.free())[0]
    await citizen.get_by_role("button", name=f"ore {other.at:%H:%M}").first.click()
    await expect(citizen.get_by_text("Ha scritto: appointment:to:")).to_be_visible()


@pytest.fixture(scope="module")
def names() -> tuple[str, ...]:
    return ("Rosa Bianchi", "Ugo Neri", "Ada Verdi", "Elena Conti")


async def filled(opens: OPENS, site: Site, diary: Diary, names: tuple[str, ...]) -> Slot:
    """A week with appointments, somebody late, somebody to call, somebody waiting, and closed hours."""
    free = await diary.free()
    for name, slot in zip(names, free[::2], strict=False):
        page, talk = await citizen_writes(opens, site)
        booked = await diary.books(talk, slot, name)
        if name == names[0]:
            await diary.is_late(talk, booked, 15)
        await page.context.close()
    page, talk = await citizen_writes(opens, site)
    await diary.waits(talk, "Paolo Riva")
    await page.context.close()
    return free[0]


HALF = {"width": 680, "height": 430}
"""A desk's screen with letters twice as large."""


@pytest.mark.parametrize("viewport", [DESK["viewport"], HALF, PHONE], ids=["desk", "zoomed", "phone"])
async def test_axe_finds_no_fault_in_the_agenda_and_nothing_is_wider_than_the_screen(
    opens: OPENS, enters: ENTERS, site: Site, diary: Diary, names: tuple[str, ...], viewport: dict[str, int]
) -> None:
    slot = await filled(opens, site, diary, names)
    dora: Page = await enters("dora", f"{AGENDA}?day={day_of(slot)}", viewport=viewport)
    (booked, *_) = [a for a in await diary.all() if a.name == names[0]]
    width, found, wide = viewport["width"], {}, []
    places = {
        "week": f"?day={day_of(slot)}",
        "day": f"?view=day&day={day_of(slot)}",
        "new": f"/new?slot={(await diary.free())[0].token}",
        "one": f"/appointments/{booked.id}",
        "move": f"/appointments/{booked.id}/move",
        "blocks": "/blocks",
        "hours": "/hours",
        "calendar": "/calendar",
    }
    for name, path in places.items():
        await dora.goto(site.url + AGENDA + path)
        found[name] = await found_by_axe(dora)
        wide += [name] if await dora.evaluate(WIDER) > 0 else []
        await pictured(dora, f"agenda-{width}-{name}")

    assert {name: faults for name, faults in found.items() if faults} == {}
    assert wide == []


async def test_on_a_telephone_one_day_is_shown_at_a_time(enters: ENTERS, site: Site, diary: Diary) -> None:
    slot = (await diary.free())[0]
    dora: Page = await enters("dora", f"{AGENDA}?day={day_of(slot)}", viewport=PHONE)

    await expect(dora.locator(".day:visible")).to_have_count(1)
    await expect(dora.locator(".day:visible h3")).to_contain_text(times.spoken_date(slot.day))
    await dora.get_by_role("link", name="Giorno Dopo").click()
    await expect(dora.locator(".day:visible h3")).not_to_contain_text(times.spoken_date(slot.day))


async def test_a_phone_booking_is_written_down_by_the_keyboard_alone(enters: ENTERS, site: Site, diary: Diary) -> None:
    slot = (await diary.free())[0]
    dora: Page = await enters("dora", f"{AGENDA}?view=day&day={day_of(slot)}", **DESK)
    await dora.keyboard.press("j")
    await dora.keyboard.press("Enter")
    await dora.get_by_label("Nome e cognome").focus()
    await dora.keyboard.type("Ada Verdi")
    await dora.keyboard.press("Enter")
    await expect(dora.get_by_text("Prenotazione scritta in agenda.")).to_be_visible()
    await expect(dora.get_by_role("link", name="Ada Verdi")).to_be_visible()

    # A key is heard once the page's scripts have run.
    await dora.wait_for_load_state()
    await dora.keyboard.press("ArrowRight")
    await expect(dora.get_by_role("link", name="Ada Verdi")).to_have_count(0)
    await dora.wait_for_load_state()
    await dora.keyboard.press("ArrowLeft")
    await expect(dora.get_by_role("link", name="Ada Verdi")).to_be_visible()


async def test_the_day_is_printed_without_what_surrounds_it(
    opens: OPENS, enters: ENTERS, site: Site, diary: Diary, names: tuple[str, ...]
) -> None:
    slot = await filled(opens, site, diary, names)
    dora: Page = await enters("dora", f"{AGENDA}?view=day&day={day_of(slot)}", **DESK)
    await dora.evaluate("window.print = () => { document.title = 'printed'; }")
    await dora.get_by_role("button", name="Stampa la giornata").click()
    await expect(dora).to_have_title("printed")
    await dora.emulate_media(media="print")
    for hidden in ("Esci", "Settimana", "Stampa la giornata"):
        await expect(dora.get_by_text(hidden, exact=True)).to_be_hidden()
    await expect(dora.locator(".slot").get_by_text(names[0])).to_be_visible()
    for hidden in ("In ritardo", "Visto", "Lista d'attesa"):
        await expect(dora.get_by_text(hidden, exact=True)).to_be_hidden()
    await expect(dora.get_by_text("Contiene dati personali")).to_be_visible()
    await expect(dora.locator("#shown")).to_have_text(times.spoken_date(slot.day).capitalize())
    # The width of A4 without its margins.
    await dora.set_viewport_size({"width": 680, "height": 960})
    await pictured(dora, "agenda-stampa")
    await printed(dora, "agenda-stampa")


async def test_operators_see_only_that_somebody_comes(opens: OPENS, enters: ENTERS, site: Site, diary: Diary) -> None:
    slot = (await diary.free())[0]
    anna: Page = await enters("anna", f"{AGENDA}?day={day_of(slot)}", **DESK)
    _, talk = await citizen_writes(opens, site)
    await diary.books(talk, slot)

    await expect(anna.get_by_text("Occupato", exact=True)).to_be_visible()
    await expect(anna.get_by_text("Rosa Bianchi")).to_have_count(0)
    await pictured(anna, "agenda-operatori")
    assert await found_by_axe(anna) == []
