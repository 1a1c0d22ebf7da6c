"""The secret that Telegram sends with every update, so that nobody else's is taken for one."""

import hmac
import re

from bot.channels.accounts import TelegramAccount
from bot.errors import SettingsError

HEADER = "X-Telegram-Bot-Api-Secret-Token"
PURPOSE = b"sportello telegram webhook"
ALLOWED = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""Bot API: setWebhook.secret_token."""


def webhook_secret(account: TelegramAccount) -> str:
    """The account's own, else one made from its token: the same in every process. Raises `SettingsError`."""
    if account.own_webhook_secret is None:
        return hmac.new(account.bot_token.get_secret_value().encode(), PURPOSE, "sha256").hexdigest()
    secret = account.own_webhook_secret.get_secret_value()
    if not ALLOWED.fullmatch(secret):
        raise SettingsError("A webhook_secret of Telegram may hold 1 to 256 letters, digits, _ and - only.")
    return secret


def is_telegram(given: str, secret: str) -> bool:
    """Whether the header's value is the secret; how long it takes tells nothing."""
    return hmac.compare_digest(given.encode(), secret.encode())
