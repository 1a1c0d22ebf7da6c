"""The database's files, made once: complete or not at all; and the settings that the server runs with."""

import os
import secrets
import shutil
import subprocess
from pathlib import Path

from bot.errors import DatabaseCannotStart
from bot.storage.embedded.home import Home, in_words

USER = "sportello"
INITDB = (
    f"--username={USER}", "--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions",
    # Sorting that depends on no operating system: the data can move to another machine.
    "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
)  # fmt: skip
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # What citizens write may stand in a statement, a parameter, or the message and detail of an error: none is logged.
    # "log" leaves out errors of statements, which we get anyway, and keeps what the server says of itself.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_checkpoints": "off",
}
FULL = "the disk is full. Make room and start again."
NEEDED_BYTES = 64 * 2**20
"""What an empty database takes, its first journal included, and some room."""


def server_command(home: Home) -> list[str]:
    """Settings stand on the command line: those of this version hold, whatever version made the files."""
    quoted = '"' + str(home.socket).replace('"', '""') + '"'
    settings = {**SETTINGS, "unix_socket_directories": quoted}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [str(home.programs / "postgres"), "-D", str(home.data), *options]


def ensure_cluster(home: Home) -> None:
    """Makes the files if there are none; a crash in between leaves nothing that counts. Raises `DatabaseCannotStart`."""
    if home.data.exists():
        return
    fresh = home.folder / "data.new"
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        _initdb(home, fresh)
        fresh.rename(home.data)
        _flush(home.folder)
    except OSError as error:
        raise DatabaseCannotStart(in_words(error, home.folder)) from error


def _initdb(home: Home, fresh: Path) -> None:
    home.give(fresh)
    secret = home.folder / "password.new"
    _write_secret(home, secret)
    command = [str(home.programs / "initdb"), *INITDB, f"--pwfile={secret}", "-D", str(fresh)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", **home.as_user())
    if done.returncode:
        shutil.rmtree(fresh, ignore_errors=True)
        # PostgreSQL may end with a riddle where the disk is full, and does not always leave it full behind.
        is_full = shutil.disk_usage(home.folder).free < NEEDED_BYTES
        reason = FULL if is_full else why(done.stdout + done.stderr)
        raise DatabaseCannotStart(f"The database cannot be made in {home.folder}: {reason}")
    secret.rename(fresh / home.password.name)
    _flush(fresh)


def _write_secret(home: Home, file: Path) -> None:
    file.unlink(missing_ok=True)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(secrets.token_urlsafe(24))
        opened.flush()
        os.fsync(opened.fileno())
    if home.user:
        os.chown(file, home.user.pw_uid, home.user.pw_gid)


def _flush(folder: Path) -> None:
    """Renames survive a power cut only once their folder is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def why(log: str) -> str:
    """What PostgreSQL gave as the reason: its last line that complains, a full disk in our own words."""
    if "No space left on device" in log:
        return FULL
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    complaints = [line for line in lines if any(word in line for word in ("FATAL", "PANIC", "error:"))]
    return (complaints or lines or ["it gave no reason"])[-1]
