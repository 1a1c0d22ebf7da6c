"""Who may enter the console, from the server's own terminal: what `sportello user …` does and says."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.console.texts import load_texts
from bot.errors import SettingsError, StaffError
from bot.handover.clerk import Clerk
from bot.handover.questions import judged
from bot.handover.training import training_candidates
from bot.knowledge.live import LiveKnowledge
from bot.settings import Settings
from bot.staff import accounts, passwords
from bot.staff.accounts import Account
from bot.storage.database import Database, ready_database
from bot.storage.models import Staff

ADD = 'sportello user add NAME --name "First Last" --role admin'


async def add_user(settings: Settings, account: Account) -> str:
    """What to tell the new person; raises `SportelloError`."""
    known = LiveKnowledge(settings.knowledge_folder).current().municipalities
    if unknown := [comune for comune in account.comuni or () if comune not in known]:
        raise SettingsError(f"No municipality {unknown[0]}: {', '.join(known)} are known.")
    password = passwords.new_password()
    try:
        hashed = await passwords.hashed(password)
        async with ready_database(settings) as database, database.transaction() as session:
            await accounts.add(session, account, hashed)
    except StaffError as error:
        raise _in_words(error) from error
    return f"{account.username}: first password {password} (to be changed at the first entry)"


async def list_users(settings: Settings) -> str:
    async with ready_database(settings) as database, database.transaction() as session:
        return "\n".join(_lines(await accounts.everybody(session)))


async def give_password(settings: Settings, username: str) -> str:
    password = passwords.new_password()
    hashed = await passwords.hashed(password)
    async with ready_database(settings) as database, database.transaction() as session:
        row = await accounts.find(session, username)
        if row is None:
            raise _in_words(StaffError("nobody"))
        had_codes = row.has_codes
        await accounts.set_password(session, row.id, hashed, is_temporary=True)
    lines = [f"{username}: new password {password} (to be changed at the first entry)"]
    if had_codes:
        lines.append(
            "The second factor is switched off: the password alone opens. It can be switched on again in the console, under «Il suo profilo»."
        )
    return "\n".join(lines)


async def disable_user(settings: Settings, username: str) -> str:
    try:
        async with ready_database(settings) as database, database.transaction() as session:
            row = await accounts.find(session, username)
            if row is None:
                raise StaffError("nobody")
            await accounts.set_active(session, row.id, False)
    except StaffError as error:
        raise _in_words(error) from error
    return f"{username}: may not enter any more"


async def export_questions(settings: Settings, file: Path | None) -> str:
    """The judged questions as training candidates; into the file where one is named."""
    async with ready_database(settings) as database, database.transaction() as session:
        found = training_candidates(await judged(session, Clerk("sportello", "Sportello")))
    if file is None:
        return found.rstrip("\n")
    file.write_text(found, encoding="utf-8")
    return f"Written to {file}"


async def first_admin(database: Database, settings: Settings) -> str | None:
    """The line about the first account, at the very first start; said once and never again.

    In production none is made: what a container prints stays in its log.
    """
    async with database.transaction() as session:
        if settings.environment == "production":
            return None if await accounts.everybody(session) else f"           nobody may enter yet: {ADD}"
        password = await accounts.first_admin(session)
    return f"           first entry: {accounts.FIRST} / {password} (shown this once)" if password else None


def _lines(everybody: Sequence[Staff]) -> Iterator[str]:
    if not everybody:
        yield "Nobody yet: `sportello run` makes the first account, or `sportello user add`."
    for row in everybody:
        comuni = "all" if row.comuni is None else ", ".join(row.comuni)
        state = "" if row.is_active else "  (disabled)"
        yield f"{row.username:20}  {row.name:28}  {', '.join(row.roles):30}  {comuni}{state}"


def _in_words(error: StaffError) -> SettingsError:
    return SettingsError(load_texts().refusals[error.reason])
