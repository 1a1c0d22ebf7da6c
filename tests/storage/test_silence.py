"""Nobody writes: the operator keeps the talk for ever, or as long as the municipality wants, and is warned before."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text

from bot.dialogue.turn import Reply
from bot.handover.holding import take, transfer
from bot.handover.saying import say
from bot.handover.silence import mind_silences
from tests.cast import BORGO, KNOWLEDGE, PHRASES
from tests.storage.console import ANNA, BRUNO, does, done, events, is_of, time_passes
from tests.storage.desk import ROSA, Desk

COMUNE = BORGO.comune.model_copy(update={"give_back_after_minutes": 30})
HALF_AN_HOUR = replace(KNOWLEDGE, municipalities={"borgo": replace(BORGO, comune=COMUNE)})


async def talk(desk: Desk, *, answered: bool = True) -> None:
    """Anna has Rosa's talk, and has answered; this very moment."""
    turn = await desk.answers(ROSA, "…")
    await is_of(desk, turn.conversation_id, "borgo")
    async with desk.database.transaction() as session:
        await session.execute(text("UPDATE conversation SET last_inbound_at = now()"))
    await done(desk, take, ANNA, turn.conversation_id, 0, KNOWLEDGE)
    if answered:
        await done(desk, say, ANNA, turn.conversation_id, 1, [Reply("Le faccio sapere.")])
    await desk.sends_all()


async def after(desk: Desk, minutes: float) -> str:
    """Who holds the talk when somebody has looked, after so many minutes."""
    await time_passes(desk, timedelta(minutes=minutes))
    await does(desk, mind_silences, HALF_AN_HOUR)
    return (await desk.conversations())[0].holder


async def test_by_itself_nothing_is_ever_given_back(desk: Desk) -> None:
    await talk(desk)
    for hours in (1, 24, 24 * 30):
        await time_passes(desk, timedelta(hours=hours))
        assert await does(desk, mind_silences, KNOWLEDGE) == 0

    (held,) = await desk.conversations()
    assert (held.holder, held.operator) == ("operator", "anna")
    assert await desk.alerts() == []
    assert await desk.sends_all() == []


async def test_where_the_municipality_wants_it_a_warning_comes_first_then_the_assistant_has_the_talk(
    desk: Desk,
) -> None:
    await talk(desk)

    assert (await after(desk, 24), await desk.alerts()) == ("operator", [])
    assert (await after(desk, 1), await desk.alerts()) == ("operator", ["silence"])
    assert (await after(desk, 4.9), await desk.alerts()) == ("operator", ["silence"])
    assert (await after(desk, 0.2), await desk.alerts()) == ("bot", [])
    assert await desk.sends_all() == [PHRASES.given_back]
    assert (await events(desk))[-1] == ("given_back", None, None)


async def test_a_worker_that_slept_warns_before_it_gives_back(desk: Desk) -> None:
    await talk(desk)

    assert (await after(desk, 120), await desk.alerts()) == ("operator", ["silence"])
    assert await after(desk, 5) == "bot"


async def test_a_citizen_who_still_waits_for_the_operators_answer_is_not_given_to_the_assistant(desk: Desk) -> None:
    await talk(desk, answered=False)

    assert (await after(desk, 40), await after(desk, 40)) == ("operator", "operator")
    assert await desk.alerts() == ["silence"]


async def test_nor_one_whom_the_colleague_before_has_answered(desk: Desk) -> None:
    await talk(desk)
    await done(desk, transfer, ANNA, 1, BRUNO, 1, KNOWLEDGE)

    assert (await after(desk, 40), await after(desk, 40)) == ("operator", "operator")


async def test_whoever_writes_ends_the_silence(desk: Desk) -> None:
    await talk(desk)
    await after(desk, 26)
    assert await desk.alerts() == ["silence"]

    await done(desk, say, ANNA, 1, 1, [Reply("Sono ancora qui.")])
    assert (await desk.alerts(), await after(desk, 20)) == ([], "operator")
    await after(desk, 6)
    async with desk.database.transaction() as session:
        await session.execute(text("UPDATE conversation SET last_inbound_at = now()"))

    assert (await after(desk, 10), await desk.alerts()) == ("operator", [])


async def test_two_who_look_at_once_warn_once(desk: Desk) -> None:
    await talk(desk)
    await time_passes(desk, timedelta(minutes=26))
    async with desk.database.transaction() as one, desk.database.transaction() as other:
        await mind_silences(one, HALF_AN_HOUR)
        await mind_silences(other, HALF_AN_HOUR)

    assert await desk.alerts() == ["silence"]
