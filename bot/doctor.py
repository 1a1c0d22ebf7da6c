"""`sportello doctor`: what is installed and in use, what is missing, and how to mend it."""

import subprocess
from collections.abc import Callable

import httpx

from bot.brain.recipe import OURS
from bot.brain.training import current_model, spacy_pipeline
from bot.channel_findings import channel_findings
from bot.desk_findings import desk_findings
from bot.errors import SportelloError
from bot.findings import Finding, Findings
from bot.knowledge.check import check
from bot.production import HOW, is_open_trial, unsafe
from bot.reached import database_reached, mail_reached
from bot.settings import Settings
from bot.storage.own_key import own_key_file


def examine(settings: Settings) -> Findings:
    """Looks at everything that the assistant needs to run."""
    own_brain: list[Callable[[Settings], Finding]] = [_brain_environment, _spacy, _model]
    brain = [_brain_elsewhere] if settings.brain_url else own_brain
    looks = (*brain, _knowledge, _database, _channels, mail_reached, _protection)
    return Findings([*(look(settings) for look in looks), *channel_findings(settings), *desk_findings(settings)])


def _brain_environment(settings: Settings) -> Finding:
    name = "Brain environment (Rasa)"
    try:
        command = [
            str(settings.brain_python),
            "-c",
            "import importlib.metadata as m; print(m.version('rasa'), m.version('spacy'))",
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return Finding(name, f"not usable: {settings.brain_python}", "Run: make setup")
    rasa, spacy = done.stdout.split()
    return Finding(name, f"Rasa {rasa}, spaCy {spacy}")


def _spacy(settings: Settings) -> Finding:
    pipeline = spacy_pipeline(settings)
    if pipeline.startswith("blank"):
        return Finding(
            "spaCy's Italian pipeline", "blank:it (names and places are not recognised; understanding is the same)"
        )
    return Finding("spaCy's Italian pipeline", pipeline)


def _model(settings: Settings) -> Finding:
    try:
        return Finding("Trained model", current_model(settings).name)
    except SportelloError as error:
        return Finding("Trained model", "none for the present data", str(error))


def _brain_elsewhere(settings: Settings) -> Finding:
    """Its door answers without a token; which model it has loaded, it says."""
    name = f"Brain at {settings.brain_url}"
    try:
        answer = httpx.get(f"{settings.brain_url}{OURS.ready}", timeout=5, trust_env=False).raise_for_status()
        model = answer.json()["model"]
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        mend = "Look whether it runs, and at SPORTELLO_BRAIN_URL. Only what may be reached from here answers."
        return Finding(name, f"does not answer ({type(error).__name__})", mend)
    return Finding(name, f"answers, model {model}")


def _knowledge(settings: Settings) -> Finding:
    report = check(settings.knowledge_folder)
    state = f"{report.services} services, {len(report.mistakes)} mistakes, {len(report.todo)} to look at"
    return Finding("Knowledge base", state, "Run: sportello knowledge check" if report.mistakes else None)


def _database(settings: Settings) -> Finding:
    if settings.database is not None:
        if settings.keys is None:
            return Finding("Database", "no keys", "Set SPORTELLO_ENCRYPTION_KEYS (`openssl rand -base64 32`)")
        return database_reached(settings.database.get_secret_value())
    state = f"embedded PostgreSQL, {settings.state_folder / 'postgres'}"
    if settings.keys is None:
        file = own_key_file(settings.state_folder)
        state += f"\n    Texts are encrypted with a key of its own, {file}: without a copy of it no copy of the data can be read."
    return Finding("Database", state)


def _channels(settings: Settings) -> Finding:
    return Finding("Channels", f"terminal (make chat), web chat (make run, port {settings.port})")


def _protection(settings: Settings) -> Finding:
    name = "Protection"
    if settings.environment == "production":
        wrong = unsafe(settings)
        return Finding(name, "; ".join(wrong) or "production, with secrets of your own", HOW if wrong else None)
    state = f"a trial (SPORTELLO_ENVIRONMENT={settings.environment}): nothing is asked for"
    if is_open_trial(settings):
        return Finding(name, f"{state}, and others reach it at {settings.host}", "Set SPORTELLO_ENVIRONMENT=production")
    return Finding(name, state)
