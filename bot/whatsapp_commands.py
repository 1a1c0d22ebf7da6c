"""`sportello whatsapp …`"""

from typing import Annotated

import typer

whatsapp_app = typer.Typer(no_args_is_help=True, help="The WhatsApp numbers.")
Account = Annotated[str, typer.Argument(help="The account's name in SPORTELLO_ACCOUNTS_FILE.")]


@whatsapp_app.callback()
def whatsapp() -> None:
    """The WhatsApp numbers."""


@whatsapp_app.command("create-contents")
def create(account: Account) -> None:
    """Make the contents for buttons and lists at Twilio, and print their lines for the accounts' file."""
    from bot.channels.account_settings import load_accounts
    from bot.channels.whatsapp.creating import create_contents
    from bot.errors import SettingsError
    from bot.settings import load_settings

    settings = load_settings()
    known = load_accounts(settings).whatsapp
    if account not in known:
        raise SettingsError(f"There is no WhatsApp account {account}: {', '.join(known) or 'none'} is set up.")
    typer.echo(create_contents(known[account], settings.twilio_api_url))
