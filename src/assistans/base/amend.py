"""The one writer of bitemporal tables.

`amend` says what is true for some days, as known from now on. What was believed before stays, closed in known-time.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, TypedDict, TypeVar

from django.db import models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from assistans.base.clock import Clock
from assistans.base.models import Version
from assistans.base.ranges import days, since

V = TypeVar("V", bound=Version)
TICK = timedelta(microseconds=1)


class NoDays(ValueError):
    """A period without a day in it."""


class Said(TypedDict):
    """What is said when something is amended, whatever it is about: the words of `amend`."""

    start: date
    end: date | None
    values: dict[str, Any] | None
    by: str
    clock: Clock


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
    among: dict[str, Any] | None = None,
) -> V | None:
    """Say that `values` hold for `identity` on the days [start, end), as known from now; None = nothing holds on them.

    `lock` is the identity row: its lock orders writers, and known-time is taken from the clock under it. Rows that reach
    outside the days are kept there, unless `whole`: then the days are the identity's only ones, as a grant's
    beviljandeperiod is. `among` names the rows that may not overlap, where they are more than the identity's own.
    Saying what is known already changes nothing. Returns the row that holds. Raises NoDays.
    """
    if end is not None and end <= start:
        raise NoDays("Perioden har ingen dag: dess slut måste ligga efter dess början.")
    with transaction.atomic():
        type(lock)._default_manager.select_for_update().get(pk=lock.pk)  # noqa: SLF001 - Django's own way to a model's manager
        period = None if whole else days(start, end)
        touched = list(_said(model, identity, period).filter(known__upper_inf=True))
        if same := _already(touched, start, end, values, whole=whole):
            return same
        known_from = _known_from(_said(model, among or identity, None), clock.now())
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


def _said(model: type[V], identity: dict[str, Any], period: DateRange | None) -> models.QuerySet[V]:
    """All that was ever said of the identity on the days (None = on any), still known or not."""
    rows = model._default_manager.filter(**identity)  # noqa: SLF001 - as above
    return rows.filter(valid__overlap=period) if period else rows


def _already(
    rows: list[V], start: date, end: date | None, values: dict[str, Any] | None, *, whole: bool
) -> V | None:
    """The row that says just this already, if there is one."""
    if values is None or len(rows) != 1:
        return None
    [row] = rows
    if any(getattr(row, name) != value for name, value in values.items()):
        return None
    if whole:
        return row if (row.valid.lower, row.valid.upper) == (start, end) else None
    from_start = row.valid.lower is None or row.valid.lower <= start
    to_end = row.valid.upper is None or (end is not None and end <= row.valid.upper)
    return row if from_start and to_end else None


def _known_from(said: Iterable[V], now: datetime) -> datetime:
    """Now, or just after what was said last: each word gets an instant of its own, also while a clock stands or is set back."""
    return max([now, *((row.known.upper or row.known.lower) + TICK for row in said)])


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
