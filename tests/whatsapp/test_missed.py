"""What Twilio could not tell us is found in its list: once, in order, bounded, by one process at a time."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text

from bot.channels.accounts import WhatsAppAccount
from bot.channels.whatsapp.api import open_api
from bot.errors import ChannelError
from bot.own_data.erasing import erase
from bot.own_data.finding import Meant
from bot.queue.inbox import Inbox
from bot.queue.pace import Pace
from bot.storage.models import InboundMessage
from bot.webhooks.missed import Missed
from tests.storage.desk import NOON, Desk
from tests.whatsapp.fake_twilio import Caller, FakeTwilio, Trouble

ROSA, UGO = "whatsapp:+393331111111", "whatsapp:+393332222222"


@dataclass
class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def missed(
    desk: Desk, twilio: FakeTwilio, accounts: dict[str, WhatsAppAccount], clock: Clock
) -> AsyncIterator[Missed]:
    """A service that has looked for the first time at noon."""
    async with open_api(twilio.url) as api:
        missed = Missed(desk.database, Inbox(desk.database.keys, Pace()), api, accounts, clock)
        await missed.look("bussero")
        yield missed


async def sids(desk: Desk) -> list[str]:
    async with desk.database.transaction() as session:
        return list(await session.scalars(select(InboundMessage.provider_message_id).order_by(InboundMessage.id)))


def after(**time: float) -> datetime:
    return NOON + timedelta(**time)


async def test_what_was_missed_is_taken_in_once_and_in_order(
    missed: Missed, desk: Desk, twilio: FakeTwilio, clock: Clock
) -> None:
    twilio.is_given("SM1", ROSA, "prima", after(minutes=10))
    twilio.is_given("SM2", UGO, "di un'altra persona", after(minutes=11))
    twilio.is_given("SM3", ROSA, "seconda", after(minutes=12))
    clock.now = after(minutes=30)

    assert (await missed.look("bussero"), await missed.look("bussero")) == (3, 0)
    assert await sids(desk) == ["SM1", "SM2", "SM3"]
    talk = (await desk.conversations())[0]
    assert (talk.address, talk.comune, talk.last_inbound_at) == (ROSA, "bussero", after(minutes=12))


async def test_what_the_webhook_has_told_is_not_taken_in_again(
    missed: Missed, desk: Desk, twilio: FakeTwilio, clock: Clock, caller: Caller
) -> None:
    await caller.says("SM1", ROSA, "prima")
    twilio.is_given("SM1", ROSA, "prima", after(minutes=10))
    clock.now = after(minutes=30)

    assert await missed.look("bussero") == 0
    assert await sids(desk) == ["SM1"]


async def test_what_was_erased_meanwhile_is_not_taken_in_again(
    missed: Missed, desk: Desk, twilio: FakeTwilio, clock: Clock, caller: Caller
) -> None:
    await caller.says("SM1", ROSA, "sono Rosa")
    twilio.is_given("SM1", ROSA, "sono Rosa", after(minutes=4))
    twilio.is_given("SM2", ROSA, "mi sente?", after(minutes=5))
    clock.now = after(minutes=10)
    assert await missed.look("bussero") == 1
    [talk] = await desk.conversations()
    async with desk.database.transaction() as session:
        await erase(session, Meant((talk.id,)))
    clock.now = after(minutes=14)

    assert await missed.look("bussero") == 0
    assert (await sids(desk), await desk.conversations()) == ([], [])
    twilio.is_given("SM3", ROSA, "rieccomi", after(minutes=15))
    clock.now = after(minutes=20)
    assert (await missed.look("bussero"), await sids(desk)) == (1, ["SM3"])


async def test_a_service_that_is_new_leaves_old_messages_alone(
    missed: Missed, desk: Desk, twilio: FakeTwilio, clock: Clock
) -> None:
    twilio.is_given("SM1", ROSA, "di ieri", after(days=-1))
    twilio.is_given("SM2", ROSA, "prima dell'avvio", after(minutes=-11))
    clock.now = after(minutes=30)

    assert await missed.look("bussero") == 0


async def test_what_is_only_just_sent_is_left_to_its_webhook(
    missed: Missed, desk: Desk, twilio: FakeTwilio, clock: Clock
) -> None:
    twilio.is_given("SM1", ROSA, "Costi", after(minutes=29, seconds=30))
    clock.now = after(minutes=30)
    assert await missed.look("bussero") == 0

    clock.now = after(minutes=35)
    assert await missed.look("bussero") == 1


async def test_nothing_older_than_three_days_is_answered_any_more(
    missed: Missed, desk: Desk, twilio: FakeTwilio, clock: Clock
) -> None:
    twilio.is_given("SM1", ROSA, "quattro giorni fa", after(hours=1))
    twilio.is_given("SM2", ROSA, "due giorni fa", after(days=2))
    clock.now = after(days=4)

    assert await missed.look("bussero") == 1
    assert await sids(desk) == ["SM2"]


async def test_every_page_of_the_list_is_read_and_no_more(
    missed: Missed, desk: Desk, twilio: FakeTwilio, clock: Clock
) -> None:
    twilio.page_size = 10
    for number in range(95):
        twilio.is_given(f"OLD{number}", ROSA, "vecchio", after(hours=-5, seconds=number))
    for number in range(35):
        twilio.is_given(f"SM{number:02}", ROSA, f"{number}", after(minutes=1, seconds=number))
    clock.now, twilio.pages_asked = after(minutes=30), 0

    assert await missed.look("bussero") == 35
    assert await sids(desk) == [f"SM{number:02}" for number in range(35)]
    # 35 new ones fill three pages and a half; the fifth is of old ones alone, and the last that is asked for.
    assert twilio.pages_asked == 5


async def test_what_cannot_be_used_is_left_out(missed: Missed, desk: Desk, twilio: FakeTwilio, clock: Clock) -> None:
    twilio.is_given("SM1", ROSA, "nostra", after(minutes=5), direction="outbound-api")
    twilio.is_given("SM2", ROSA, "", after(minutes=5), num_media="1")
    twilio.is_given(
        "SM3", ROSA, "quando?", after(minutes=6), date_created="mai", date_sent="Thu, 26 Nov 2026 12:06:00 +0000"
    )
    clock.now = after(minutes=30)

    assert await missed.look("bussero") == 1
    assert await sids(desk) == ["SM2"]


async def test_a_look_that_fails_is_made_again_from_where_it_was(
    missed: Missed, desk: Desk, twilio: FakeTwilio, clock: Clock
) -> None:
    twilio.is_given("SM1", ROSA, "prima", after(minutes=10))
    for hour in (1, 2):
        twilio.troubles, clock.now = [Trouble(503)], after(hours=hour)
        with pytest.raises(ChannelError):
            await missed.look("bussero")
    clock.now = after(hours=3)

    assert await missed.look("bussero") == 1


async def test_one_process_looks_at_a_time(missed: Missed, desk: Desk, twilio: FakeTwilio, clock: Clock) -> None:
    twilio.is_given("SM1", ROSA, "prima", after(minutes=10))
    clock.now, twilio.pages_asked = after(minutes=30), 0
    async with desk.database.transaction() as session:
        await session.execute(text("UPDATE intake SET lease_until = now() + interval '1 minute'"))
    assert await missed.look("bussero") == 0
    assert twilio.pages_asked == 0

    # Its process has died.
    async with desk.database.transaction() as session:
        await session.execute(text("UPDATE intake SET lease_until = now() - interval '1 second'"))
    assert sum(await asyncio.gather(*(missed.look("bussero") for _ in range(5)))) == 1
