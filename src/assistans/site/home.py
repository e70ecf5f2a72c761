"""The home folder: everything that an installation keeps outside a database server of its own.

`$ASSISTANS_HOME`, or `./var` of the working directory. It holds the embedded database, the log and
the secret key, so it is made private to the user who runs the program.
"""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path


def home() -> Path:
    """Give the home folder as an absolute path, made (0700) when it is missing."""
    folder = Path(os.environ.get("ASSISTANS_HOME") or "var").absolute()
    return private_folder(folder)


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner can enter; one that is already there is left as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def write_private(path: Path, text: str) -> None:
    """Put a whole file (0600) in place at once: no reader ever meets half of it, nor does a crash leave it."""
    unfinished = _written_aside(path, text)
    unfinished.replace(path)
    sync_folder(path.parent)


def _written_aside(path: Path, text: str) -> Path:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def secret_key(folder: Path) -> str:
    """Give the installation's secret (it signs log-in sessions), made at first use and kept as 0600."""
    path = folder / "secret-key"
    if not path.exists():
        _offer(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")


def _offer(path: Path, text: str) -> None:
    # Several may start at once: each writes its own file, the first link wins and all read that one.
    own = _written_aside(path, text)
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(own)
    own.unlink()
    sync_folder(path.parent)
