"""`sportello telegram …`"""

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Annotated, Any

import typer
import uvloop

if TYPE_CHECKING:
    from bot.telegram_setup import BotState

telegram_app = typer.Typer(no_args_is_help=True, help="The Telegram bots.")
Account = Annotated[str | None, typer.Argument(help="The account's name; all where none is given.")]


@telegram_app.command("set-webhook")
def set_webhook(account: Account = None) -> None:
    """Tell Telegram to bring messages to SPORTELLO_PUBLIC_URL, and set the bot's menu."""
    from bot import telegram_setup
    from bot.settings import load_settings

    _print(telegram_setup.set_webhook(load_settings(), account))


@telegram_app.command("delete-webhook")
def delete_webhook(account: Account = None) -> None:
    """Tell Telegram to keep messages until `sportello run` asks for them."""
    from bot import telegram_setup
    from bot.settings import load_settings

    _print(telegram_setup.delete_webhook(load_settings(), account))


@telegram_app.command("info")
def info(account: Account = None) -> None:
    """Say which bots there are, how they get their messages, and what is wrong."""
    from bot import telegram_setup
    from bot.settings import load_settings

    _print(telegram_setup.look(load_settings(), account))


def _print(asking: "Coroutine[Any, Any, list[BotState]]") -> None:
    """Ends with 1 where something is wrong."""
    states = uvloop.run(asking)
    for state in states:
        typer.echo(state.line)
    raise typer.Exit(1 if any(state.mend for state in states) else 0)
