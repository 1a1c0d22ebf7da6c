"""The keys that citizens' texts, names and phones are encrypted with. In the syntax of Python 3.10: the brain uses it too."""

import base64
import os
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import KeyLost, SettingsError

KEY_BYTES = 32
NAME_BYTES = 4
NONCE_BYTES = 12
FORMAT = b"\x01"
"""Format, name of the key, nonce, AES-256-GCM ciphertext with its tag."""


@dataclass(frozen=True)
class Key:
    """One key; `name` tells it from others and reveals nothing of it."""

    name: bytes
    cipher: AESGCM = field(repr=False)
    lookup: bytes = field(repr=False)

    @classmethod
    def from_secret(cls, secret: bytes) -> "Key":
        return cls(
            sha256(b"name" + secret).digest()[:NAME_BYTES], AESGCM(_derive(secret, b"text")), _derive(secret, b"lookup")
        )


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"sportello " + purpose).derive(secret)


@dataclass(frozen=True)
class KeyRing:
    """Encrypts with the newest key, reads with any."""

    keys: tuple[Key, ...]

    @classmethod
    def from_text(cls, text: str) -> "KeyRing":
        """Keys of 32 bytes in base64, separated by commas, newest first; raises `SettingsError`."""
        return cls(tuple(Key.from_secret(secret) for secret in secrets_in(text)))

    def encrypt(self, text: str, place: str) -> bytes:
        """The text for this place; elsewhere it cannot be read."""
        newest, nonce = self.keys[0], os.urandom(NONCE_BYTES)
        return FORMAT + newest.name + nonce + newest.cipher.encrypt(nonce, text.encode(), _bound(newest, place))

    def decrypt(self, stored: bytes, place: str) -> str:
        """The text; raises `KeyLost` where its key is missing, or it was changed or moved here from another place."""
        name, rest = stored[len(FORMAT) : len(FORMAT) + NAME_BYTES], stored[len(FORMAT) + NAME_BYTES :]
        key = next((key for key in self.keys if key.name == name), None)
        if not stored.startswith(FORMAT) or key is None:
            raise KeyLost(
                f"{place} was encrypted with key {name.hex()}, which is missing. "
                f"Add it at the end of SPORTELLO_ENCRYPTION_KEYS (there: {', '.join(k.name.hex() for k in self.keys)})."
            )
        try:
            return key.cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], _bound(key, place)).decode()
        except InvalidTag as error:
            raise KeyLost(f"{place} holds a text that was changed, or that belongs elsewhere.") from error

    def fingerprints(self, text: str) -> list[bytes]:
        """What an encrypted text is found by, newest key first: an older row still has an older key's."""
        return [digest(key.lookup, text.encode(), "sha256") for key in self.keys]


def secrets_in(text: str) -> list[bytes]:
    """Raises `SettingsError` where one is no key."""
    return [_decode(part) for part in text.split(",")]


def new_secret() -> str:
    return base64.urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()


def _bound(key: Key, place: str) -> bytes:
    return FORMAT + key.name + place.encode()


def _decode(part: str) -> bytes:
    try:
        secret = base64.b64decode(part.strip().replace("-", "+").replace("_", "/"), validate=True)
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise SettingsError("SPORTELLO_ENCRYPTION_KEYS: each key is 32 bytes in base64 (`openssl rand -base64 32`).")
    return secret
