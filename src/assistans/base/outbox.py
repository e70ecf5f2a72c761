"""Side effects after commit: asked for in the transaction, carried out by the worker, each key once.

A handler must be safe to run twice: it may be killed between the effect and the mark that says it is done.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from assistans.base.clock import Clock
from assistans.base.models import Outbox
from assistans.base.todo import handles, todo

Effect = Callable[[str, dict[str, Any]], None]
_effects: dict[str, Effect] = {}


def carries_out(kind: str) -> Callable[[Effect], Effect]:
    """Register what carries out a kind of side effect: `effect(key, payload)`."""

    def register(effect: Effect) -> Effect:
        if _effects.setdefault(kind, effect) is not effect:
            raise ValueError(f"two effects for {kind}")
        return effect

    return register


def send(kind: str, key: str, payload: dict[str, Any], *, clock: Clock) -> None:
    """Ask for a side effect in the caller's transaction; the same key again changes nothing."""
    now = clock.now()
    _, created = Outbox.objects.get_or_create(
        kind=kind, key=key, defaults={"payload": payload, "created_at": now}
    )
    if created:
        todo("outbox", f"{kind}:{key}", due_at=now)


def hand_over(kind: str, *, clock: Clock) -> list[str]:
    """Carry out what waits of a kind, without waiting for the worker: its keys. What is in a worker's hands is left to it."""
    with transaction.atomic():
        rows = Outbox.objects.select_for_update(skip_locked=True).filter(kind=kind, done_at__isnull=True)
        waiting = list(rows.order_by("pk"))
        for row in waiting:
            _do(row, clock)
    return [row.key for row in waiting]


@handles("outbox")
def _carry_out(key: str, clock: Clock) -> None:
    kind, _, rest = key.partition(":")
    with transaction.atomic():
        row = Outbox.objects.select_for_update().get(kind=kind, key=rest)
        if row.done_at is None:
            _do(row, clock)


def _do(row: Outbox, clock: Clock) -> None:
    _effects[row.kind](row.key, row.payload)
    row.done_at = clock.now()
    row.save(update_fields=["done_at"])
