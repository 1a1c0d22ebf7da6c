"""Mails about cries for help and about who waits too long: one an alert, tried again, dropped once somebody has seen to it."""

from asyncio import gather
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text

from bot.errors import LeaseLost
from bot.handover.holding import take
from bot.handover.mails import LEASE, MOST_ATTEMPTS, Letter, claim_mail, mail_not_sent, mail_sent, write_mails
from bot.knowledge.base import Knowledge
from bot.queue.alerts import alert
from bot.storage.models import Mail
from bot.times import ROME
from tests.cast import BORGO, KNOWLEDGE
from tests.storage.console import ANNA, calls, does, done, is_of, time_passes
from tests.storage.desk import NOON, ROSA, Desk

QUARTER = timedelta(minutes=15)
WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=ROME)


def known(hours: str | None = None, *recipients: str) -> Knowledge:
    told = {"operator_hours": hours, "alert_mail": list(recipients)}
    return replace(KNOWLEDGE, municipalities={"borgo": replace(BORGO, comune=BORGO.comune.model_copy(update=told))})


WITH_MAIL = known(None, "sociali@borgo.it", "capo@borgo.it")


async def cries(desk: Desk, comune: str | None = "borgo") -> None:
    turn = await desk.answers(ROSA, "…")
    await is_of(desk, turn.conversation_id, comune)
    await does(desk, alert, "crisis", turn.conversation_id, turn.number)


async def waits(desk: Desk, since: datetime) -> None:
    turn = await desk.answers(ROSA, "…")
    await is_of(desk, turn.conversation_id, "borgo")
    await calls(desk, turn.conversation_id)
    async with desk.database.transaction() as session:
        await session.execute(text("UPDATE conversation SET waiting_since = :since"), {"since": since})


async def claimed(desk: Desk) -> Letter:
    letter = await does(desk, claim_mail)
    assert letter
    return letter


async def status(desk: Desk) -> str:
    async with desk.database.transaction() as session:
        return str(await session.scalar(select(Mail.status)))


async def test_a_cry_for_help_is_mailed_once_to_whom_the_municipality_names(desk: Desk) -> None:
    await cries(desk)

    written = await gather(*(does(desk, write_mails, WITH_MAIL, NOON, QUARTER) for _ in range(3)))

    assert sum(written) == 1
    letter = await claimed(desk)
    assert (letter.kind, letter.comune, letter.recipients) == ("crisis", "borgo", ("sociali@borgo.it", "capo@borgo.it"))
    assert await does(desk, claim_mail) is None


@pytest.mark.parametrize("comune", ["borgo", None])
async def test_where_the_municipality_names_nobody_the_common_address_gets_it(desk: Desk, comune: str | None) -> None:
    await cries(desk, comune)

    assert await does(desk, write_mails, known(), NOON, QUARTER) == 0
    assert await does(desk, write_mails, known(), NOON, QUARTER, ("tutti@example.it",)) == 1
    assert (await claimed(desk)).recipients == ("tutti@example.it",)


@pytest.mark.parametrize(
    ("hours", "since", "is_written"),
    [
        (None, WEDNESDAY - QUARTER, True),
        (None, WEDNESDAY - QUARTER + timedelta(seconds=1), False),
        ("Mo-Fr 09:00-12:00", WEDNESDAY - QUARTER, True),
        ("Mo-Fr 09:50-12:00", WEDNESDAY - QUARTER, False),  # somebody has been there for ten minutes
        ("Mo-Fr 09:50-12:00", WEDNESDAY - timedelta(hours=22, minutes=5), True),  # and for five yesterday
        ("Mo-Fr 14:00-16:00", WEDNESDAY - timedelta(hours=17), False),  # called in the evening
    ],
)
async def test_who_waits_too_long_is_mailed_counting_the_operators_hours_alone(
    desk: Desk, hours: str | None, since: datetime, is_written: bool
) -> None:
    await waits(desk, since)

    assert await does(desk, write_mails, known(hours, "a@borgo.it"), WEDNESDAY, QUARTER) == is_written


async def test_a_mail_is_not_written_about_what_somebody_has_seen_to(desk: Desk) -> None:
    await waits(desk, WEDNESDAY - timedelta(days=1))
    await done(desk, take, ANNA, 1, 0, KNOWLEDGE)

    assert await does(desk, write_mails, WITH_MAIL, WEDNESDAY, QUARTER) == 0


async def test_one_that_was_written_is_dropped_when_somebody_was_quicker(desk: Desk) -> None:
    await waits(desk, WEDNESDAY - timedelta(days=1))
    assert await does(desk, write_mails, WITH_MAIL, WEDNESDAY, QUARTER) == 1
    await done(desk, take, ANNA, 1, 0, KNOWLEDGE)

    assert await does(desk, claim_mail) is None
    assert await status(desk) == "dropped"


async def test_what_the_server_did_not_take_is_tried_again_later_and_given_up_after_the_last_try(desk: Desk) -> None:
    await cries(desk)
    await does(desk, write_mails, WITH_MAIL, NOON, QUARTER)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        letter = await claimed(desk)
        assert letter.attempt == attempt
        await does(desk, mail_not_sent, letter, "421")
        assert await does(desk, claim_mail) is None
        await time_passes(desk, timedelta(minutes=6))

    assert await status(desk) == "failed"


async def test_one_left_by_a_dead_worker_is_sent_by_another_under_the_same_number(desk: Desk) -> None:
    await cries(desk)
    await does(desk, write_mails, WITH_MAIL, NOON, QUARTER)
    left = await claimed(desk)
    await time_passes(desk, LEASE)

    again = await claimed(desk)
    await does(desk, mail_sent, again)

    assert (again.id, again.attempt) == (left.id, 2)
    assert await status(desk) == "sent"
    with pytest.raises(LeaseLost):
        await does(desk, mail_sent, left)
