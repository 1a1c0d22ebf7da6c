"""`sportello run`, its parts alone, and what is asked of a service that runs."""

import typer
import uvloop

from bot.settings import load_settings


def run() -> None:
    """The whole service: web chat, worker, brain, database. Ctrl-C stops it."""
    _serve(web=True, worker=True)


def web() -> None:
    """The web chat alone; messages are answered by workers elsewhere."""
    _serve(web=True)


def worker() -> None:
    """A worker alone, with the brain of SPORTELLO_BRAIN_URL or one of its own; any number may run."""
    _serve(worker=True)


def _serve(**parts: bool) -> None:
    from bot.run import Parts, run

    uvloop.run(run(load_settings(), Parts(**parts)))


def brain() -> None:
    """A brain alone, for workers elsewhere; any number may run."""
    from bot.brain.alone import become_brain

    become_brain(load_settings())


def migrate() -> None:
    """Bring the database to the present schema; every part does so at its start too, one at a time."""
    uvloop.run(_migrate())


async def _migrate() -> None:
    from bot.migrating import migrated

    async for done in migrated(load_settings()):
        typer.echo(done)


def waiting() -> None:
    """List the talks that wait for a person."""
    from bot.waiting import who_waits

    typer.echo(uvloop.run(who_waits(load_settings())))
