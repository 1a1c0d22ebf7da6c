"""Whom a notice reaches and whom not: called off, STOP, an operator in the talk, several workers."""

import asyncio
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.agenda import keeping as agenda
from bot.agenda.minding import mind
from bot.agenda.view import view
from bot.booking import keeping
from bot.booking.diary import Diary
from bot.booking.outcomes import Moved
from bot.booking.slots import Block
from bot.dialogue.turn import Reply
from bot.queue import delivery, handover
from bot.queue.departures import Delivery
from bot.queue.forgetting import forget
from bot.queue.transcript import Line
from bot.storage.database import Database
from bot.storage.models import Conversation
from bot.webchat.wire import line_json
from bot.worker.said import last_said
from tests.agenda.conftest import Comes
from tests.agenda.people import (
    DESK,
    FRIDAY_AT_4,
    FRIDAY_AT_5,
    SATURDAY_AT_9,
    Person,
    at,
    notices,
    slot,
)
from tests.agenda.telling import KNOWLEDGE, REMINDED, WORDS, passes, set_of
from tests.storage.desk import Desk as Queue

AT_WORK = at(25, 11)
MONDAY = date(2026, 11, 23)


@pytest.fixture
async def rosa(comes: Comes) -> Person:
    return await comes("Rosa")


@pytest.fixture
async def ugo(comes: Comes) -> Person:
    return await comes("Ugo")


@pytest.fixture
async def ada(comes: Comes) -> Person:
    return await comes("Ada")


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


@pytest.fixture
async def notice(rosa: Person, database: Database, desk: Queue) -> Delivery:
    """That Rosa's appointment is called off, on its way to her."""
    booked = await rosa.books(FRIDAY_AT_4)
    async with database.transaction() as session:
        await agenda.change(session, DESK, WORDS, AT_WORK, lambda diary: keeping.call_off(diary, booked.id, AT_WORK))
    taken = await desk.takes_to_send()
    assert taken and "annullato" in taken.reply.text
    return taken


async def to_call(database: Database) -> list[str]:
    async with database.transaction() as session:
        return [a.name for a in (await view(session, DESK, FRIDAY_AT_4.day, 1, AT_WORK)).to_call]


async def test_whose_notice_is_refused_is_called_by_the_psychologist_and_not_written_to_again(
    notice: Delivery, database: Database
) -> None:
    assert await to_call(database) == []
    async with database.transaction() as session:
        await delivery.failed(session, notice, "63016", AT_WORK)
    assert await to_call(database) == ["Rosa"]
    assert len(await passes(database, AT_WORK)) == 1

    async with database.transaction() as session:
        called = (await view(session, DESK, FRIDAY_AT_4.day, 1, AT_WORK)).to_call[0].id
        await agenda.change(session, DESK, WORDS, AT_WORK, lambda diary: keeping.told_by_phone(diary, called))
    assert await to_call(database) == []


async def test_a_notice_that_the_provider_takes_and_gives_up_later_did_not_arrive(
    notice: Delivery, database: Database, desk: Queue
) -> None:
    await desk.has_sent(notice, "SM1")
    assert await to_call(database) == []
    await desk.hears("failed", "SM1", account="web:borgo")
    assert await to_call(database) == ["Rosa"]


async def test_a_notice_of_which_nobody_knows_needs_a_call_until_it_turns_up(
    notice: Delivery, database: Database, desk: Queue
) -> None:
    await desk.after_a_while()
    await desk.sweeps()
    assert (await desk.statuses(), await to_call(database)) == (["unknown"], ["Rosa"])
    await desk.hears("delivered", "SM1", notice.id, "web:borgo")
    assert await to_call(database) == []


@pytest.mark.parametrize(
    ("now", "expected"),
    [(AT_WORK, ["Rosa"]), (at(27, 18), ["Rosa"]), (at(28, 9), ["Rosa"]), (at(30, 9), []), (at(30, 9) + timedelta(days=60), [])],
    ids=["before", "just over", "the day after", "days after", "months after"],
)  # fmt: skip
async def test_whom_to_call_does_not_depend_on_the_week_that_is_looked_at(
    notice: Delivery, database: Database, now: datetime, expected: list[str]
) -> None:
    """A past week that is leafed through brings nobody back whose appointment is long over."""
    async with database.transaction() as session:
        await delivery.failed(session, notice, "63016", AT_WORK)
    week = timedelta(days=7)
    async with database.transaction() as session:
        shown = [await view(session, DESK, MONDAY + weeks * week, 7, now) for weeks in (-1, 0, 1, 10)]

    assert [[a.name for a in each.to_call] for each in shown] == [expected] * 4


async def test_who_takes_another_slot_all_the_same_need_not_be_called(
    notice: Delivery, rosa: Person, database: Database
) -> None:
    async with database.transaction() as session:
        await delivery.failed(session, notice, "63016", AT_WORK)
        called_off = (await view(session, DESK, FRIDAY_AT_4.day, 1, AT_WORK)).to_call[0]
    assert isinstance(await rosa.desk.move(rosa.asks(), called_off.id, SATURDAY_AT_9), Moved)
    assert await to_call(database) == []


async def test_nothing_is_written_into_a_talk_that_was_forgotten(rosa: Person, database: Database) -> None:
    await rosa.books(FRIDAY_AT_4)
    async with database.transaction() as session:
        talk = (await session.scalars(select(Conversation.id))).one()
        await forget(session, talk, database.keys)
    assert await passes(database, at(26, 10)) == []


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
    assert told["Ada"].startswith("Mi dispiace: il posto di venerdì 27 novembre alle 18 non è più disponibile")
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
        said = await last_said(session, [talk])
    assert [option.label for option in said[talk].options] == ["Confermo", "Sposto", "Disdico"]


async def test_two_workers_at_once_remind_once(rosa: Person, database: Database) -> None:
    await rosa.books(FRIDAY_AT_4)
    await asyncio.gather(*(mind(database, KNOWLEDGE, at(26, 10)) for _ in range(8)))
    assert [said for _, said in await notices(database)] == [REMINDED]


def test_the_page_shows_a_notice_as_the_assistants() -> None:
    line = Line(7, "notice", at(26, 10), reply=Reply("Le ricordo il suo appuntamento."))
    assert (line_json(line)["author"], line_json(line)["number"]) == ("bot", 7)
