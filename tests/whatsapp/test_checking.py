"""What the doctor asks of Twilio, and how it says to mend what is wrong."""

import asyncio

import pytest

from bot.channels.accounts import WhatsAppAccount
from bot.channels.whatsapp.checking import SANDBOX, Checked, check_account
from bot.settings import Settings
from tests.whatsapp.fake_twilio import PUBLIC_URL, FakeTwilio

WEBHOOK = f"{PUBLIC_URL}/webhooks/twilio/bussero"
RETRIES = "#rc=3&rp=all"


async def checked(account: WhatsAppAccount, settings: Settings) -> Checked:
    return await asyncio.to_thread(check_account, "bussero", account, settings)


async def test_all_is_well(twilio: FakeTwilio, accounts: dict[str, WhatsAppAccount], settings: Settings) -> None:
    twilio.webhook = WEBHOOK + RETRIES
    assert await checked(accounts["bussero"], settings) == Checked(f"online, Twilio calls {WEBHOOK}")


@pytest.mark.parametrize(
    ("registered", "changes", "state", "mend"),
    [
        ("https://old.example.org", {}, "Twilio does not call this service", WEBHOOK + RETRIES),
        (WEBHOOK, {}, "but not again", WEBHOOK + RETRIES),
        (WEBHOOK, {"number": "whatsapp:+390299999999"}, "not among the account's WhatsApp senders", "`number`"),
        (WEBHOOK, {"auth_token": "wrong"}, "refuses Account SID or Auth Token", "Auth Token anew"),
        (WEBHOOK, {"templates": {"altro": "HX" + "1" * 32}}, "without `promemoria`", "promemoria"),
    ],
)
async def test_what_is_wrong_is_told_with_what_to_do(
    twilio: FakeTwilio, accounts: dict[str, WhatsAppAccount], settings: Settings,
    registered: str, changes: dict[str, object], state: str, mend: str,
) -> None:  # fmt: skip
    twilio.webhook = registered
    given = accounts["bussero"].model_dump() | {"auth_token": accounts["bussero"].token, "auth_token_file": None}
    found = await checked(WhatsAppAccount.model_validate(given | changes), settings)

    assert state in found.state
    assert found.mend and mend in found.mend


async def test_of_the_sandbox_is_told_what_to_write_where(
    accounts: dict[str, WhatsAppAccount], settings: Settings
) -> None:
    found = await checked(accounts["bussero"].model_copy(update={"number": SANDBOX}), settings)

    assert found.mend is None and f"{WEBHOOK}{RETRIES} (POST)" in found.state


async def test_without_a_network_that_is_told(accounts: dict[str, WhatsAppAccount], settings: Settings) -> None:
    found = await checked(accounts["bussero"], settings.model_copy(update={"twilio_api_url": "http://127.0.0.1:9"}))

    assert "cannot be asked" in found.state and found.mend
