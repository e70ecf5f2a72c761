"""Bank files on disk: written from the outbox after commit, whole or not at all, the same bytes whoever writes them."""

import os
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from assistans.base.clock import Clock
from assistans.base.models import Outbox
from assistans.base.outbox import carries_out
from assistans.payments.models import Bankfil

KIND: Final = "bankfil"


class AnotherFile(RuntimeError):
    """A file of that name holds other bytes than the ledger's. It is left alone: somebody must look at it."""


def folder() -> Path:
    """Where the bank files lie: `bank/` in the home folder, made private when it is missing."""
    path = Path(settings.HOME) / "bank"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


@carries_out(KIND)
def put_on_disk(key: str, _payload: dict[str, Any]) -> None:
    """Write the file named `key`. Safe to run again, and by two at once. Raises AnotherFile."""
    content = bytes(Bankfil.objects.get(namn=key).innehall)
    path = folder() / key
    if not path.exists():
        _write(path, content)
    elif path.read_bytes() != content:
        raise AnotherFile(f"{path} is not the file that run wrote; move it away and run again")


def hand_over(*, clock: Clock) -> list[Path]:
    """Write every file that still waits, without waiting for the worker; where they lie. One in a worker's hands is left.

    What has been handed over is not written again: the bank may have fetched it, and it must not come back.
    """
    with transaction.atomic():
        rows = Outbox.objects.select_for_update(skip_locked=True).filter(kind=KIND, done_at__isnull=True)
        waiting = list(rows.order_by("pk"))
        for row in waiting:
            put_on_disk(row.key, row.payload)
            row.done_at = clock.now()
            row.save(update_fields=["done_at"])
    return [folder() / row.key for row in waiting]


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
