"""What comes after a message: corrections, presses, and what nobody can read any more."""

import pytest

from bot.dialogue.turn import Option
from tests.storage.desk import Desk
from tests.telegram.citizens import ROSA, UGO
from tests.telegram.conftest import Opens
from tests.telegram.door import Door

COSTS, HOURS = Option("Quanto costa", "ask:nido:costi"), Option("Orari", "ask:nido:orari")


async def test_a_message_that_was_corrected_in_time_is_answered_as_it_stands_now(door: Door) -> None:
    said = ROSA.says("quanto csta?")
    await door.brings(said, ROSA.says("grazie"))
    await door.brings(new := ROSA.edits(said, "quanto costa?"), new, said)

    assert await door.written(ROSA) == ["quanto costa?", "grazie"]


async def test_a_message_that_is_corrected_too_late_is_another_message(door: Door, desk: Desk) -> None:
    said = ROSA.says("quanto csta?")
    await door.brings(said)
    await desk.completes(await desk.must_claim(), "Non ho capito.")
    await door.brings(new := ROSA.edits(said, "quanto costa?"), new)

    assert await door.written(ROSA) == ["quanto csta?", "quanto costa?"]
    assert (await desk.must_claim()).text == "quanto costa?"


async def test_a_new_version_with_the_same_words_is_none(door: Door, desk: Desk) -> None:
    said = ROSA.says("quanto costa?")
    await door.brings(said)
    await desk.completes(await desk.must_claim(), "È gratuito.")
    await door.brings(ROSA.edits(said, "quanto costa?"))

    assert await door.written(ROSA) == ["quanto costa?"]


async def test_a_cry_for_help_in_a_correction_does_not_wait(door: Door, opened: Opens, patient_desk: Desk) -> None:
    async with opened(door.database, pause_seconds=3600) as patient:
        said = ROSA.says("mio marito")
        await patient.brings(said)
        assert await patient_desk.claims() is None
        await patient.brings(ROSA.edits(said, "mio marito mi picchia"))

    assert (await patient_desk.must_claim()).text == "mio marito mi picchia"


async def test_a_correction_of_a_message_that_we_never_got_is_a_message(door: Door) -> None:
    await door.brings(ROSA.edits(ROSA.says("vecchio"), "nuovo"))

    assert await door.written(ROSA) == ["nuovo"]


async def test_a_button_presses_what_it_showed_however_old_it_is(door: Door) -> None:
    await door.brings(ROSA.says("ciao"))
    old, new = await door.shows(COSTS), await door.shows(HOURS, COSTS)
    asked = await door.brings(ROSA.presses(f"{old}:0"), ROSA.presses(f"{new}:0"))

    assert await door.written(ROSA) == ["ciao", COSTS.payload, HOURS.payload]
    assert [call["method"] for call in asked] == ["answerCallbackQuery"] * 2
    assert [call["text"] for call in asked] == ["✓ Quanto costa", "✓ Orari"]


async def test_a_press_that_is_brought_again_is_stored_once_and_answered_again(door: Door) -> None:
    await door.brings(ROSA.says("ciao"))
    press = ROSA.presses(f"{await door.shows(COSTS)}:0")
    first, second = await door.brings(press, press)

    assert first == second
    assert first["callback_query_id"] == press["callback_query"]["id"]
    assert await door.written(ROSA) == ["ciao", COSTS.payload]


@pytest.mark.parametrize("data", ["1:7", "999:0", "", "ask:nido", "0:0", "😢"])
async def test_a_button_that_nobody_knows_is_answered_and_told_to_be_stale(door: Door, data: str) -> None:
    await door.brings(ROSA.says("ciao"))
    await door.shows(COSTS)
    [asked] = await door.brings(ROSA.presses(data))

    assert asked.keys() == {"method", "callback_query_id"}
    assert await door.written(ROSA) == ["ciao", "stale:"]


async def test_nobody_presses_another_citizens_button(door: Door) -> None:
    await door.brings(ROSA.says("ciao"))
    shown = await door.shows(COSTS)
    await door.brings(UGO.presses(f"{shown}:0"))

    assert await door.written(UGO) == ["stale:"]
