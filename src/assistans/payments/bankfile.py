"""Bank files on disk: written from the outbox after commit, whole or not at all, the same bytes whoever writes them."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings

from assistans.base import outbox
from assistans.base.clock import Clock
from assistans.base.files import private_folder, put_whole
from assistans.base.outbox import carries_out
from assistans.payments.models import Bankfil

KIND: Final = "bankfil"


def folder() -> Path:
    """Where the bank files lie: `bank/` in the home folder, made private when it is missing."""
    return private_folder(Path(settings.HOME) / "bank")


@carries_out(KIND)
def put_on_disk(key: str, _payload: dict[str, Any]) -> None:
    """Write the file named `key`. Safe to run again, and by two at once. Raises AnotherFile."""
    put_whole(folder() / key, bytes(Bankfil.objects.get(namn=key).innehall))


def hand_over(*, clock: Clock) -> list[Path]:
    """Write every file that still waits, without waiting for the worker; where they lie. One in a worker's hands is left.

    What has been handed over is not written again: the bank may have fetched it, and it must not come back.
    """
    return [folder() / key for key in outbox.hand_over(KIND, clock=clock)]
