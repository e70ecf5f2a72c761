"""Files on disk, whole or not at all: temporary file, fsync, rename, fsync of the folder. Private to who runs the program."""

import os
from pathlib import Path

from django.conf import settings


class AnotherFile(RuntimeError):
    """A file of that name holds other bytes than ours. It is left alone: somebody must look at it."""


def private_folder(name: str) -> Path:
    """A folder of the home folder, made private when it is missing."""
    path = Path(settings.HOME) / name
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def put_whole(path: Path, content: bytes) -> None:
    """Write a file under its name. Safe to run again, and by two at once. Raises AnotherFile."""
    if not path.exists():
        _write(path, content)
    elif path.read_bytes() != content:
        raise AnotherFile(f"{path} is not the file that was written here; move it away and run again")


def _write(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
