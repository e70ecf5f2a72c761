"""Moving the demo clock, and waiting until the workers have nothing left to do."""

import time
from datetime import datetime
from typing import Final

from django.db import connection

from assistans.base import instance
from assistans.base.clock import STOCKHOLM, Clock

LONGEST: Final = 120.0  # seconds that one phase's work may take
POLL: Final = 0.05
MOST_ATTEMPTS: Final = 4


class WorkFailed(RuntimeError):
    """Work that the server should have done was not done; the text says which and why."""


def set_clock(text: str) -> Clock:
    """Set the demo clock to a Swedish time, such as `2026-04-03 08:00`, and give it."""
    instance.set_demo_clock(datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM))
    return instance.clock()


def until_idle() -> None:
    """Wait until no work is due. Work that failed is tried again meanwhile. Raises WorkFailed when it fails for good."""
    until = time.monotonic() + LONGEST
    while rows := _due():
        _refuse_hopeless()
        if time.monotonic() > until:
            raise WorkFailed(f"work has not ended in {LONGEST:.0f} s: {rows} left")
        time.sleep(POLL)


def _due() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM base_todo WHERE due_at <= %s", [instance.clock().now()])
        return int(cursor.fetchone()[0])


def _refuse_hopeless() -> None:
    """Say at once when work fails again and again, with its kind and what it met."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attempts, kind, last_error FROM base_todo WHERE attempts >= %s ORDER BY attempts DESC LIMIT 1",
            [MOST_ATTEMPTS],
        )
        if row := cursor.fetchone():
            attempts, kind, error = row
            raise WorkFailed(f"work was tried {attempts} times in vain; {kind} failed: {error}")
