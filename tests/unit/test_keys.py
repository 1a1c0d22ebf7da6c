"""Encryption: read with any key of the ring, in its own place only, and never silently wrong."""

import base64
from pathlib import Path

import pytest

from bot.errors import KeyLost, SettingsError
from bot.storage.keys import KeyRing, new_secret
from bot.storage.own_key import ensure_own_key, own_key_file

OLD, NEW = new_secret(), new_secret()
PLACE = "inbound_message.text"
TEXT = "Mi chiamo Rosa"


def test_what_is_encrypted_is_read_again_and_is_not_to_be_seen() -> None:
    ring = KeyRing.from_text(NEW)

    stored = ring.encrypt(TEXT, PLACE)

    assert ring.decrypt(stored, PLACE) == TEXT
    assert b"Rosa" not in stored
    assert stored != ring.encrypt(TEXT, PLACE)


def test_after_a_rotation_old_texts_are_read_and_new_ones_have_the_new_key() -> None:
    old, both, new = KeyRing.from_text(OLD), KeyRing.from_text(f"{NEW},{OLD}"), KeyRing.from_text(NEW)

    assert both.decrypt(old.encrypt(TEXT, PLACE), PLACE) == TEXT
    assert new.decrypt(both.encrypt(TEXT, PLACE), PLACE) == TEXT


def test_a_lost_key_is_named() -> None:
    old = KeyRing.from_text(OLD)

    with pytest.raises(KeyLost, match=f"encrypted with key {old.keys[0].name.hex()}, which is missing"):
        KeyRing.from_text(NEW).decrypt(old.encrypt(TEXT, PLACE), PLACE)


def test_a_text_that_was_moved_to_another_column_is_refused() -> None:
    ring = KeyRing.from_text(NEW)

    with pytest.raises(KeyLost, match="belongs elsewhere"):
        ring.decrypt(ring.encrypt(TEXT, PLACE), "outbound_message.body")


@pytest.mark.parametrize("byte", [0, 1, 5, 17, -1], ids=["format", "key", "nonce", "text", "tag"])
def test_a_text_that_was_changed_is_refused(byte: int) -> None:
    ring = KeyRing.from_text(NEW)
    stored = bytearray(ring.encrypt(TEXT, PLACE))
    stored[byte] ^= 1

    with pytest.raises(KeyLost):
        ring.decrypt(bytes(stored), PLACE)


def test_a_fingerprint_finds_the_same_text_and_older_ones_too() -> None:
    old, both = KeyRing.from_text(OLD), KeyRing.from_text(f"{NEW},{OLD}")

    assert both.fingerprints("+39333")[1] == old.fingerprints("+39333")[0]
    assert both.fingerprints("+39333") != both.fingerprints("+39334")


@pytest.mark.parametrize("wrong", ["", "short", "è", base64.b64encode(b"16 bytes of key.").decode(), f"{NEW},"])
def test_a_key_that_is_none_is_told_without_showing_it(wrong: str) -> None:
    with pytest.raises(SettingsError, match="SPORTELLO_ENCRYPTION_KEYS") as error:
        KeyRing.from_text(wrong)

    assert NEW not in str(error.value)


def test_our_own_key_is_made_once_for_us_alone(tmp_path: Path) -> None:
    made = ensure_own_key(tmp_path / "stato")

    assert ensure_own_key(tmp_path / "stato") == made
    assert own_key_file(tmp_path / "stato").stat().st_mode & 0o777 == 0o600


def test_our_own_key_is_not_made_again_for_a_database_that_needs_the_lost_one(tmp_path: Path) -> None:
    (tmp_path / "postgres" / "data").mkdir(parents=True)

    with pytest.raises(KeyLost, match="is missing: what is in the database"):
        ensure_own_key(tmp_path)
