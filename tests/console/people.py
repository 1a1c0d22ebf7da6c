"""The municipality's people, with accounts."""

from bot.staff import accounts
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
    async with database.transaction() as session:
        for account in CAST:
            person = await accounts.add(session, account, PASSWORD)
            await accounts.set_password(session, person.id, PASSWORD, is_temporary=False)
