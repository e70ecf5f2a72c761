"""The home folder: everything that an installation keeps outside a database server of its own.

`$ASSISTANS_HOME`, or `./var` of the working directory. It holds the embedded database, the log and
the secret key, so it is made private to the user who runs the program.
"""

import contextlib
import os
import secrets
from pathlib import Path

from assistans.base.files import private_folder, sync_folder, written_aside


def home() -> Path:
    """Give the home folder as an absolute path, made (0700) when it is missing."""
    folder = Path(os.environ.get("ASSISTANS_HOME") or "var").absolute()
    return private_folder(folder)


def secret_key(folder: Path) -> str:
    """Give the installation's secret (it signs log-in sessions), made at first use and kept as 0600."""
    path = folder / "secret-key"
    if not path.exists():
        _offer(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")


def _offer(path: Path, text: str) -> None:
    # Several may start at once: each writes its own file, the first link wins and all read that one.
    own = written_aside(path, text.encode())
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(own)
    own.unlink()
    sync_folder(path.parent)
