"""Plain register rows with their history: what is made or changed here leaves a row that says what, when and by whom."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction
from psycopg.types.range import Range

from assistans.base.clock import Clock
from assistans.base.models import Change

M = TypeVar("M", bound=models.Model)


def register(
    model: type[M], *, key: dict[str, Any], values: dict[str, Any], by: str, clock: Clock
) -> tuple[M, bool]:
    """Make the row that `key` (a unique key) names, or change it to `values`. Returns it, and whether anything changed.

    What it already says changes nothing and leaves no trace. The key (which may be a personnummer) is not repeated in
    the history: the row has it.
    """
    with transaction.atomic():
        row, made = model._default_manager.select_for_update().get_or_create(**key, defaults=values)  # noqa: SLF001 - Django's own way to a model's manager
        if made:
            _note(row, before=None, after=values, by=by, clock=clock)
            return row, True
        return row, change(row, values=values, by=by, clock=clock)


def change(row: models.Model, *, values: dict[str, Any], by: str, clock: Clock) -> bool:
    """Change fields of a row, inside the caller's transaction. Returns whether anything changed."""
    new = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not new:
        return False
    before = {name: getattr(row, name) for name in new}
    for name, value in new.items():
        setattr(row, name, value)
    row.save(update_fields=list(new))
    _note(row, before=before, after=new, by=by, clock=clock)
    return True


def _note(
    row: models.Model, *, before: dict[str, Any] | None, after: dict[str, Any], by: str, clock: Clock
) -> None:
    Change.objects.create(
        at=clock.now(),
        by=by,
        table=row._meta.db_table,  # noqa: SLF001 - Django's own way to a model's table
        row=row.pk,
        before=None if before is None else _plain(before),
        after=_plain(after),
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: Any) -> Any:
    match value:
        case date() | datetime():
            return value.isoformat()
        case bytes() | memoryview():
            return bytes(value).hex()
        case models.Model():
            return value.pk
        case Decimal() | UUID():
            return str(value)
        case Range():
            return [_plain_value(value.lower), _plain_value(value.upper)]
        case _:
            return value
