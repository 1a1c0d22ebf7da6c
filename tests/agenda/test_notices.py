"""What citizens are told without having asked: each once, at a decent hour."""

from datetime import datetime

import pytest
from sqlalchemy import select

from bot.booking.outcomes import Held
from bot.queue.messages import from_json
from bot.storage.database import Database
from bot.storage.models import OutboundMessage
from tests.agenda.conftest import Comes
from tests.agenda.people import (
    DESK,
    FRIDAY_AT_4,
    FRIDAY_AT_5,
    SATURDAY_AT_9,
    Person,
    at,
    notices,
)
from tests.agenda.telling import REMINDED, passes


@pytest.fixture
async def rosa(comes: Comes) -> Person:
    return await comes("Rosa")


async def test_who_lets_a_hold_end_is_told_so_once(rosa: Person, database: Database) -> None:
    await rosa.holds(FRIDAY_AT_4)
    assert await passes(database, at(25, 10, 39)) == []
    (said,) = await passes(database, at(25, 10, 40))
    assert said.startswith("È passato il tempo: il posto di venerdì 27 novembre alle 16 non è più riservato per lei.")


async def test_who_lets_the_time_to_move_end_keeps_the_appointment(rosa: Person, database: Database) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    await rosa.desk.hold(rosa.asks(), FRIDAY_AT_5, moving=True)
    (said,) = await passes(database, at(25, 10, 40))
    assert said.endswith("Il suo appuntamento resta com'era.")
    assert await rosa.own() == [booked]


async def test_who_asks_again_learns_from_the_answer_that_the_hold_is_over(rosa: Person, database: Database) -> None:
    await rosa.holds(FRIDAY_AT_4)
    rosa.clock.passes(minutes=11)
    assert isinstance(await rosa.holds(FRIDAY_AT_4), Held)
    assert await notices(database) == []


async def test_the_reminder_comes_on_the_day_before_in_neutral_words(rosa: Person, database: Database) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    assert await passes(database, at(26, 9, 59)) == []
    assert await passes(database, at(26, 10)) == [REMINDED]

    async with database.transaction() as session:
        reply = from_json((await session.scalars(select(OutboundMessage.body))).one())
    assert [option.label for option in reply.options] == ["Confermo", "Sposto", "Disdico"]
    assert reply.options[0].payload == f"appointment:confirm:{booked.id.hex}"
    assert reply.template
    assert (reply.template.name, reply.template.values) == ("promemoria", ("venerdì 27 novembre", "alle 16"))
    for told in (DESK.title, DESK.rules.who, "psicolog", "social"):
        assert told not in reply.text


@pytest.mark.parametrize(
    ("looked_at", "is_reminded"),
    [(at(26, 19, 59), True), (at(26, 20), False), (at(27, 8, 59), False), (at(27, 9), True), (at(27, 15), False)],
)
async def test_a_reminder_that_is_late_waits_for_a_decent_hour_and_ends_an_hour_before(
    rosa: Person, database: Database, looked_at: datetime, is_reminded: bool
) -> None:
    await rosa.books(FRIDAY_AT_4)
    assert await passes(database, looked_at) == ([REMINDED] if is_reminded else [])


async def test_who_booked_after_the_reminders_hour_is_not_reminded(rosa: Person, database: Database) -> None:
    rosa.clock.now = at(26, 11)
    await rosa.books(FRIDAY_AT_4)
    assert await passes(database, at(26, 12)) == []


async def test_who_has_moved_is_reminded_of_the_new_hour(rosa: Person, database: Database) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    await passes(database, at(26, 10))
    rosa.clock.now = at(26, 11)
    await rosa.desk.move(rosa.asks(), booked.id, SATURDAY_AT_9)
    assert await passes(database, at(27, 10)) == [
        REMINDED,
        "Le ricordo il suo appuntamento: sabato 28 novembre alle 9. Mi fa sapere se viene?",
    ]
