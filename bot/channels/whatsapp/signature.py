"""Whether a call comes from Twilio: signed with the account's token over our public address and every parameter, as they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pydantic import SecretStr
from twilio.request_validator import RequestValidator

SIGNATURE = "x-twilio-signature"
MOST_FIELDS = 500
"""A call of Twilio's has about thirty; of media at most ten, each with two."""

RETRIES = "#rc=3&rp=all"
"""Twilio's connection overrides, at the end of an address: it calls up to three times more, within its 15 seconds, after a 5xx too. Without
them it does so only where no connection came about. The part after # is not called, and by its documents not signed."""

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Form:
    """The parameters of a call, in order; a name may stand in it more than once."""

    pairs: Pairs

    def __iter__(self) -> Iterator[str]:
        return iter(dict(self.pairs))

    def getlist(self, name: str) -> list[str]:
        """Twilio's validator asks by this name."""
        return [value for key, value in self.pairs if key == name]

    def get(self, name: str) -> str:
        """The first of this name; empty where there is none."""
        return next((value for key, value in self.pairs if key == name), "")


def form_of(body: bytes) -> Form | None:
    """The parameters, empty ones too and nothing trimmed; none where it is no form in UTF-8."""
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        return None
    return Form(tuple(pairs))


def is_signed(form: Form, url: str, signature: str, token: SecretStr) -> bool:
    """`url` is the public one with path and query, never put together from what the caller says about himself."""
    if not signature:
        return False
    validator = RequestValidator(token.get_secret_value())
    # The address as it was written down at Twilio, should that be what was signed.
    return any(validator.validate(address, form, signature) for address in (url, url + RETRIES))
