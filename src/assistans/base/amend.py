"""The one writer of bitemporal tables.

`amend` says what is true for some days, as known from now on. What was believed before stays, closed in known-time.
"""

from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import models, transaction

from assistans.base.clock import Clock
from assistans.base.models import Version
from assistans.base.ranges import days, since

V = TypeVar("V", bound=Version)
TICK = timedelta(microseconds=1)


def amend(
    model: type[V],
    *,
    lock: models.Model,
    identity: dict[str, Any],
    start: date,
    end: date | None,
    values: dict[str, Any] | None,
    by: str,
    clock: Clock,
    whole: bool = False,
) -> V | None:
    """Say that `values` hold for `identity` on the days [start, end), as known from now; None = nothing holds on them.

    `lock` is the identity row: its lock orders writers, and known-time is taken from the clock under it. Rows that reach
    outside the days are kept there, unless `whole` (a grant, whose days are its beviljandeperiod, is replaced whole).
    Returns the new row.
    """
    with transaction.atomic():
        type(lock)._default_manager.select_for_update().get(pk=lock.pk)  # noqa: SLF001 - Django's own way to a model's manager
        touched = _current(model, identity, start, end)
        known_from = _known_from(touched, clock.now())
        for row in touched:
            _close(row, known_from)
            if not whole:
                _keep_outside(row, start, end, known_from)
        if values is None:
            return None
        return model._default_manager.create(  # noqa: SLF001 - as above
            **identity, **values, valid=days(start, end), known=since(known_from), registered_by=by
        )


def current(
    model: type[V], *, on: date | None = None, known_at: datetime | None = None
) -> models.QuerySet[V]:
    """The rows that hold: known now (or at an instant), and valid on a day where one is given."""
    rows = model._default_manager.all()  # noqa: SLF001 - as above
    rows = rows.filter(known__contains=known_at) if known_at else rows.filter(known__upper_inf=True)
    return rows.filter(valid__contains=on) if on else rows


def _current(model: type[V], identity: dict[str, Any], start: date, end: date | None) -> list[V]:
    rows = model._default_manager.filter(  # noqa: SLF001 - as above
        **identity, known__upper_inf=True, valid__overlap=days(start, end)
    )
    return list(rows)


def _known_from(touched: list[V], now: datetime) -> datetime:
    """Now, or just after what is being closed: a clock that stands still must not make an empty known-time."""
    return max([now, *(row.known.lower + TICK for row in touched)])


def _close(row: V, at: datetime) -> None:
    row.known = type(row.known)(row.known.lower, at, "[)")
    row.save(update_fields=["known"])


def _keep_outside(row: V, start: date, end: date | None, known_from: datetime) -> None:
    lower, upper = row.valid.lower, row.valid.upper
    if lower is None or lower < start:
        _copy(row, days(lower, start), known_from)
    if end is not None and (upper is None or end < upper):
        _copy(row, days(end, upper), known_from)


def _copy(row: V, valid: Any, known_from: datetime) -> None:
    fields = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}  # noqa: SLF001 - Django's own way to a model's fields
    type(row)._default_manager.create(**{**fields, "valid": valid, "known": since(known_from)})  # noqa: SLF001 - as above
