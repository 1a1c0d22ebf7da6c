"""`sportello user …`, and what those who work at the console have judged."""

from pathlib import Path
from typing import Annotated

import typer
import uvloop

from bot.settings import load_settings

user_app = typer.Typer(no_args_is_help=True, help="Who may enter the operators' console.")


@user_app.command("add")
def user_add(
    username: str,
    name: Annotated[str, typer.Option(help="As citizens and colleagues read it.")],
    role: Annotated[list[str] | None, typer.Option(help="operator (default), psychologist, admin; repeat it.")] = None,
    comune: Annotated[
        list[str] | None, typer.Option(help="A municipality that they see; repeat it. Default: all.")
    ] = None,
) -> None:
    """Add somebody; prints the first password."""
    from bot.staff.accounts import Account
    from bot.users import add_user

    account = Account(username.casefold(), name, role or ["operator"], comune or None)
    typer.echo(uvloop.run(add_user(load_settings(), account)))


@user_app.command("list")
def user_list() -> None:
    """Who may enter, with roles and municipalities."""
    from bot.users import list_users

    typer.echo(uvloop.run(list_users(load_settings())))


@user_app.command("password")
def user_password(username: str) -> None:
    """Give a new password; the second factor is switched off, also where its key is lost."""
    from bot.users import give_password

    typer.echo(uvloop.run(give_password(load_settings(), username)))


@user_app.command("disable")
def user_disable(username: str) -> None:
    """Nobody enters with this name any more, and who is in is out."""
    from bot.users import disable_user

    typer.echo(uvloop.run(disable_user(load_settings(), username)))


def export_questions(file: Annotated[Path | None, typer.Argument(help="Default: standard output.")] = None) -> None:
    """Write the questions that operators have judged, as candidates for training."""
    from bot.users import export_questions as export

    typer.echo(uvloop.run(export(load_settings(), file)))
