"""WhatsApp through real worker processes: what a citizen gets to read, and kill -9 before and after Twilio's call."""

from collections.abc import AsyncIterator
from dataclasses import replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from bot.queue.messages import Inbound
from bot.storage.base import Kind
from bot.times import now
from tests.cast import PHRASES
from tests.service.world import World, until
from tests.whatsapp.conftest import settings_for
from tests.whatsapp.fake_twilio import PUBLIC_URL, FakeTwilio, Trouble, twilio_on_loopback

ROSA = "whatsapp:+393331111111"
CRY = "mio marito mi picchia"
NOTICE = "Buongiorno, sono l'assistente automatico"


@pytest.fixture
async def twilio() -> AsyncIterator[FakeTwilio]:
    async with twilio_on_loopback() as twilio:
        yield twilio


@pytest.fixture
def environment(tmp_path: Path, twilio: FakeTwilio) -> dict[str, str]:
    file = settings_for(tmp_path, twilio.url).accounts_file
    return {"accounts_file": str(file), "public_url": PUBLIC_URL, "twilio_api_url": twilio.url}


def says(words: str | None, kind: Kind = "text", payload: str | None = None, sid: str = "SM1") -> Inbound:
    return Inbound("whatsapp:bussero", sid, ROSA, now(), kind, words, payload, "bussero")


async def reads(twilio: FakeTwilio, *said: str) -> None:
    """Waits until the citizen has got exactly this after the notice."""
    await until(lambda: _has_got(twilio, said), lambda: f"got: {_got(twilio)}")


async def test_a_question_is_answered_by_whatsapp(
    world: World, twilio: FakeTwilio, environment: dict[str, str]
) -> None:
    await world.desk.receives(says("quanto costa?"))
    world.starts_worker(**environment)

    await reads(twilio, "su quanto costa?\n\n1. Costi\n\nPer scegliere scriva il numero.")
    await until(world.is_done)
    assert await world.desk.statuses() == ["sent", "sent"]


async def test_the_number_of_an_option_presses_it(
    world: World, twilio: FakeTwilio, environment: dict[str, str]
) -> None:
    await world.desk.receives(says("quanto costa?"))
    world.starts_worker(**environment)
    await until(lambda: _count(twilio, 2))
    await until(world.is_done)
    await world.desk.receives(says("1", sid="SM2"))

    await world.hears_of("ask:x:costi")


async def test_what_cannot_be_read_is_told_honestly_with_the_way_to_a_person(
    world: World, twilio: FakeTwilio, environment: dict[str, str]
) -> None:
    await world.desk.receives(says(None, "media", "voice"))
    world.starts_worker(**environment)

    said = f"{PHRASES.attachments['voice']} {PHRASES.attachment_instead}"
    await reads(twilio, f"{said}\n\n1. {PHRASES.person_option}\n\n{PHRASES.choose_by_number}")


async def test_an_album_is_told_of_once(world: World, twilio: FakeTwilio, environment: dict[str, str]) -> None:
    for number in range(4):
        await world.desk.receives(says(None, "media", "picture", sid=f"SM{number}"))
    world.starts_worker(**{**environment, "pause_seconds": "3"})
    await until(world.is_done)

    said = [said for said in twilio.texts() if PHRASES.attachments["picture"] in said]
    assert len(said) == 1


async def test_where_a_number_serves_some_municipalities_the_brain_is_told_which(
    world: World, twilio: FakeTwilio, environment: dict[str, str]
) -> None:
    file = Path(environment["accounts_file"])
    file.write_text(file.read_text().replace("comuni: [bussero]", "comuni: [bussero, cesano-boscone]"))
    await world.desk.receives(replace(says("quanto costa?"), comune=None))
    await world.desk.receives(replace(says("quanto costa?"), comune=None, channel_account="whatsapp:plain"))
    world.starts_worker(**environment)
    await until(lambda: _count(twilio, 4))

    told = {body["metadata"]["channel"]: body["metadata"].get("comuni") for body in world.gateway.heard}
    assert told == {"whatsapp:bussero": ["bussero", "cesano-boscone"], "whatsapp:plain": None}


async def test_words_under_a_picture_are_answered(
    world: World, twilio: FakeTwilio, environment: dict[str, str]
) -> None:
    await world.desk.receives(says("quanto costa?", "media", "picture"))
    world.starts_worker(**environment)

    first = f"{PHRASES.attachments['picture']} {PHRASES.attachment_with_text}"
    await reads(twilio, first, "su quanto costa?\n\n1. Costi\n\nPer scegliere scriva il numero.")
    assert world.gateway.heard_texts() == ["quanto costa?"]


async def test_a_cry_for_help_under_a_picture_comes_before_all(
    world: World, twilio: FakeTwilio, environment: dict[str, str]
) -> None:
    await world.desk.receives(replace(says(CRY, "media", "picture"), is_urgent=True))
    world.starts_worker(**environment)

    await until(lambda: _count(twilio, 2))
    assert twilio.texts()[0].startswith("• 112")


async def test_a_reaction_wants_no_answer(world: World, twilio: FakeTwilio, environment: dict[str, str]) -> None:
    await world.desk.receives(says(None, "other", "reaction"))
    world.starts_worker(**environment)
    await until(world.is_done)

    assert twilio.tried == [] and world.gateway.heard == []


