"""`sportello …`: the commands. Each imports what it needs when it is called, so that `train`, which every make target calls, starts fast."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

import typer
import uvloop

from bot.errors import SportelloError
from bot.settings import load_settings
from bot.telegram_commands import telegram_app
from bot.whatsapp_commands import whatsapp_app

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="The assistant of Italian municipalities' social services."
)
knowledge_app = typer.Typer(no_args_is_help=True, help="The knowledge base.")
app.add_typer(knowledge_app, name="knowledge")
app.add_typer(telegram_app, name="telegram")
app.add_typer(whatsapp_app, name="whatsapp")
user_app = typer.Typer(no_args_is_help=True, help="Who may enter the operators' console.")
app.add_typer(user_app, name="user")

Comune = Annotated[str | None, typer.Option(help="The municipality, by id: cesano-boscone, bussero, …")]


@app.command()
def ask(
    comune: Comune = None, as_json: Annotated[bool, typer.Option("--json", help="The only format there is.")] = True
) -> None:
    """Answer JSON Lines from standard input on standard output; books, sends and alerts nothing real."""
    uvloop.run(_ask(comune))


async def _ask(comune: str | None) -> None:
    from bot.ask import Asking
    from bot.knowledge.base import LiveKnowledge
    from bot.local_assistant import local_assistant

    settings = load_settings()
    knowledge = LiveKnowledge(settings.knowledge_folder)
    async with local_assistant(settings, knowledge) as assistant:
        asking = Asking(assistant, knowledge.current().municipalities, comune)
        async for answer in asking.answer_all(_standard_input()):
            print(json.dumps(answer, ensure_ascii=False), flush=True)


async def _standard_input() -> AsyncIterator[str]:
    """The lines as UTF-8 whatever the locale; bytes that are none are told as a mistake of their line."""
    while line := await asyncio.to_thread(sys.stdin.buffer.readline):
        yield line.decode(errors="surrogateescape")


@app.command()
def chat(comune: Comune = None) -> None:
    """Talk with the assistant in the terminal."""
    from bot.chat import chat_until_goodbye

    uvloop.run(chat_until_goodbye(load_settings(), comune))


@app.command()
def run() -> None:
    """The whole service: web chat, worker, brain, database. Ctrl-C stops it."""
    _serve(web=True, worker=True)


@app.command()
def web() -> None:
    """The web chat alone; messages are answered by workers elsewhere."""
    _serve(web=True)


@app.command()
def worker() -> None:
    """A worker alone, with the brain of SPORTELLO_BRAIN_URL or one of its own; any number may run."""
    _serve(worker=True)


def _serve(**parts: bool) -> None:
    from bot.run import Parts, run

    uvloop.run(run(load_settings(), Parts(**parts)))


@app.command()
def brain() -> None:
    """A brain alone, for workers elsewhere; any number may run."""
    from bot.brain.alone import become_brain

    become_brain(load_settings())


@app.command()
def migrate() -> None:
    """Bring the database to the present schema; every part does so at its start too, one at a time."""
    uvloop.run(_migrate())


async def _migrate() -> None:
    from bot.migrating import migrated

    async for done in migrated(load_settings()):
        typer.echo(done)


@app.command()
def waiting() -> None:
    """List the talks that wait for a person."""
    from bot.waiting import who_waits

    typer.echo(uvloop.run(who_waits(load_settings())))


@app.command()
def train(force: Annotated[bool, typer.Option(help="Train even when nothing has changed.")] = False) -> None:
    """Train the brain, when something that its model depends on has changed."""
    from bot.brain import training

    settings = load_settings()
    if force or not training.model_path(settings).exists():
        typer.echo("Training the assistant: two to five minutes …")
    model, trained = training.train(settings, force)
    typer.echo(f"{'Trained' if trained else 'Already trained'}: {model.name}")


@knowledge_app.command("check")
def knowledge_check(folder: Annotated[Path | None, typer.Argument(help="The knowledge folder.")] = None) -> None:
    """Validate the knowledge base; list what is expired, due for review, thin, doubtful or to be confirmed."""
    from bot.knowledge.check import check

    report = check(folder or load_settings().knowledge_folder)
    typer.echo(report.text())
    raise typer.Exit(1 if report.mistakes else 0)


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
    from bot.user_commands import add_user

    account = Account(username.casefold(), name, role or ["operator"], comune or None)
    typer.echo(uvloop.run(add_user(load_settings(), account)))


@user_app.command("list")
def user_list() -> None:
    """Who may enter, with roles and municipalities."""
    from bot.user_commands import list_users

    typer.echo(uvloop.run(list_users(load_settings())))


@user_app.command("password")
def user_password(username: str) -> None:
    """Give a new password; the second factor is switched off, also where its key is lost."""
    from bot.user_commands import give_password

    typer.echo(uvloop.run(give_password(load_settings(), username)))


@user_app.command("disable")
def user_disable(username: str) -> None:
    """Nobody enters with this name any more, and who is in is out."""
    from bot.user_commands import disable_user

    typer.echo(uvloop.run(disable_user(load_settings(), username)))


@app.command("export-questions")
def export_questions(file: Annotated[Path | None, typer.Argument(help="Default: standard output.")] = None) -> None:
    """Write the questions that operators have judged, as candidates for training."""
    from bot.user_commands import export_questions as export

    typer.echo(uvloop.run(export(load_settings(), file)))


@app.command()
def doctor() -> None:
    """Say what is installed and in use, what is missing, and how to mend it."""
    from bot.doctor import examine

    findings = examine(load_settings())
    typer.echo(findings.text())
    raise typer.Exit(0 if findings.healthy else 1)


def main() -> None:
    """The entry point; a mistake that the reader can mend is told without a traceback."""
    try:
        app()
    except SportelloError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print(f"{place}{error.strerror or error}.", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
