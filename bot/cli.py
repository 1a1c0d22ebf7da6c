"""`sportello …`: the commands. Each imports what it needs when it is called, so that `train`, which every make target calls, starts fast."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.data_commands import data_app
from bot.errors import SportelloError
from bot.service_commands import brain, migrate, run, waiting, web, worker
from bot.settings import load_settings
from bot.talk_commands import ask, chat
from bot.telegram_commands import telegram_app
from bot.user_commands import export_questions, user_app
from bot.whatsapp_commands import whatsapp_app

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="The assistant of Italian municipalities' social services."
)
knowledge_app = typer.Typer(no_args_is_help=True, help="The knowledge base.")
app.add_typer(knowledge_app, name="knowledge")
app.add_typer(telegram_app, name="telegram")
app.add_typer(whatsapp_app, name="whatsapp")
app.add_typer(user_app, name="user")
app.add_typer(data_app, name="data")
for command in (ask, chat, run, web, worker, brain, migrate, waiting):
    app.command()(command)


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


app.command("export-questions")(export_questions)


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
