"""Asking for months to be assessed by the worker."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from assistans.base.clock import STOCKHOLM, Clock
from assistans.base.todo import todo_all
from assistans.casework.models import Manadsarende

KIND = "bedom"
GATHER: Final = timedelta(milliseconds=500)
"""How long after a document its months wait for more of them (the machine's time)."""


def ask_for_assessment(
    arenden: Iterable[Manadsarende],
    *,
    clock: Clock,
    due_at: datetime | None = None,
    after: timedelta | None = None,
) -> None:
    """Have months assessed, now or after an instant. Asking twice for the same month is asking once.

    `after`: so much later by the machine's time, so that a burst of documents is assessed once.
    """
    keys = [str(arende.public_id) for arende in arenden]
    todo_all(KIND, keys, due_at=due_at or clock.now(), after=after)


def start_of(day: date) -> datetime:
    """The instant at which a day begins in Sweden."""
    return datetime.combine(day, time(0), STOCKHOLM)
