"""Who writes in the web chat: nobody knows but the page that keeps the token. We keep a hash of it, and no list."""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

from bot.storage.keys import KeyRing

SECRET_BYTES = 32
TAG_BYTES = 16
PURPOSE = "web visitor "


@dataclass(frozen=True)
class Visitor:
    """A visitor by the hash of the token: the address of the conversation."""

    address: str

    def message_id(self, client_id: str) -> str:
        """The page's own id of a message, kept apart from other pages' ids."""
        return f"{self.address[:32]}:{client_id}"


def new_token(keys: KeyRing) -> str:
    """A secret with a tag of ours, so that an invented one is refused without a look into the database."""
    secret = secrets.token_bytes(SECRET_BYTES)
    return urlsafe_b64encode(secret + _tags(keys, secret)[0]).decode().rstrip("=")


def visitor(token: str, keys: KeyRing) -> Visitor | None:
    """Whose token it is; none where it was not given out with any of these keys."""
    try:
        given = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return None
    secret, tag = given[:SECRET_BYTES], given[SECRET_BYTES:]
    if not any(hmac.compare_digest(tag, ours) for ours in _tags(keys, secret)):
        return None
    return Visitor(sha256(secret).hexdigest())


def _tags(keys: KeyRing, secret: bytes) -> list[bytes]:
    return [fingerprint[:TAG_BYTES] for fingerprint in keys.fingerprints(PURPOSE + secret.hex())]
