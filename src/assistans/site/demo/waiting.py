"""Moving the demo clock, and waiting until the workers have nothing left to do."""

import time
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from assistans.base import instance
from assistans.base.clock import STOCKHOLM, Clock

LONGEST: Final = 120.0  # seconds that one phase's work may take
POLL: Final = 0.05
MOST_ATTEMPTS: Final = 4
RETRIES_WITHIN: Final = timedelta(hours=2)


class WorkFailed(RuntimeError):
    """Work that the server should have done was not done; the text says which and why."""


def set_clock(text: str) -> Clock:
    """Set the demo clock to a Swedish time, such as `2026-04-03 08:00`, and give it."""
    instance.set_demo_clock(datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM))
    return instance.clock()


def until_idle() -> None:
    """Wait until no work is due. Work that failed and is put off is met by moving the clock. Raises WorkFailed."""
    until = time.monotonic() + LONGEST
    while (rows := _due()) or _hasten():
        if time.monotonic() > until:
            raise WorkFailed(f"work has not ended in {LONGEST:.0f} s: {rows} left")
        time.sleep(POLL)


def _due() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM base_todo WHERE due_at <= %s", [instance.clock().now()])
        return int(cursor.fetchone()[0])


def _hasten() -> bool:
    """Move the clock to the next try of work that failed: the demo's clock stands still by itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT min(due_at), max(attempts), min(kind || ' failed: ' || last_error) FROM base_todo
               WHERE attempts > 0 AND due_at <= %s""",
            [instance.clock().now() + RETRIES_WITHIN],
        )
        due_at, attempts, text = cursor.fetchone()
    if due_at is None:
        return False
    if attempts >= MOST_ATTEMPTS:
        raise WorkFailed(f"work was tried {attempts} times in vain; {text}")
    instance.set_demo_clock(due_at)
    return True
