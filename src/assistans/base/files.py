"""Files on disk, whole or not at all: temporary file, fsync, rename, fsync of the folder. Private to who runs the program."""

import os
import tempfile
from pathlib import Path


class AnotherFile(RuntimeError):
    """A file of that name holds other bytes than ours. It is left alone: somebody must look at it."""


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner can enter; one that is already there is left as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def put_whole(path: Path, content: bytes) -> None:
    """Write a file under its name. Safe to run again, and by two at once. Raises AnotherFile."""
    if not path.exists():
        replace_whole(path, content)
    elif path.read_bytes() != content:
        raise AnotherFile(f"{path} is not the file that was written here; move it away and run again")


def replace_whole(path: Path, content: bytes) -> None:
    """Put a file in place at once, whatever was there: no reader ever meets half of it, nor does a crash leave it."""
    written_aside(path, content).replace(path)
    sync_folder(path.parent)


def written_aside(path: Path, content: bytes) -> Path:
    """Write what is going to be a file under a name of its own beside it (0600), safely on disk."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
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
