"""The key that the embedded database makes for itself, so that a newcomer need not make one."""

import os
from pathlib import Path

from bot.errors import KeyLost
from bot.storage.keys import new_secret


def own_key_file(state: Path) -> Path:
    return state / "encryption.key"


def ensure_own_key(state: Path) -> str:
    """The key of this folder, made once; raises `KeyLost` where there is a database already and its key is gone."""
    file = own_key_file(state)
    try:
        return file.read_text()
    except FileNotFoundError:
        if (state / "postgres" / "data").exists():
            raise KeyLost(
                f"{file} is missing: what is in the database cannot be read without it. Put it back from a copy."
            ) from None
    state.mkdir(parents=True, exist_ok=True)
    _write(file)
    return file.read_text()


def _write(file: Path) -> None:
    """Whole or not at all; whoever comes second takes the first one's key."""
    half = file.with_name(f"{file.name}.{os.getpid()}")
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
        opened.write(new_secret())
        opened.flush()
        os.fsync(opened.fileno())
    try:
        os.link(half, file)
    except FileExistsError:
        pass
    finally:
        half.unlink()
