"""The access log: who read whose personal data, and why, written in the reading's own transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

from assistans.base.clock import Clock
from assistans.base.models import AccessLog


class NoReason(ValueError):
    """Personal data was asked for without a reason."""


@contextmanager
def reading(*, who: str, whose: UUID, what: str, why: str, clock: Clock) -> Iterator[None]:
    """Read personal data inside this block: the log row and the reading stand or fall together.

    `who` is an actor (`anvandare:<id>`, `maskin:<name>`), `whose` the person's public id. Raises NoReason on an empty `why`.
    """
    if not why.strip():
        raise NoReason("say why the data is read")
    with transaction.atomic():
        AccessLog.objects.create(at=clock.now(), who=who, whose=whose, what=what, why=why)
        yield
