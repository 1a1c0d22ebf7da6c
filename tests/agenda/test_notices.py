"""What citizens are told without having asked: each once, at a decent hour, and nobody who wants no notices."""

import asyncio
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from bot.agenda import keeping as agenda
from bot.agenda.minding import mind
from bot.agenda.rows import RowsAppointments
from bot.agenda.view import view
from bot.booking import keeping
from bot.booking.appointment import Place
from bot.booking.diary import Diary
from bot.booking.outcomes import Booked, Held, Moved, Released, Taken, Waiting
from bot.booking.slots import ANY_TIME, Block, Wish
from bot.knowledge.base import Knowledge
from bot.queue import handover
from bot.queue.messages import from_json
from bot.storage.database import Database
from bot.storage.models import Conversation, OutboundMessage
from bot.worker.said import last_said
from tests.agenda.conftest import new_talk
from tests.agenda.people import (
    DESK,
    FRIDAY_AT_4,
    FRIDAY_AT_5,
    SATURDAY_AT_9,
    Clock,
    Person,
    at,
    knowledge_with,
    notices,
    slot,
)
from tests.storage.desk import Desk as Queue

KNOWLEDGE = knowledge_with()
WORDS = KNOWLEDGE.phrases.notices
FRIDAY_AFTERNOON = Wish(first=FRIDAY_AT_4.day, last=FRIDAY_AT_4.day)
REMINDED = "Le ricordo il suo appuntamento: venerdì 27 novembre alle 16. Mi fa sapere se viene?"


@pytest.fixture
async def rosa(database: Database, rows: RowsAppointments, clock: Clock) -> Person:
    return Person(await new_talk(database, "Rosa"), "Rosa", rows, clock)


@pytest.fixture
async def ugo(database: Database, rows: RowsAppointments, clock: Clock) -> Person:
    return Person(await new_talk(database, "Ugo"), "Ugo", rows, clock)


@pytest.fixture
async def ada(database: Database, rows: RowsAppointments, clock: Clock) -> Person:
    return Person(await new_talk(database, "Ada"), "Ada", rows, clock)


async def passes(database: Database, moment: datetime, knowledge: Knowledge = KNOWLEDGE) -> list[str]:
    """All that has been told once the worker has looked twice."""
    for _ in range(2):
        await mind(database, knowledge, moment)
    return [said for _, said in await notices(database)]


async def set_of(database: Database, person: Person, **values: object) -> None:
    async with database.transaction() as session:
        await session.execute(update(Conversation).where(Conversation.pseudonym == person.citizen).values(**values))


async def test_who_lets_a_hold_end_is_told_so_once(rosa: Person, database: Database) -> None:
    await rosa.holds(FRIDAY_AT_4)
    assert await passes(database, at(25, 10, 39)) == []
    (said,) = await passes(database, at(25, 10, 40))
    assert said.startswith("È passato il tempo: il posto di venerdì 27 novembre alle 16 non è più riservato per lei.")


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


@pytest.mark.parametrize("why", ["notices_stopped_at", "unreachable_at"])
async def test_who_wants_no_notices_or_cannot_be_reached_gets_none(rosa: Person, database: Database, why: str) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    await set_of(database, rosa, **{why: at(25, 11)})
    assert await passes(database, at(26, 10)) == []
    async with database.transaction() as session:
        await agenda.change(
            session, DESK, WORDS, at(26, 11), lambda diary: keeping.call_off(diary, booked.id, at(26, 11))
        )
        seen = await view(session, DESK, FRIDAY_AT_4.day, 1, at(26, 11))
    assert await passes(database, at(26, 12)) == []
    assert [a.id for a in seen.to_call] == [booked.id]

    await set_of(database, rosa, **{why: None})
    (said,) = await passes(database, at(26, 13))
    assert "annullato" in said


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


async def test_when_the_psychologist_is_ill_everybody_is_told_once_and_may_have_another_slot(
    rosa: Person, ugo: Person, ada: Person, database: Database
) -> None:
    first, second = await rosa.books(FRIDAY_AT_4), await ugo.books(FRIDAY_AT_5)
    await ada.holds(slot(27, 18))
    now = at(25, 10, 35)
    block = Block(uuid4(), at(27, 0), at(28, 0), "dott.ssa Ricciardi")
    async with database.transaction() as session:
        blocked = await agenda.change(session, DESK, WORDS, now, lambda diary: keeping.block(diary, block, now))
    assert [a.id for a in blocked.called_off] == [first.id, second.id]
    await passes(database, now)
    told = dict(await notices(database))
    assert sorted(told) == ["Ada", "Rosa", "Ugo"]
    assert told["Rosa"].startswith("Mi dispiace: il suo appuntamento di venerdì 27 novembre alle 16 è annullato")
    assert "È passato il tempo" in told["Ada"]
    assert not [each for each in await rosa.free() if each.day == FRIDAY_AT_4.day]

    moved = await rosa.desk.move(rosa.asks(), first.id, SATURDAY_AT_9)
    assert isinstance(moved, Moved)
    assert (moved.appointment.status, moved.appointment.name) == ("booked", "Rosa")


async def test_what_is_called_off_at_night_is_told_in_the_morning_unless_that_would_be_too_late(
    rosa: Person, ugo: Person, database: Database
) -> None:
    early, later = await rosa.books(slot(28, 8)), await ugo.books(slot(28, 12))
    night = at(28, 1)

    def both(diary: Diary) -> None:
        for appointment in (early, later):
            keeping.call_off(diary, appointment.id, night)

    async with database.transaction() as session:
        await agenda.change(session, DESK, WORDS, night, both)
    assert [who for who, _ in await notices(database)] == ["Rosa"]
    await passes(database, at(28, 9))
    assert [who for who, _ in await notices(database)] == ["Rosa", "Ugo"]


async def test_a_notice_goes_out_while_an_operator_holds_the_talk_and_its_options_can_be_pressed(
    rosa: Person, database: Database, desk: Queue
) -> None:
    await rosa.books(FRIDAY_AT_4)
    async with database.transaction() as session:
        talk = (await session.scalars(select(Conversation.id))).one()
        epoch = await handover.take_over(session, talk, "anna", 0)
        await handover.answer(session, talk, "anna", epoch or 0, [])
    await mind(database, KNOWLEDGE, at(26, 10))

    assert await desk.sends_all() == [REMINDED]
    async with database.transaction() as session:
        said = await last_said(session, talk)
    assert [option.label for option in said.options] == ["Confermo", "Sposto", "Disdico"]


async def test_two_workers_at_once_remind_once(rosa: Person, database: Database) -> None:
    await rosa.books(FRIDAY_AT_4)
    await asyncio.gather(*(mind(database, KNOWLEDGE, at(26, 10)) for _ in range(8)))
    assert [said for _, said in await notices(database)] == [REMINDED]


async def test_any_time_will_do(rosa: Person, database: Database) -> None:
    await rosa.desk.join_waiting_list(rosa.asks(), DESK.id, ANY_TIME)
    assert "Si è liberato un posto" in (await passes(database, at(25, 12)))[0]
