"""What the doctor finds of the channels: their settings, the public address, and what Telegram and Twilio say themselves."""

from collections.abc import Iterator

import uvloop

from bot.channels.account_settings import load_accounts
from bot.channels.accounts import Accounts
from bot.channels.whatsapp.checking import check_account
from bot.errors import KnowledgeError, SettingsError
from bot.findings import Finding
from bot.knowledge.base import load
from bot.public_address import SIGN_OF_LIFE, wrong_with
from bot.settings import Settings
from bot.telegram_setup import look


def channel_findings(settings: Settings) -> Iterator[Finding]:
    """Nothing where no channel is set up. What is wrong with the settings is told alone: with them nobody can be asked."""
    yield from _public_address(settings)
    try:
        accounts = load_accounts(settings)
        _check_comuni(settings, accounts)
    except SettingsError as error:
        yield Finding("Channels' settings", "wrong", str(error))
        return
    if accounts.telegram:
        for bot in uvloop.run(look(settings)):
            yield Finding(f"Telegram ({bot.account})", bot.state, bot.mend)
    for name, account in accounts.whatsapp.items():
        found = check_account(name, account, settings)
        yield Finding(f"WhatsApp ({name})", found.state, found.mend)


def _check_comuni(settings: Settings, accounts: Accounts) -> None:
    """Raises `SettingsError`. A mistake in the knowledge base is told elsewhere."""
    try:
        known = load(settings.knowledge_folder).municipalities
    except KnowledgeError:
        return
    accounts.check_comuni(known)


def _public_address(settings: Settings) -> Iterator[Finding]:
    """Nothing where there is none: Telegram is asked for what is new then, and WhatsApp cannot be."""
    if settings.public_url:
        wrong = wrong_with(settings)
        mend = (
            "Start the service; then look at the name (DNS), the certificate and the proxy. From within some networks their own "
            f"address is out of reach: then open {settings.public_url}{SIGN_OF_LIFE} with a telephone."
        )
        yield Finding(f"Public address {settings.public_url}", wrong or "leads here", mend if wrong else None)
