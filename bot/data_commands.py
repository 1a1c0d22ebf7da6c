"""`sportello data …`: what is kept of one citizen, handed over or erased when the citizen asks for it."""

import sys
from pathlib import Path
from typing import Annotated

import typer
import uvloop

from bot.errors import SettingsError
from bot.settings import load_settings

data_app = typer.Typer(no_args_is_help=True, help="What is kept of one citizen: hand it over, erase it.")
Whose = Annotated[
    str,
    typer.Argument(
        metavar="WHOSE",
        help="The talk's number in the console (17), a number of WhatsApp (+39333…), telegram:ID, an appointment's code.",
    ),
]


@data_app.command("export")
def data_export(
    whose: Whose,
    file: Annotated[Path | None, typer.Argument(help="A new file; default: standard output.")] = None,
) -> None:
    """Write all that is kept as JSON: for the citizen, once somebody has read it."""
    from bot.data_requests import copy_of, write_new

    copied = uvloop.run(copy_of(load_settings(), whose))
    if file is None:
        sys.stdout.buffer.write(copied)
        sys.stdout.flush()
    else:
        write_new(file, copied)
        typer.echo(f"Written to {file}")


@data_app.command("erase")
def data_erase(
    whose: Whose,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    also_appointments: Annotated[
        bool, typer.Option("--also-appointments", help="Also those to come: their slots become free.")
    ] = False,
) -> None:
    """Erase all that is kept; an appointment to come only with --also-appointments."""
    from bot.data_requests import erase_all, what_there_is

    settings = load_settings()
    there = uvloop.run(what_there_is(settings, whose))
    typer.echo(there.in_words)
    if there.is_nothing:
        return
    if there.to_come and not also_appointments:
        raise SettingsError("Nothing was erased. Call them off in the console first, or add --also-appointments.")
    if not yes:
        if not _somebody_is_there():
            raise SettingsError("Nothing was erased: nobody can be asked here. Add --yes.")
        typer.confirm("Erase it for ever?", abort=True)
    typer.echo(uvloop.run(erase_all(settings, whose, also_appointments)))


def _somebody_is_there() -> bool:
    return sys.stdin.isatty()
