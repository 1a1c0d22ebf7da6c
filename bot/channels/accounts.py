"""The numbers and bots by which citizens reach the assistant: several in one deployment. Where they are read from: account_settings.py."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

from bot.errors import SettingsError
from bot.settings import SecretFile

TELEGRAM, WHATSAPP = "telegram", "whatsapp"


def _filled(secret: SecretStr) -> SecretStr:
    if not secret.get_secret_value().strip():
        raise ValueError("is empty")
    return secret


Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Secret = Annotated[SecretStr, AfterValidator(_filled)]
SecretInFile = Annotated[SecretFile, AfterValidator(_filled)]
ContentSid = Annotated[str, Field(pattern=r"^HX[0-9a-fA-F]{32}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Account(_Strict):
    comuni: tuple[str, ...] = ()
    """The municipalities that it serves, by id; none named = all there are. With several the citizen is asked once."""

    @property
    def comune(self) -> str | None:
        """The municipality, where there is only one."""
        return self.comuni[0] if len(self.comuni) == 1 else None


class TelegramAccount(_Account):
    """A bot."""

    token: Secret | None = None
    token_file: SecretInFile | None = None
    webhook_secret: Secret | None = None
    webhook_secret_file: SecretInFile | None = None
    """None of both = one derived from the token."""

    @model_validator(mode="after")
    def _one_token(self) -> Self:
        _needs_one("token", self.token, self.token_file)
        return self

    @property
    def bot_token(self) -> SecretStr:
        return _the_one(self.token, self.token_file)

    @property
    def own_webhook_secret(self) -> SecretStr | None:
        return self.webhook_secret or self.webhook_secret_file


class Contents(_Strict):
    """Twilio's content templates for options, one a number of options; without one options are numbers in the text."""

    quick_replies: Mapping[Annotated[int, Field(ge=1, le=3)], ContentSid] = Field(default_factory=dict)
    lists: Mapping[Annotated[int, Field(ge=1, le=10)], ContentSid] = Field(default_factory=dict)


class WhatsAppAccount(_Account):
    """A WhatsApp sender at Twilio."""

    account_sid: Annotated[str, Field(pattern=r"^AC[0-9a-fA-F]{32}$")]
    auth_token: Secret | None = None
    auth_token_file: SecretInFile | None = None
    number: Annotated[str, Field(pattern=r"^whatsapp:\+\d{6,15}$")]
    messaging_service_sid: Annotated[str, Field(pattern=r"^MG[0-9a-fA-F]{32}$")] | None = None
    """What sends in place of the number; the number is still what citizens write to."""
    contents: Contents = Contents()
    templates: Mapping[Name, ContentSid] = Field(default_factory=dict)
    """Approved ones, by our names: what may be said outside WhatsApp's 24 hours."""

    @model_validator(mode="after")
    def _one_token(self) -> Self:
        _needs_one("auth_token", self.auth_token, self.auth_token_file)
        return self

    @property
    def token(self) -> SecretStr:
        return _the_one(self.auth_token, self.auth_token_file)


class Accounts(_Strict):
    """All of them, by names of our own: a conversation's account is "whatsapp:<name>" or "telegram:<name>"."""

    telegram: Mapping[Name, TelegramAccount] = Field(default_factory=dict)
    whatsapp: Mapping[Name, WhatsAppAccount] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_account_a_number(self) -> Self:
        numbers = [account.number for account in self.whatsapp.values()]
        if len(set(numbers)) < len(numbers):
            raise ValueError("two WhatsApp accounts have the same number: name its municipalities in one")
        return self

    def each(self) -> Iterator[tuple[str, TelegramAccount | WhatsAppAccount]]:
        """All, with the conversations' names of them."""
        yield from ((channel_account(TELEGRAM, name), account) for name, account in self.telegram.items())
        yield from ((channel_account(WHATSAPP, name), account) for name, account in self.whatsapp.items())

    @property
    def served(self) -> dict[str, tuple[str, ...]]:
        """The municipalities of each account that names some, by the conversations' name of it."""
        return {name: account.comuni for name, account in self.each() if account.comuni}

    def check_comuni(self, known: Mapping[str, object]) -> None:
        """Raises `SettingsError` where an account serves a municipality that the knowledge base lacks."""
        for name, account in self.each():
            if lacking := [comune for comune in account.comuni if comune not in known]:
                raise SettingsError(
                    f"The account {name} serves {lacking[0]}, of which there is no folder: {', '.join(known)} are known."
                )


def channel_account(channel: str, name: str) -> str:
    """What a conversation calls an account."""
    return f"{channel}:{name}"


def _needs_one(name: str, given: SecretStr | None, from_file: SecretStr | None) -> None:
    if (given is None) == (from_file is None):
        raise ValueError(f"give either {name} or {name}_file")


def _the_one(given: SecretStr | None, from_file: SecretStr | None) -> SecretStr:
    found = given or from_file
    assert found, "the model has seen to it that there is one"
    return found
