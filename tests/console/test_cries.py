"""What operators read about a cry for help: where it stands, and what has become of the numbers to call."""

from datetime import timedelta

import pytest

from bot.dialogue.turn import Reply
from bot.queue import delivery, outbox
from bot.queue.alerts import alert
from bot.queue.departures import Delivery
from bot.storage.base import OutboundStatus
from bot.times import now
from tests.console.citizens import writes
from tests.console.person import Person
from tests.storage.desk import Desk

NUMBERS = "1522, gratis, 24 ore su 24"
SENT, NOT_ARRIVED = "già inviato i numeri", "I numeri da chiamare NON sono arrivati"
HELD, NOT_LEFT = "entro un minuto i numeri da chiamare partono da soli", "I numeri da chiamare non sono ancora partiti"
NOBODY_KNOWS = "Non si sa se i numeri da chiamare sono arrivati"


async def cries(desk: Desk, talk: int, after: timedelta = timedelta(0)) -> None:
    """The assistant has answered with the numbers, at once or held back."""
    async with desk.database.transaction() as session:
        await alert(session, "crisis", talk, 1)
        await outbox.queue(session, talk, [Reply(NUMBERS)], epoch=0, urgent=True, after=after)


async def must_take_numbers(desk: Desk) -> Delivery:
    taken = await desk.must_take()
    assert taken.reply.text == NUMBERS
    return taken


async def reads(person: Person, talk: int) -> str:
    return (await person.opens(f"/chats/{talk}")).text


async def test_a_cry_for_help_stands_first_and_its_numbers_go_by_one_press(anna: Person, talk: int, desk: Desk) -> None:
    cry = await writes(desk, "ho paura", address="+39 333 9", waits=True, priority=100)
    page = (await anna.opens("/chats")).text
    assert page.index(f"/chats/{cry}?") < page.index(f"/chats/{talk}?") and "Urgente: richiesta di aiuto" in page

    await anna.takes(cry)
    async with desk.database.transaction() as session:
        await alert(session, "crisis", cry, 1)
    assert "Invia subito i numeri" in (await anna.opens(f"/chats/{cry}")).text
    sent = await anna.presses(f"/chats/{cry}/numbers", epoch=await anna.sees_epoch(cry), kind="violence")
    assert sent.headers["x-done"] == "numbers_sent" and "Invia subito i numeri" not in sent.text
    assert any("1522" in said for said in await desk.sends_all())


async def test_numbers_that_wait_for_the_holders_word_have_not_left_for_the_colleague_either(
    anna: Person, bruno: Person, talk: int, desk: Desk
) -> None:
    await anna.takes(talk)
    await cries(desk, talk, after=timedelta(seconds=60))
    mine, theirs = await reads(anna, talk), await reads(bruno, talk)
    assert HELD in mine and "Invia subito i numeri" in mine
    assert NOT_LEFT in theirs and SENT not in theirs

    await desk.after_a_while()
    await desk.sends_all()
    assert SENT in await reads(anna, talk) and SENT in await reads(bruno, talk)


@pytest.mark.parametrize(
    ("status", "said"), [("failed", NOT_ARRIVED), ("unknown", NOBODY_KNOWS), ("delivered", SENT), ("read", SENT)]
)
async def test_numbers_that_have_not_arrived_are_not_said_to_have(
    anna: Person, bruno: Person, talk: int, desk: Desk, status: OutboundStatus, said: str
) -> None:
    await anna.takes(talk)
    await desk.sends_all()
    await cries(desk, talk)
    taken = await must_take_numbers(desk)
    if status == "unknown":
        async with desk.database.transaction() as session:
            await delivery.lost(session, taken, "timeout", type(desk.pace)(most_attempts=0))
    else:
        await desk.has_sent(taken, "SM1")
        await desk.hears(status, "SM1", account="web:borgo")

    others = {SENT, NOT_ARRIVED, NOBODY_KNOWS, HELD} - {said}
    for page in (await reads(anna, talk), await reads(bruno, talk)):
        assert said in page and not [other for other in others if other in page]


@pytest.mark.parametrize("status", ["failed", "unknown"])
async def test_numbers_that_have_not_arrived_go_once_more_by_one_press(
    anna: Person, talk: int, desk: Desk, status: OutboundStatus
) -> None:
    await anna.takes(talk)
    await desk.sends_all()
    await cries(desk, talk)
    taken = await must_take_numbers(desk)
    async with desk.database.transaction() as session:
        if status == "failed":
            await delivery.failed(session, taken, "63016", now())
        else:
            await delivery.lost(session, taken, "timeout", type(desk.pace)(most_attempts=0))

    await anna.presses(f"/chats/{talk}/numbers", epoch=await anna.sees_epoch(talk), kind="violence")
    assert any("1522" in said for said in await desk.sends_all())
