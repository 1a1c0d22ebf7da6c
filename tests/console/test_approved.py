"""Approved messages, which WhatsApp takes after a day of silence: for who waits for them, and nobody else."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import httpx
import pytest
from pydantic import SecretStr

from bot.channels.accounts import Accounts, WhatsAppAccount
from bot.queue.contact import mark_unreachable, set_notices
from bot.storage.database import Database
from bot.times import now
from tests.console.citizens import writes
from tests.console.conftest import Clock, Opens
from tests.console.person import Person
from tests.storage.console import does
from tests.storage.desk import Desk

WHATSAPP = WhatsAppAccount(
    account_sid="AC" + "0" * 32,
    auth_token=SecretStr("t" * 32),
    number="whatsapp:+390200000000",
    templates={"operatore": "HX" + "d" * 32},
)
APPROVED = "Gli operatori del Comune hanno una risposta per lei"
BUTTON = "Invia questo messaggio approvato"


@pytest.fixture
async def site(opened: Opens, staffed: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """With a WhatsApp number for Borgo."""
    monkeypatch.setattr("bot.console.app.load_accounts", lambda settings: Accounts(whatsapp={"borgo": WHATSAPP}))
    async with opened(staffed) as address:
        yield address


@pytest.fixture
async def silent(anna: Person, desk: Desk, clock: Clock) -> int:
    """Anna's talk with somebody who wrote a day ago."""
    talk = await writes(desk, "buongiorno", account="whatsapp:borgo", address="whatsapp:+393331111111", waits=True)
    await anna.takes(talk)
    clock.ahead = timedelta(hours=24)
    await anna.logs_in("anna")
    return talk


async def sends(anna: Person, talk: int) -> httpx.Response:
    return await anna.presses(
        f"/chats/{talk}/template", epoch=await anna.sees_epoch(talk), key="k" * 32, name="operatore"
    )


async def test_who_waits_for_an_answer_gets_the_approved_message(anna: Person, silent: int, desk: Desk) -> None:
    assert BUTTON in (await anna.opens(f"/chats/{silent}")).text

    assert (await sends(anna, silent)).headers["x-done"] == "said"
    assert any(said.startswith(APPROVED) for said in await desk.sends_all())


@pytest.mark.parametrize("wish", [set_notices, mark_unreachable])
async def test_who_has_written_stop_or_blocked_us_gets_none_and_the_operator_reads_why(
    anna: Person, silent: int, desk: Desk, wish: Callable[..., Awaitable[None]]
) -> None:
    await does(desk, wish, silent, now())
    page, refused = (await anna.opens(f"/chats/{silent}")).text, await sends(anna, silent)

    assert BUTTON not in page and "ha scritto STOP" in page
    assert (refused.status_code, refused.headers["x-refused"]) == (422, "no_notices")
    assert not any(said.startswith(APPROVED) for said in await desk.sends_all())
