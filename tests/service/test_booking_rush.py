"""Fifty citizens want eight slots, through the real webhook, two workers and a live brain: eight come, the others can wait."""

import asyncio
import os
import secrets
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select

from bot.agenda.keeping import change
from bot.agenda.rows import RowsAppointments
from bot.booking import keeping
from bot.booking.desk import desks_of
from bot.booking.diary import Diary
from bot.booking.slots import Block, Slot
from bot.brain.process import LOOPBACK, BrainProcess, free_port
from bot.brain.recipe import KEPT
from bot.brain.training import current_model
from bot.dialogue.booking.words import when
from bot.errors import BrainCannotStart
from bot.knowledge.live import LiveKnowledge
from bot.settings import PROJECT, load_settings
from bot.storage.models import AppointmentRow, WaitingPlace
from bot.storage.wakeups import conninfo
from bot.times import now
from tests.service.rush import Booker, Rush
from tests.service.world import World, until
from tests.whatsapp.fake_twilio import ACCOUNT_SID, NUMBER, PUBLIC_URL, TOKEN, Caller, twilio_on_loopback

CITIZENS = int(os.environ.get("SPORTELLO_TEST_CITIZENS", "50"))
SLOTS = 8
PATIENCE_SECONDS = 120
"""For one answer, on a machine that does other things too."""
KNOWLEDGE = LiveKnowledge(PROJECT / "knowledge").current()
LISTENING = desks_of(KNOWLEDGE)["cesano-boscone/ti-ascolto"]
ACCOUNTS = f"""
whatsapp:
  cesano:
    account_sid: {ACCOUNT_SID}
    auth_token: {TOKEN}
    number: "{NUMBER}"
    comuni: [cesano-boscone]
"""


async def only_eight_are_left(world: World) -> list[Slot]:
    """The psychologist is away before and after them; none is so soon that it could become too soon meanwhile."""
    begins = now()
    free = await RowsAppointments(world.desk.database, lambda: KNOWLEDGE).free(LISTENING.id, begins)
    left = [slot for slot in free if slot.start > begins + timedelta(days=3)][:SLOTS]
    assert len(left) == SLOTS

    def away(diary: Diary) -> None:
        for start, end in ((begins, left[0].start), (left[-1].end, begins + timedelta(days=90))):
            keeping.block(diary, Block(uuid4(), start, end, "dott.ssa Ricciardi"), begins)

    async with world.desk.database.transaction() as session:
        await change(session, LISTENING, KNOWLEDGE.phrases.notices, begins, away)
    return left


@asynccontextmanager
async def live_brain(world: World, actions_port: int, actions_token: str) -> AsyncIterator[BrainProcess]:
    """Its talks are in the world's database, its actions at a worker's port."""
    kept = {"SPORTELLO_TALKS_URL": conninfo(world.desk.database.url), "SPORTELLO_TALKS_KEYS": world.key}
    actions = f"http://{LOOPBACK}:{actions_port}/actions"
    async with BrainProcess(load_settings(), actions, actions_token, recipe=KEPT, variables=kept) as brain:
        yield brain


@asynccontextmanager
async def open_service(world: World, folder: Path, twilio_url: str) -> AsyncIterator[httpx.AsyncClient]:
    """A web process, two workers and a brain; a client of the webhooks."""
    try:
        current_model(load_settings())
    except BrainCannotStart as error:
        pytest.skip(str(error))
    accounts, port, actions_port, token = folder / "accounts.yaml", free_port(), free_port(), secrets.token_urlsafe(24)
    accounts.write_text(ACCOUNTS)
    provider = {"accounts_file": str(accounts), "public_url": PUBLIC_URL, "twilio_api_url": twilio_url}
    async with live_brain(world, actions_port, token) as brain:
        thinking = {"brain_url": brain.url, "brain_token": brain.token, **provider}
        world.starts_worker(actions_port=str(actions_port), actions_token=token, **thinking)
        world.starts_worker(**thinking)
        world.starts_web(port=str(port), **provider)
        async with httpx.AsyncClient(base_url=f"http://{LOOPBACK}:{port}", trust_env=False, timeout=60) as client:
            await until(lambda: listens(client))
            yield client


async def test_of_fifty_citizens_who_write_at_once_eight_get_an_appointment_and_the_others_a_place_on_the_list(
    world: World, tmp_path: Path
) -> None:
    left = await only_eight_are_left(world)
    async with twilio_on_loopback() as twilio, open_service(world, tmp_path, twilio.url) as client:
        rush = Rush(twilio, PATIENCE_SECONDS)
        sorting = asyncio.create_task(rush.sort_messages())
        bookers = [Booker(number, rush, Caller(client, "cesano")) for number in range(CITIZENS)]
        ended = await asyncio.gather(*(booker.comes() for booker in bookers))
        await until(world.is_done)
        sorting.cancel()

    assert Counter(ended) == {"booked": SLOTS, "waiting": CITIZENS - SLOTS}
    assert await taken(world) == left
    confirmed = [said for fields in twilio.taken if "è confermato" in (said := fields["Body"])]
    assert sorted(map(told_when, confirmed)) == sorted(map(when, left))
    assert all(LISTENING.place in said and LISTENING.rules.cost in said for said in confirmed)
    # Whoever got none was offered another slot, or at once the list; and no one of them both.
    for booker, end in zip(bookers, ended, strict=True):
        heard = "\n".join(rush.read[booker.address])
        assert ("è confermato" in heard) == (end == "booked")
    async with world.desk.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(WaitingPlace)) == CITIZENS - SLOTS


def told_when(confirmation: str) -> str:
    """The day and hour that somebody was told."""
    return next(line for line in confirmation.splitlines() if line.startswith("• ")).removeprefix("• ")


async def taken(world: World) -> list[Slot]:
    """What is booked, in order; a hold that stayed would be here too."""
    async with world.desk.database.transaction() as session:
        found = select(AppointmentRow.during).where(AppointmentRow.status.in_(("held", "booked", "came", "absent")))
        rows = (await session.scalars(found)).all()
    slots = sorted(Slot(during.lower, during.upper, LISTENING.id) for during in rows if during.lower and during.upper)
    assert not any(one.overlaps(other) for one, other in pairwise(slots))
    return slots


async def listens(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/healthz")).status_code == 200
    except httpx.TransportError:
        return False
