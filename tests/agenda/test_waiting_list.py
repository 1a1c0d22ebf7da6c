"""What becomes free is offered to the first who waits, for a while, then to the next."""

from dataclasses import replace

import pytest

from bot.booking.appointment import Place
from bot.booking.outcomes import Booked, Released, Taken, Waiting
from bot.booking.slots import ANY_TIME
from bot.storage.database import Database
from tests.agenda.conftest import Comes, new_talk
from tests.agenda.people import (
    DESK,
    FRIDAY_AT_4,
    Person,
    at,
    notices,
    slot,
)
from tests.agenda.telling import FRIDAY_AFTERNOON, passes


@pytest.fixture
async def rosa(comes: Comes) -> Person:
    return await comes("Rosa")


@pytest.fixture
async def ugo(comes: Comes) -> Person:
    return await comes("Ugo")


@pytest.fixture
async def ada(comes: Comes) -> Person:
    return await comes("Ada")


async def test_a_slot_that_becomes_free_is_offered_to_the_first_who_waits_then_to_the_next(
    rosa: Person, ugo: Person, ada: Person, database: Database
) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    only_that = replace(FRIDAY_AFTERNOON, earliest=FRIDAY_AT_4.at, latest=FRIDAY_AT_4.at)
    waits = await ugo.desk.join_waiting_list(ugo.asks(), DESK.id, only_that)
    assert isinstance(waits, Waiting) and waits.ahead == 0
    rosa.clock.passes(minutes=1)
    waits = await ada.desk.join_waiting_list(ada.asks(), DESK.id, only_that)
    assert isinstance(waits, Waiting) and waits.ahead == 1

    rosa.clock.now = at(25, 11)
    await rosa.desk.cancel(rosa.asks(), booked.id)
    offered = "Si è liberato un posto: venerdì 27 novembre alle 16. È riservato per lei fino alle {}. Le va bene?"
    assert await notices(database) == [("Ugo", offered.format("12"))]
    assert isinstance(await ada.holds(FRIDAY_AT_4), Taken)

    # Ugo says nothing for an hour.
    await passes(database, at(25, 12))
    told = await notices(database)
    assert [who for who, _ in told] == ["Ugo", "Ugo", "Ada"]
    assert told[1][1].startswith("Il posto di venerdì 27 novembre alle 16 non è più riservato")
    assert told[2][1] == offered.format("13")

    ada.clock.now = at(25, 12, 30)
    hold = await ada.desk.held(ada.citizen, ada.clock.now)
    assert hold
    assert isinstance(await ada.desk.book(ada.asks(), hold.id, "Ada"), Booked)
    assert await ada.desk.place(ada.citizen, DESK.id) is None
    assert isinstance(await ugo.desk.place(ugo.citizen, DESK.id), Place)


async def test_an_offer_that_is_declined_goes_to_the_next_at_once(
    rosa: Person, ugo: Person, ada: Person, database: Database
) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    only_that = replace(FRIDAY_AFTERNOON, earliest=FRIDAY_AT_4.at, latest=FRIDAY_AT_4.at)
    await ugo.desk.join_waiting_list(ugo.asks(), DESK.id, only_that)
    rosa.clock.passes(minutes=1)
    await ada.desk.join_waiting_list(ada.asks(), DESK.id, only_that)
    await rosa.desk.cancel(rosa.asks(), booked.id)
    assert await ugo.desk.release(ugo.asks(), DESK.id) == Released(FRIDAY_AT_4)
    assert [who for who, _ in await notices(database)] == ["Ugo", "Ada"]


async def test_nothing_is_offered_at_night(rosa: Person, ugo: Person, database: Database) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    await ugo.desk.join_waiting_list(ugo.asks(), DESK.id, replace(FRIDAY_AFTERNOON, latest=FRIDAY_AT_4.at))
    rosa.clock.now = at(25, 23)
    await rosa.desk.cancel(rosa.asks(), booked.id)
    assert await passes(database, at(26, 2)) == []
    (said,) = await passes(database, at(26, 9))
    assert said.startswith("Si è liberato un posto")


async def test_waiting_ends_with_the_last_day_that_was_wished(rosa: Person, database: Database) -> None:
    for number, each in enumerate([slot(27, hour) for hour in (16, 17, 18, 19)]):
        talk = await new_talk(database, f"Persona {number}")
        await Person(talk, f"Persona {number}", rosa.desk, rosa.clock).books(each)
    await rosa.desk.join_waiting_list(rosa.asks(), DESK.id, FRIDAY_AFTERNOON)
    assert "Nei giorni che mi aveva chiesto" not in "".join(await passes(database, at(27, 23)))
    assert "Nei giorni che mi aveva chiesto" in (await passes(database, at(28, 0)))[-1]
    assert await rosa.desk.place(rosa.citizen, DESK.id) is None


async def test_any_time_will_do(rosa: Person, database: Database) -> None:
    await rosa.desk.join_waiting_list(rosa.asks(), DESK.id, ANY_TIME)
    assert "Si è liberato un posto" in (await passes(database, at(25, 12)))[0]
