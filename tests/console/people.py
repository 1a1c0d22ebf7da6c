"""The municipality's people, with accounts."""

from bot.staff import accounts, passwords
from bot.staff.accounts import Account
from bot.storage.database import Database
from tests.console.person import PASSWORD

CAST = (
    Account("anna", "Anna Rossi", ["operator"], ["borgo"]),
    Account("bruno", "Bruno Verdi", ["operator"], ["borgo"]),
    Account("franco", "Franco Neri", ["operator"], ["valle"]),
    Account("dora", "Dora Bianchi", ["psychologist"], ["borgo"]),
    Account("carla", "Carla Gallo", ["admin"]),
)


async def hire(database: Database) -> None:
    """Everybody of the cast has chosen a password."""
    password = await passwords.hashed(PASSWORD)
    async with database.transaction() as session:
        for account in CAST:
            person = await accounts.add(session, account, password)
            await accounts.set_password(session, person.id, password, is_temporary=False)
