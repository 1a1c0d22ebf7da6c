"""Rosa, with something of hers in every table, and Ugo beside her; and the commands as they are typed."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import URL, insert, select
from sqlalchemy.dialects.postgresql import Range
from typer.testing import CliRunner, Result

from bot import cli
from bot.handover.questions import keep_question
from bot.queue.alerts import alert
from bot.queue.events import record
from bot.queue.messages import Inbound
from bot.queue.pace import Pace
from bot.storage.base import Base
from bot.storage.database import Database
from bot.storage.keys import KeyRing, new_secret
from bot.storage.models import (
    AppointmentRow,
    BookingDesk,
    BookingOutcome,
    Conversation,
    Looking,
    Note,
    Staff,
    StaffReply,
    Tracker,
    TurnDecision,
    WaitingPlace,
)
from bot.times import now
from tests.storage.conftest import execute
from tests.storage.desk import NOON, Desk

KEY = new_secret()
ROSA, UGO = "+39 333 1111111", "+39 333 2222222"
CANCELLED = 'Cancelled\n{"appointment": {"name": "Rosa"}}'
"""As agenda/outcomes.py keeps it."""


def runs(server: URL, act: Callable[[Database], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        database = Database(server, KeyRing.from_text(KEY))
        try:
            return await act(database)
        finally:
            await database.close()

    return asyncio.run(run())


async def rosa_and_ugo(database: Database) -> None:
    desk = Desk(database, Pace(pause=timedelta(0)))
    for number, (phone, words) in enumerate(((ROSA, "sono Rosa, canarino"), (UGO, "sono Ugo")), 1):
        address = f"whatsapp:{phone.replace(' ', '')}"
        await desk.receives(Inbound("whatsapp:main", f"m{number}", address, NOON, text=words, comune="borgo"))
        await desk.completes(await desk.must_claim(), "Buongiorno")
    async with database.transaction() as session:
        talk = {"conversation_id": 1}
        [pseudonym] = await session.scalars(select(Conversation.pseudonym).where(Conversation.id == 1))
        anna = {"username": "anna", "name": "Anna", "password_hash": "x", "roles": ["operator"]}
        staff = (await session.scalars(insert(Staff).values(**anna).returning(Staff.id))).one()
        await session.execute(insert(StaffReply).values(**talk, key="k", staff_id=staff, number=2))
        await session.execute(insert(Looking).values(**talk, staff_id=staff, until=now()))
        await session.execute(insert(Note).values(**talk, staff="anna", text="non lo dica a nessuno"))
        await session.execute(insert(TurnDecision).values(**talk, number=1, detail='{"act": "canarino"}'))
        await session.execute(insert(Tracker).values(pseudonym=pseudonym, events='[{"text": "sono Rosa"}]'))
        await session.execute(insert(BookingOutcome).values(**talk, message_id="m1", what="book", outcome=CANCELLED))
        await keep_question(session, 1, 1, "borgo", "che cosa è canarino?", "unsure", {})
        await alert(session, "waiting", 1)
        await record(session, 1, "called")
        desk_id = await session.scalar(insert(BookingDesk).values(name="borgo/ti-ascolto").returning(BookingDesk.id))
        who = {"desk_id": desk_id, "name": "Rosa Bianchi", "phone": "3331111111"}
        waits = {"id": uuid4(), "wish": {}, "joined_at": NOON, "passed": []}
        await session.execute(insert(WaitingPlace).values(**talk, **who, **waits))


def comes(server: URL, days: float, talk: int | None = 1, code: str = "ABCDEFGH") -> None:
    """Rosa's appointment, so many days from now."""

    async def write(database: Database) -> None:
        start = now() + timedelta(days=days)
        row = {"id": uuid4(), "during": Range(start, start + timedelta(hours=1)), "status": "booked", "code": code}
        async with database.transaction() as session:
            desk = await session.scalar(select(BookingDesk.id))
            who = {"conversation_id": talk, "name": "Rosa Bianchi", "phone": "3331111111", "by": "citizen"}
            await session.execute(insert(AppointmentRow).values(**row, **who, desk_id=desk))

    runs(server, write)


def typed(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["data", *words])


def printed(*words: str) -> str:
    done = typed(*words)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout.strip()


def rows(server: URL) -> dict[str, int]:
    """How many each table holds, where there are any."""
    counts = {name: execute(server, f"SELECT count(*) FROM {name}")[0][0] for name in Base.metadata.tables}
    return {name: int(str(count)) for name, count in counts.items() if count}
