"""Asking for months to be assessed by the worker."""

from collections.abc import Iterable
from datetime import date, datetime, time

from assistans.base.clock import STOCKHOLM, Clock
from assistans.base.todo import todo_all
from assistans.casework.models import Manadsarende

KIND = "bedom"


def ask_for_assessment(
    arenden: Iterable[Manadsarende], *, clock: Clock, due_at: datetime | None = None
) -> None:
    """Have months assessed, now or after an instant. Asking twice for the same month is asking once."""
    todo_all(KIND, [str(arende.public_id) for arende in arenden], due_at=due_at or clock.now())


def start_of(day: date) -> datetime:
    """The instant at which a day begins in Sweden."""
    return datetime.combine(day, time(0), STOCKHOLM)
