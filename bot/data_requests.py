"""What `sportello data …` does and says: in what is printed stands nothing of what was written."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from bot import times
from bot.errors import NoSuchTalk, SettingsError
from bot.own_data.copying import copy
from bot.own_data.erasing import Extent, erase, erased_before, extent
from bot.own_data.finding import find
from bot.settings import Settings
from bot.storage.database import ready_database
from bot.times import local

NOT_FOUND = (
    "Nothing is kept of it. A talk by its number in the console (17), WhatsApp by +39333… (one from abroad with its own +), Telegram by telegram:ID, "
    "an appointment by its code; a talk that was forgotten on the page by its number alone."
)
ONLY_FOR_OWNER = 0o600


@dataclass(frozen=True)
class There:
    """What would be erased; `in_words` for whoever has asked."""

    in_words: str
    to_come: int = 0
    is_nothing: bool = False


async def copy_of(settings: Settings, whose: str) -> bytes:
    """JSON in UTF-8; raises `NoSuchTalk`."""
    async with ready_database(settings) as database, database.transaction() as session:
        meant = await find(session, database.keys, whose)
        if meant.is_nobody:
            raise NoSuchTalk(NOT_FOUND)
        copied = await copy(session, meant, times.now())
    return f"{json.dumps(copied, ensure_ascii=False, indent=2)}\n".encode()


def write_new(file: Path, copied: bytes) -> None:
    """Readable for its owner alone; raises `FileExistsError`, an `OSError` that the reader is told."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_FOR_OWNER), "wb") as new:
        new.write(copied)


async def what_there_is(settings: Settings, whose: str) -> There:
    async with ready_database(settings) as database, database.transaction() as session:
        meant = await find(session, database.keys, whose)
        if not meant.is_nobody:
            found = await extent(session, meant, times.now())
            return There(_in_words(found), len(found.to_come))
        before = await erased_before(session, whose)
    return There(f"Erased already, on {local(before):%Y-%m-%d %H:%M}." if before else NOT_FOUND, is_nothing=True)


async def erase_all(settings: Settings, whose: str, also_appointments: bool) -> str:
    """Raises `SportelloError` where something has changed since it was asked about."""
    async with ready_database(settings) as database, database.transaction() as session:
        meant = await find(session, database.keys, whose)
        there = await extent(session, meant, times.now())
        if there.to_come and not also_appointments:
            raise SettingsError("Nothing was erased: an appointment was just made. Look again.")
        await erase(session, meant)
    return "Erased. Copies of the database (scripts/backup) still hold it until you delete them."


def _in_words(found: Extent) -> str:
    talks = ", ".join(map(str, found.talks)) or "none"
    counts = f"messages: {found.messages}  notes: {found.notes}  appointments: {found.appointments}"
    lines = [f"talks: {talks}  {counts}"]
    lines += [f"to come: {local(start):%Y-%m-%d %H:%M}, {desk}" for desk, start in found.to_come]
    return "\n".join(lines)
