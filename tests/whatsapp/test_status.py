"""What Twilio tells of our messages: in any order, signed, and the 24 hours by its clock."""

from itertools import permutations

import pytest

from bot.channels.base import OUTSIDE_WINDOW
from bot.dialogue.turn import Reply, Template
from bot.errors import LeaseLost
from bot.queue import delivery, outbox
from bot.queue.departures import Delivery
from bot.queue.messages import Inbound
from tests.storage.desk import NOON, Desk
from tests.whatsapp.fake_twilio import PUBLIC_URL, Caller

ROSA = "whatsapp:+393331111111"
CALLBACK = f"{PUBLIC_URL}/webhooks/twilio/bussero/status?message="
HELLO = Reply("ciao")
REMINDED = Reply("Domani alle 9.", template=Template("promemoria", ("domani", "9:00")))


async def taken(desk: Desk, reply: Reply = HELLO) -> Delivery:
    """A message of ours, claimed to be sent."""
    await desk.receives(Inbound("whatsapp:bussero", "SM0", ROSA, NOON, text="buongiorno"))
    async with desk.database.transaction() as session:
        await outbox.queue(session, 1, [reply], epoch=0)
    return await desk.must_take()


async def test_a_status_never_goes_back(caller: Caller, desk: Desk) -> None:
    orders = list(permutations(["queued", "sent", "delivered", "read"]))
    for number, order in enumerate(orders):
        message = await taken(desk)
        await desk.has_sent(message, f"SM{number}")
        for status in order:
            assert await caller.reports(f"{CALLBACK}{message.id}", f"SM{number}", status) == 204

    assert await desk.statuses() == ["read"] * len(orders)


async def test_a_report_before_the_call_has_returned_is_not_lost(caller: Caller, desk: Desk) -> None:
    message = await taken(desk)
    await caller.reports(f"{CALLBACK}{message.id}", "SM1", "delivered")
    await desk.has_sent(message, "SM1")

    assert await desk.statuses() == ["delivered"]


@pytest.mark.parametrize(("told", "status"), [("queued", "sent"), ("delivered", "delivered"), ("failed", "failed")])
async def test_what_was_unknown_is_settled(caller: Caller, desk: Desk, told: str, status: str) -> None:
    message = await taken(desk)
    async with desk.database.transaction() as session:
        await delivery.lost(session, message, "cut_off", desk.pace)
    assert await desk.alerts() == ["unknown"]
    await caller.reports(f"{CALLBACK}{message.id}", "SM1", told)

    assert await desk.statuses() == [status]
    assert await desk.alerts() == (["failed"] if told == "failed" else [])


async def test_an_earlier_part_speaks_only_where_it_has_failed(caller: Caller, desk: Desk) -> None:
    message = await taken(desk)
    await desk.has_sent(message, "SM2")
    await caller.reports(f"{CALLBACK}{message.id}&part=1", "SM1", "read")
    assert await desk.statuses() == ["sent"]

    await caller.reports(f"{CALLBACK}{message.id}&part=1", "SM1", "undelivered", 63021)
    assert await desk.statuses() == ["failed"]


@pytest.mark.parametrize("code", [21610, 63024, 63003])
async def test_who_cannot_be_reached_is_marked_until_they_write(caller: Caller, desk: Desk, code: int) -> None:
    message = await taken(desk)
    await desk.has_sent(message, "SM1")
    await caller.reports(f"{CALLBACK}{message.id}", "SM1", "failed", code)
    assert (await desk.conversations())[0].unreachable_at is not None

    await caller.says("SM9", ROSA, "eccomi")
    assert (await desk.conversations())[0].unreachable_at is None


async def test_what_came_too_late_goes_once_more_as_its_template(caller: Caller, desk: Desk) -> None:
    message = await taken(desk, REMINDED)
    await desk.has_sent(message, "SM1")
    await caller.reports(f"{CALLBACK}{message.id}", "SM1", "failed", 63016)

    again = await desk.must_take()
    assert (again.id, again.error) == (message.id, OUTSIDE_WINDOW)
    # Told again, told late: the text has no part in it any more.
    for status, code in (("failed", 63016), ("sent", None)):
        await caller.reports(f"{CALLBACK}{message.id}", "SM1", status, code)
    await desk.has_sent(again, "SM2")
    await caller.reports(f"{CALLBACK}{message.id}", "SM1", "failed", 63016)
    await caller.reports(f"{CALLBACK}{message.id}&template=1", "SM2", "delivered")

    assert await desk.statuses() == ["delivered"]
    assert await desk.takes_to_send() is None
    assert await desk.alerts() == []


async def test_who_is_still_sending_the_text_cannot_mark_it_as_sent(caller: Caller, desk: Desk) -> None:
    message = await taken(desk, REMINDED)
    await caller.reports(f"{CALLBACK}{message.id}", "SM1", "failed", 63016)

    with pytest.raises(LeaseLost):
        await desk.has_sent(message, "SM1")
    assert await desk.statuses() == ["pending"]


async def test_what_came_too_late_without_a_template_has_failed_and_is_an_alert(caller: Caller, desk: Desk) -> None:
    message = await taken(desk)
    await desk.has_sent(message, "SM1")
    await caller.reports(f"{CALLBACK}{message.id}", "SM1", "undelivered", 63016)

    assert await desk.statuses() == ["failed"]
    assert await desk.alerts() == ["failed"]


@pytest.mark.parametrize(
    "query", ["a=", "message=", "message=x", f"message={10**30}", "message=999", "message=1&message=2"]
)
async def test_a_report_that_says_nothing_usable_is_acknowledged(caller: Caller, desk: Desk, query: str) -> None:
    message = await taken(desk)
    await desk.has_sent(message, "SM1")

    assert await caller.reports(f"{PUBLIC_URL}{caller.path}/status?{query}", "SM\0", "read") == 204
    assert await desk.statuses() == ["sent"]


async def test_a_forged_report_changes_nothing(caller: Caller, desk: Desk) -> None:
    message = await taken(desk)
    await desk.has_sent(message, "SM1")
    pairs = [("MessageSid", "SM1"), ("MessageStatus", "failed")]

    assert await caller.tells(pairs, path=f"{caller.path}/status?message={message.id}", signed="x") == 403
    assert await desk.statuses() == ["sent"]


async def test_another_accounts_message_cannot_be_reported(caller: Caller, desk: Desk) -> None:
    message = await taken(desk)
    await desk.has_sent(message, "SM1")
    other = CALLBACK.replace("bussero", "plain")

    assert await caller.reports(f"{other}{message.id}", "SM1", "failed", 21610) == 204
    assert await desk.statuses() == ["sent"]
    assert (await desk.conversations())[0].unreachable_at is None
