"""A cry for help behind a turn that a mistake of ours has stopped."""

from typing import cast

from bot.worker.answering import Answering
from bot.worker.attending import Attending
from tests.storage.desk import ROSA, Desk


async def test_what_stands_before_a_cry_for_help_is_tried_again_with_it_at_once(desk: Desk) -> None:
    attending = Attending(desk.database, cast(Answering, None), desk.pace, lambda account: False)
    await desk.receives(ROSA.says("uno"))
    turn = await desk.must_claim()
    await desk.receives(ROSA.sends("media", after=60))
    await desk.receives(ROSA.says("mio marito mi picchia", after=120))
    await desk.receives(ROSA.says("aiuto", after=180))
    await attending.fail(turn)

    again = await desk.must_claim()
    assert [message.text for message in again.messages] == ["uno", None, "mio marito mi picchia"]


async def test_without_a_cry_for_help_it_waits(desk: Desk) -> None:
    attending = Attending(desk.database, cast(Answering, None), desk.pace, lambda account: False)
    await desk.receives(ROSA.says("uno"))
    turn = await desk.must_claim()
    await desk.receives(ROSA.says("due", after=60))
    await attending.fail(turn)

    assert await desk.claims() is None
    await desk.after_a_while()
    assert [message.text for message in (await desk.must_claim()).messages] == ["uno"]
