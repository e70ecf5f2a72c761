"""The home folder: everything that an installation keeps outside a database server of its own.

`$ASSISTANS_HOME`, or `./var` of the working directory. It holds the embedded database, the log and
the secret key, so it is made private to the user who runs the program.
"""

import os
import secrets
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
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    sync_folder(path.parent)


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
    # Two processes may start at once: each writes its own file, the first link wins and both read that one.
    own = path.with_name(f".{path.name}.{os.getpid()}")
    write_private(own, text)
    try:
        path.hardlink_to(own)
    except FileExistsError:
        pass
    finally:
        own.unlink()
