"""What `sportello doctor` says of a brain elsewhere and of the secrets."""

import asyncio
from typing import Any

import pytest

from bot.brain.process import free_port
from bot.doctor import _brain_elsewhere, _protection
from bot.findings import Finding
from bot.settings import load_settings
from tests.service.gateway import gateway_on_loopback
from tests.unit.test_production import GOOD


def protection(**changes: Any) -> Finding:
    return _protection(load_settings(**{**GOOD, **changes}))


def test_production_with_drawn_secrets_is_well() -> None:
    assert protection() == Finding("Protection", "production, with secrets of your own")


def test_a_secret_that_could_be_guessed_is_named_and_mended() -> None:
    found = protection(brain_token="changeme")

    assert "SPORTELLO_BRAIN_TOKEN" in found.state
    assert "changeme" not in found.state
    assert found.mend and "scripts/secrets" in found.mend


@pytest.mark.parametrize(("host", "is_well"), [("127.0.0.1", True), ("0.0.0.0", False)])
def test_a_trial_is_well_as_long_as_nobody_else_reaches_it(host: str, is_well: bool) -> None:
    assert (protection(environment="trial", host=host).mend is None) is is_well


def test_a_brain_that_does_not_answer_is_told_with_its_address() -> None:
    url = f"http://127.0.0.1:{free_port()}"
    found = _brain_elsewhere(load_settings(brain_url=url))

    assert (url in found.name, found.state.startswith("does not answer"), bool(found.mend)) == (True, True, True)


async def test_a_brain_that_answers_with_something_else_is_told_too() -> None:
    async with gateway_on_loopback() as gateway:
        found = await asyncio.to_thread(_brain_elsewhere, load_settings(brain_url=gateway.url))

    assert found.mend
