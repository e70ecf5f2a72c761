"""The access log: who read whose personal data, and why, written in the reading's own transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from assistans.base.clock import Clock
from assistans.base.models import AccessLog

_BATCH: Final = 5_000


class NoReason(ValueError):
    """Personal data was asked for without a reason."""


@contextmanager
def reading(*, who: str, whose: UUID, what: str, why: str, clock: Clock) -> Iterator[None]:
    """Read personal data inside this block: the log row and the reading stand or fall together.

    `who` is an actor (`anvandare:<id>`, `maskin:<name>`), `whose` the person's public id. Raises NoReason on an empty `why`.
    """
    with transaction.atomic():
        note_all(who=who, whose=[whose], what=what, why=why, at=clock.now())
        yield


def note_all(*, who: str, whose: Iterable[UUID], what: str, why: str, at: datetime) -> None:
    """Note in the caller's transaction that the data of several persons was read at an instant: one row a person.

    For work that reads very many at once; the arguments are those of `reading`. Raises NoReason on an empty `why`.
    """
    if not why.strip():
        raise NoReason("say why the data is read")
    rows = [AccessLog(at=at, who=who, whose=person, what=what, why=why) for person in dict.fromkeys(whose)]
    AccessLog.objects.bulk_create(rows, batch_size=_BATCH)
