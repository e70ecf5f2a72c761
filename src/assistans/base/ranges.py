"""PostgreSQL ranges as the server rooms use them: half-open, open-ended above."""

from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange


def days(start: date, end: date | None = None) -> DateRange:
    """Days from `start` up to but not including `end`; None = still running."""
    return DateRange(start, end, "[)")


def since(instant: datetime) -> DateTimeTZRange:
    """Instants from `instant` on, with no end known."""
    return DateTimeTZRange(instant, None, "[)")
