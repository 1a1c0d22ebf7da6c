"""`sportello telegram …` and what `sportello doctor` says of a bot."""

import pytest

from bot.channel_findings import channel_findings
from bot.errors import SettingsError
from bot.settings import Settings, load_settings
from bot.telegram_setup import delete_webhook, look, set_webhook
from tests.telegram.door import SECRET
from tests.telegram.fake import TOKEN, FakeTelegram

URL = "https://sportello.example.it"
ADDRESS = f"{URL}/webhooks/telegram/main"


def settings(telegram: FakeTelegram, token: str = TOKEN, **more: str) -> Settings:
    return load_settings(telegram_api_url=telegram.url, telegram_token=token, **more)


async def test_a_webhook_is_registered_with_its_secret_its_kinds_of_updates_and_a_menu(telegram: FakeTelegram) -> None:
    [state] = await set_webhook(settings(telegram, public_url=URL))

    [asked] = telegram.called("setWebhook")
    assert (asked["url"], asked["secret_token"]) == (ADDRESS, SECRET)
    assert asked["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]
    [menu] = telegram.called("setMyCommands")
    assert [command["command"] for command in menu["commands"]] == ["start", "help", "stop"]
    assert state.state == f"@sportello_prova_bot, webhook {ADDRESS}, 0 updates waiting"
    assert state.mend is None


async def test_without_a_public_address_no_webhook_is_registered(telegram: FakeTelegram) -> None:
    with pytest.raises(SettingsError, match="SPORTELLO_PUBLIC_URL is missing"):
        await set_webhook(settings(telegram))

    assert telegram.calls == []


async def test_a_webhook_is_taken_away_and_nothing_that_waits_is_lost(telegram: FakeTelegram) -> None:
    await set_webhook(settings(telegram, public_url=URL))
    [state] = await delete_webhook(settings(telegram))

    assert telegram.webhook == {}
    assert telegram.called("deleteWebhook")[0].get("drop_pending_updates", "false") in ("false", "False")
    assert (state.state, state.mend) == ("@sportello_prova_bot, no webhook, 0 updates waiting", None)


async def test_a_webhook_elsewhere_is_told_with_what_to_do(telegram: FakeTelegram) -> None:
    telegram.webhook = {
        "url": "https://vecchio.example.it/x",
        "last_error_date": 1_795_608_000,
        "last_error_message": "Connection timed out",
    }
    [with_address] = await look(settings(telegram, public_url=URL))
    [without] = await look(settings(telegram))

    assert "webhook https://vecchio.example.it/x" in with_address.state
    assert "last error 2026-11-25 13:00: Connection timed out" in with_address.state
    assert with_address.mend == "Run: sportello telegram set-webhook main"
    assert without.mend and without.mend.endswith("Run: sportello telegram delete-webhook main")


async def test_a_wrong_token_is_told_with_where_to_get_the_right_one(telegram: FakeTelegram) -> None:
    wrong = "987654:AAnot-the-token"
    [state] = await look(settings(telegram, wrong))
    with pytest.raises(SettingsError, match=r"main: Telegram does not do it .* @BotFather") as error:
        await set_webhook(settings(telegram, wrong, public_url=URL))

    assert state.state == "Telegram refuses the token"
    assert state.mend and "@BotFather" in state.mend
    assert wrong not in state.line + str(error.value)


async def test_a_telegram_that_cannot_be_reached_is_told() -> None:
    [state] = await look(load_settings(telegram_api_url="http://127.0.0.1:9", telegram_token=TOKEN))

    assert state.state == "Telegram cannot be asked (no_connection)"
    assert state.mend and "SPORTELLO_TELEGRAM_API_URL" in state.mend


async def test_a_bot_that_is_not_set_up_is_told(telegram: FakeTelegram) -> None:
    with pytest.raises(SettingsError, match="No bot is set up"):
        await look(load_settings())
    with pytest.raises(SettingsError, match=r"There is no bot altro\. There are: main\."):
        await look(settings(telegram), "altro")


def test_the_doctor_says_nothing_of_bots_where_there_are_none() -> None:
    assert list(channel_findings(load_settings())) == []


def test_the_doctor_names_the_bot_that_is_not_well() -> None:
    unreachable = load_settings(telegram_api_url="http://127.0.0.1:9", telegram_token=TOKEN)
    [finding] = channel_findings(unreachable)

    assert finding.name == "Telegram (main)"
    assert finding.mend


def test_the_doctor_tells_of_a_municipality_that_is_not_there() -> None:
    [finding] = channel_findings(load_settings(telegram_token=TOKEN, telegram_comuni="altrove"))

    assert (finding.name, "serves altrove" in (finding.mend or "")) == ("Channels' settings", True)
