"""The parts of docker-compose.yml as separate processes: same commands, same variables, secrets as files; from a message to its answer."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import psycopg
import pytest
from sqlalchemy import URL

from bot.brain.training import current_model
from bot.errors import BrainCannotStart
from bot.settings import load_settings
from tests.service.compose import Service
from tests.service.installation import database, postgres, secrets
from tests.webchat.page import Page

__all__ = ["database", "postgres", "secrets"]
CANARY = "canarino"


@pytest.fixture
async def services(secrets: Path, database: URL) -> AsyncIterator[dict[str, Service]]:
    worker, second, web = Service("worker", secrets), Service("worker", secrets), Service("web", secrets)
    actions = {"http://worker:5055": worker.url("SPORTELLO_ACTIONS_PORT")}
    brain = Service("brain", secrets, actions)
    worker.addresses = second.addresses = {"http://brain:5005": brain.url("SPORTELLO_BRAIN_PORT")}
    started = {"brain": brain, "worker": worker, "second": second, "web": web}
    try:
        yield started
    finally:
        for service in started.values():
            if service.process and service.process.returncode is None:
                service.process.kill()
                await service.process.wait()


async def test_the_parts_of_the_compose_file_answer_a_citizen_together(
    services: dict[str, Service], secrets: Path
) -> None:
    try:
        model = current_model(load_settings())
    except BrainCannotStart as error:
        pytest.skip(str(error))
    migrate = await Service("migrate", secrets).starts()
    code, said = await migrate.ends()
    assert (code, "sportello_brain may read and write its own table" in said) == (0, True), said

    await services["brain"].starts(str(load_settings().brain_python), "-m", "nlu.alone", str(model))
    for name in ("worker", "second", "web"):
        await services[name].starts()
    for service in services.values():
        await service.is_healthy()
    address = services["web"].url("SPORTELLO_PORT")
    async with httpx.AsyncClient(base_url=address, trust_env=False) as client:
        page = await Page(client, comune="cesano-boscone").opens()
        await page.writes(f"quanto costa ti ascolto? {CANARY}")
        async with page.listens() as ear:
            answer = [await ear.next_text() for _ in range(3)][-1]
        assert "gratuito" in answer
        assert [(await client.get(path)).status_code for path in ("/metrics", "/actions")] == [404, 404]
        figures = [
            (await client.get(f"{services[name].url('SPORTELLO_METRICS_PORT')}/metrics")).text
            for name in ("worker", "second", "web")
        ]

    assert sum('sportello_turns_total{action="answer"} 1.0' in text for text in figures) == 1
    assert sum('sportello_brain_seconds_count{outcome="answered"} 1.0' in text for text in figures) == 1
    assert 'sportello_messages_received_total{channel="web"} 1.0' in figures[2]
    assert_the_brain_sees_only_its_table(secrets)
    stopped = {name: await services[name].stops() for name in ("web", "worker", "second")}
    assert stopped == {"web": 0, "worker": 0, "second": 0}


def assert_the_brain_sees_only_its_table(secrets: Path) -> None:
    with psycopg.connect((secrets / "brain_database_url").read_text().strip(), autocommit=True) as brain:
        kept = brain.execute("SELECT count(*) FROM tracker").fetchone()
        assert kept == (1,)
        for table in ("conversation", "inbound_message", "outbound_message", "alert"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                brain.execute(f"SELECT FROM {table}".encode())


async def test_nothing_that_was_said_is_in_figures_or_logs(services: dict[str, Service], secrets: Path) -> None:
    """Without a brain: what is said is read, waits, and is set down nowhere but in the database."""
    (secrets / "smtp_password").write_text("la parola della posta")
    assert (await (await Service("migrate", secrets).starts()).ends())[0] == 0
    for name in ("worker", "web"):
        await (await services[name].starts()).is_healthy()
    async with httpx.AsyncClient(base_url=services["web"].url("SPORTELLO_PORT"), trust_env=False) as client:
        page = await Page(client, comune="cesano-boscone").opens()
        await page.writes(f"mi chiamo {CANARY} e vorrei sapere qualcosa")
        async with page.listens() as ear:
            [await ear.next_text() for _ in range(2)]
        figures = (await client.get(f"{services['worker'].url('SPORTELLO_METRICS_PORT')}/metrics")).text
    assert 'sportello_turns_total{action="waits"} 1.0' in figures
    assert "sportello_database_answers 1.0" in figures

    logs = ""
    for name in ("worker", "web"):
        process = services[name].process
        assert process
        process.terminate()
        logs += (await services[name].ends())[1]
    assert "turn_done" in logs
    secret = [file.read_text().strip() for file in secrets.iterdir() if file.name != "accounts.yaml"]
    assert not [word for word in (CANARY, page.token, *secret) if word in figures + logs]


async def test_what_is_missing_in_production_is_named_and_nothing_starts(secrets: Path, database: URL) -> None:
    worker = Service("worker", secrets)
    (secrets / "brain_token").unlink()
    (secrets / "brain_token").write_text("changeme")

    code, said = await (await worker.starts()).ends()

    assert (code, "SPORTELLO_BRAIN_TOKEN is missing or could be guessed" in said) == (1, True), said
    assert "changeme" not in said


async def test_a_brain_without_its_secrets_says_which(secrets: Path) -> None:
    brain = Service("brain", secrets)
    (secrets / "actions_token").unlink()
    (secrets / "actions_token").write_text("short")
    (secrets / "encryption_keys").unlink()
    (secrets / "encryption_keys").touch()

    code, said = await (
        await brain.starts(str(load_settings().brain_python), "-m", "nlu.alone", "no-model.tar.gz")
    ).ends()

    assert code == 1
    assert "SPORTELLO_TALKS_KEYS is missing" in said
    assert "SPORTELLO_ACTIONS_TOKEN is too short" in said
    assert "Traceback" not in said