@pytest.mark.parametrize("words", ["STOP", "basta!", " Stop. "])
async def test_stop_ends_the_notices_and_start_brings_them_back(
    world: World, twilio: FakeTwilio, environment: dict[str, str], words: str
) -> None:
    await world.desk.receives(says(words))
    world.starts_worker(**environment)
    await until(lambda: _is_last(twilio, PHRASES.notices_stopped))
    assert (await world.desk.conversations())[0].notices_stopped_at is not None

    await world.desk.receives(says("riprendi", sid="SM2"))
    await until(lambda: _is_last(twilio, PHRASES.notices_resumed))
    assert (await world.desk.conversations())[0].notices_stopped_at is None
    assert world.gateway.heard == []


@pytest.mark.parametrize("words", ["annulla", "disdici", "basta soldi?", "fermata stop dell'autobus"])
async def test_other_words_are_the_assistants(
    world: World, twilio: FakeTwilio, environment: dict[str, str], words: str
) -> None:
    await world.desk.receives(says(words))
    world.starts_worker(**environment)

    await world.hears_of(words)


async def test_a_stop_that_twilio_has_confirmed_is_noted_in_silence(
    world: World, twilio: FakeTwilio, environment: dict[str, str]
) -> None:
    await world.desk.receives(says(None, "payload", "notices:stopped"))
    world.starts_worker(**environment)
    await until(world.is_done)

    assert (await world.desk.conversations())[0].notices_stopped_at is not None
    assert twilio.tried == []


async def test_a_worker_killed_before_twilio_has_taken_the_message_leaves_it_unknown(
    world: World, twilio: FakeTwilio, environment: dict[str, str]
) -> None:
    """Nobody can tell from outside: a call that was cut may have been taken."""
    await cut_by_kill(world, twilio, environment, Trouble(hangs=True))

    assert await world.desk.alerts() == ["unknown"]
    assert twilio.texts()[-1].startswith("su quanto costa?")


async def test_a_worker_killed_after_twilio_has_taken_the_message_does_not_send_it_twice(
    world: World, twilio: FakeTwilio, environment: dict[str, str]
) -> None:
    await cut_by_kill(world, twilio, environment, Trouble(hangs=True, takes=True))

    assert await world.desk.alerts() == ["unknown"]
    assert len(twilio.texts()) == 2


async def test_a_worker_killed_over_a_cry_for_help_is_followed_by_one_that_sends_it_again(
    world: World, twilio: FakeTwilio, environment: dict[str, str]
) -> None:
    twilio.troubles = [Trouble(hangs=True, takes=True)]
    await world.desk.receives(replace(says(CRY), is_urgent=True))
    killed = world.starts_worker(**environment)
    await until(lambda: _tried(twilio, 1))
    await world.kills(killed)
    world.starts_worker(**environment)

    await until(world.is_done)
    assert [said.startswith("• 112") for said in twilio.texts()] == [True, True, False, False]


async def test_a_slow_down_is_obeyed_and_nothing_is_lost(
    world: World, twilio: FakeTwilio, environment: dict[str, str]
) -> None:
    twilio.troubles = [Trouble(429, 20429, retry_after=3600)]
    await world.desk.receives(says("quanto costa?"))
    world.starts_worker(**environment)
    await until(lambda: _tried(twilio, 1))
    await until(lambda: _statuses(world, ["pending", "pending"]))
    await world.desk.after_a_while()
    await world.rings()

    await until(lambda: _count(twilio, 2))
    assert twilio.texts()[0].startswith(NOTICE)


async def test_who_has_opted_out_is_marked_as_unreachable(
    world: World, twilio: FakeTwilio, environment: dict[str, str]
) -> None:
    twilio.troubles = [Trouble(400, 21610), Trouble(400, 21610)]
    await world.desk.receives(says("quanto costa?"))
    world.starts_worker(**environment)
    await until(lambda: _statuses(world, ["failed", "failed"]))

    assert (await world.desk.conversations())[0].unreachable_at is not None


async def cut_by_kill(
    world: World, twilio: FakeTwilio, environment: dict[str, str], trouble: Trouble
) -> ForkServerProcess:
    """The notice is cut by kill -9 during the call; another worker goes on."""
    twilio.troubles = [trouble]
    await world.desk.receives(says("quanto costa?"))
    killed = world.starts_worker(**environment)
    await until(lambda: _tried(twilio, 1))
    await world.kills(killed)
    worker = world.starts_worker(**environment)
    await until(lambda: _statuses(world, ["unknown", "sent"]))
    return worker


async def _statuses(world: World, statuses: list[str]) -> bool:
    return await world.desk.statuses() == statuses


async def _tried(twilio: FakeTwilio, times: int) -> bool:
    return len(twilio.tried) >= times


async def _count(twilio: FakeTwilio, messages: int) -> bool:
    return len(twilio.taken) >= messages


async def _is_last(twilio: FakeTwilio, said: str) -> bool:
    return twilio.texts()[-1:] == [said]


def _got(twilio: FakeTwilio) -> list[str]:
    return [said for said in twilio.texts() if not said.startswith(NOTICE)]


async def _has_got(twilio: FakeTwilio, said: tuple[str, ...]) -> bool:
    return _got(twilio) == list(said)
