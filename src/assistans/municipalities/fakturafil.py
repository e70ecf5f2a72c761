"""Invoices on disk: written from the outbox after commit, whole or not at all, the same bytes whoever writes them."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings

from assistans.base import outbox
from assistans.base.clock import Clock
from assistans.base.files import private_folder, put_whole
from assistans.base.outbox import carries_out
from assistans.municipalities.models import Kommunfaktura

KIND: Final = "kommunfaktura"


def folder() -> Path:
    """Where the invoices lie for the sender to fetch: `fakturor/` in the home folder, made private when it is missing."""
    return private_folder(Path(settings.HOME) / "fakturor")


@carries_out(KIND)
def put_on_disk(key: str, _payload: dict[str, Any]) -> None:
    """Write the file named `key`. Safe to run again, and by two at once. Raises AnotherFile."""
    put_whole(folder() / key, bytes(Kommunfaktura.objects.get(namn=key).innehall))


def hand_over(*, clock: Clock) -> list[Path]:
    """Write every file that still waits, without waiting for the worker; where they lie."""
    return [folder() / key for key in outbox.hand_over(KIND, clock=clock)]
