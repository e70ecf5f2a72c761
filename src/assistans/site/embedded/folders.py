"""Where the embedded database lies: the folders of one installation and its socket folder."""

import contextlib
import os
import re
import stat
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assistans.base.files import private_folder, replace_whole
from assistans.site.embedded import identity
from assistans.site.errors import OperatorError

# A UNIX socket's address holds 107 bytes. PostgreSQL puts "/.s.PGSQL.5432.lock" behind the folder's name.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")
_PREFIX = "assistans-"
_NAME_LENGTH = 12


class SocketFolderError(OperatorError):
    """The private folder for the database's socket is missing its privacy; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The paths of one embedded database, all under `home` save the socket folder."""

    home: Path

    @property
    def state(self) -> Path:
        """The folder that holds everything below."""
        return self.home / "database"

    @property
    def data(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.state / "data"

    @property
    def log(self) -> Path:
        """PostgreSQL's log, with statements and values left out."""
        return self.home / "log" / "postgresql.log"

    @property
    def starting(self) -> Path:
        """The lock of whoever starts or stops the server."""
        return self.state / "starting.lock"

    @property
    def users(self) -> Path:
        """The lock that every process using the server shares."""
        return self.state / "users.lock"

    @property
    def kept(self) -> Path:
        """While this file is there, the server outlives its last user (`assistans db start`)."""
        return self.state / "kept"

    def make(self) -> None:
        """Make the folders that a first start needs."""
        private_folder(self.home)
        private_folder(self.state)
        private_folder(self.log.parent)


def socket_folder(folders: Folders) -> Path:
    """Give the private folder (0700) of the server's socket: the same path for as long as the home lives.

    It lies outside the home, because a home's path may be longer than a socket's address can be and its
    parents may be closed to the user that the server runs as.
    Raises `SocketFolderError` when somebody else has taken the folder's place.
    """
    note = folders.state / "socket-folder"
    if not note.exists():
        folders.make()
        replace_whole(note, str(_new_socket_folder(folders)).encode())
    folder = Path(note.read_text(encoding="utf-8"))
    with contextlib.suppress(FileExistsError):  # a link too, which then is refused
        folder.mkdir(mode=0o700)
    if not _is_private(folder, folders=folders):
        raise SocketFolderError(
            f"{folder} should be the database's private socket folder but is open to or owned by somebody else. "
            f"Remove it, or remove {note} to have another one made."
        )
    return folder


def _new_socket_folder(folders: Folders) -> Path:
    """Make one that a home made anew finds again, so that none is left behind; another where that name is taken."""
    home = folders.home.stat()
    name = sha256(f"{home.st_dev} {home.st_ino} {folders.home}".encode()).hexdigest()[:_NAME_LENGTH]
    folder = _short_temporary_folder() / f"{_PREFIX}{name}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if _is_private(folder, folders=folders):
        return folder
    return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder.parent))


def _short_temporary_folder() -> Path:
    folder = Path(tempfile.gettempdir())
    room = LONGEST_SOCKET_FOLDER - len(f"/{_PREFIX}") - _NAME_LENGTH
    fits = re.fullmatch(r"[\w./-]+", str(folder), re.ASCII) and len(str(folder)) <= room
    return folder if fits else Path("/tmp")  # noqa: S108 - mkdtemp makes a private folder in it


def _is_private(folder: Path, *, folders: Folders) -> bool:
    found = folder.lstat()
    owners = {os.geteuid(), folders.state.stat().st_uid, identity.system_uid()}
    is_closed = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700  # noqa: PLR2004 - a mode
    return is_closed and found.st_uid in owners
