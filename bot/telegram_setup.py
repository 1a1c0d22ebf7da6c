"""A bot as Telegram knows it, beside what the settings want: looked at, registered, taken away."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from telegram import Bot, BotCommand, WebhookInfo

from bot.channels.account_settings import load_accounts
from bot.channels.accounts import TelegramAccount
from bot.channels.telegram.calls import TOKEN_REFUSED, telegram_bot, telling_errors
from bot.channels.telegram.commands import load_texts
from bot.channels.telegram.secret import webhook_secret
from bot.channels.telegram.updates import USED
from bot.errors import ChannelError, SettingsError
from bot.settings import Settings
from bot.times import ROME
from bot.webhooks.telegram import PATH

TOKEN_OF = (
    "Take the token again from @BotFather (/mybots, API Token) and set SPORTELLO_TELEGRAM_TOKEN or the accounts file."
)
NO_ANSWER = "Look whether this machine reaches SPORTELLO_TELEGRAM_API_URL (https://api.telegram.org); then try again."


@dataclass(frozen=True)
class BotState:
    """What is to be known of one bot; `mend` says what to do where it is not well."""

    account: str
    state: str
    mend: str | None = None

    @property
    def line(self) -> str:
        return f"{self.account}: {self.state}" + (f"\n    {self.mend}" if self.mend else "")


async def look(settings: Settings, name: str | None = None) -> list[BotState]:
    """Every bot, or one; what cannot be asked is told as what is wrong. Raises `SettingsError`."""
    return list(await asyncio.gather(*(_look(settings, *account) for account in _chosen(settings, name).items())))


async def set_webhook(settings: Settings, name: str | None = None) -> list[BotState]:
    """Tells Telegram where to bring updates; raises `SettingsError`."""
    if not settings.public_url.startswith("https://"):
        raise SettingsError(
            "SPORTELLO_PUBLIC_URL is missing: the https address under which Telegram reaches this service. "
            "Without one leave it away: `sportello run` then asks Telegram for what is new."
        )
    for account_name, account in _chosen(settings, name).items():
        async with _asking(settings, account_name, account) as bot:
            await bot.set_webhook(
                _address(settings, account_name), allowed_updates=USED, secret_token=webhook_secret(account)
            )
            await bot.set_my_commands([BotCommand(*command) for command in load_texts().commands.items()])
    return await look(settings, name)


async def delete_webhook(settings: Settings, name: str | None = None) -> list[BotState]:
    """Telegram keeps what comes, for a day, until it is asked for it; raises `SettingsError`."""
    for account_name, account in _chosen(settings, name).items():
        async with _asking(settings, account_name, account) as bot:
            await bot.delete_webhook(drop_pending_updates=False)
    return await look(settings, name)


def _chosen(settings: Settings, name: str | None) -> Mapping[str, TelegramAccount]:
    accounts = load_accounts(settings).telegram
    if not accounts:
        raise SettingsError(
            "No bot is set up: set SPORTELLO_TELEGRAM_TOKEN, or SPORTELLO_ACCOUNTS_FILE (docs/canali.md)."
        )
    if name is not None and name not in accounts:
        raise SettingsError(f"There is no bot {name}. There are: {', '.join(accounts)}.")
    return accounts if name is None else {name: accounts[name]}


@asynccontextmanager
async def _asking(settings: Settings, name: str, account: TelegramAccount) -> AsyncIterator[Bot]:
    """Raises `SettingsError` where Telegram does not do it."""
    async with telegram_bot(account.bot_token, settings.telegram_api_url) as bot:
        try:
            with telling_errors():
                yield bot
        except ChannelError as error:
            mend = TOKEN_OF if str(error) == TOKEN_REFUSED else NO_ANSWER
            raise SettingsError(f"{name}: Telegram does not do it ({error}). {mend}") from None


async def _look(settings: Settings, name: str, account: TelegramAccount) -> BotState:
    async with telegram_bot(account.bot_token, settings.telegram_api_url) as bot:
        try:
            with telling_errors():
                me, webhook = await bot.get_me(), await bot.get_webhook_info()
        except ChannelError as error:
            refused = str(error) == TOKEN_REFUSED
            state = "Telegram refuses the token" if refused else f"Telegram cannot be asked ({error})"
            return BotState(name, state, TOKEN_OF if refused else NO_ANSWER)
    told = ", ".join(_told(webhook))
    return BotState(name, f"@{me.username}, {told}", _mend(settings, name, webhook))


def _told(webhook: WebhookInfo) -> Sequence[str]:
    """No address of Telegram's is in here, and no text of a citizen's."""
    told = [
        f"webhook {webhook.url}" if webhook.url else "no webhook",
        f"{webhook.pending_update_count} updates waiting",
    ]
    if webhook.url and webhook.last_error_date:
        at = webhook.last_error_date.astimezone(ROME)
        told.append(f"last error {at:%Y-%m-%d %H:%M}: {webhook.last_error_message or 'unknown'}")
    return told


def _mend(settings: Settings, name: str, webhook: WebhookInfo) -> str | None:
    if settings.public_url.startswith("https://"):
        lacks = set(USED) - set(webhook.allowed_updates or ())
        return (
            f"Run: sportello telegram set-webhook {name}" if webhook.url != _address(settings, name) or lacks else None
        )
    if webhook.url:
        return (
            "Without SPORTELLO_PUBLIC_URL Telegram is asked for what is new, which it refuses while a webhook is "
            f"registered. Run: sportello telegram delete-webhook {name}"
        )
    return None


def _address(settings: Settings, name: str) -> str:
    return f"{settings.public_url}{PATH}{name}"
