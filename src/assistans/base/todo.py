"""Work that waits, and the worker's loop.

A room asks for work with `todo(kind, key)`; the room below registers the handler with `@handles(kind)`. The row is
removed in the work's own transaction: a crash frees it by itself, a second request for the same key made meanwhile waits
for that transaction and is then kept, and any number of workers may run.
"""

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from assistans.base.clock import Clock

log = logging.getLogger(__name__)

Handler = Callable[[str, Clock], None]
_handlers: dict[str, Handler] = {}

RETRY_FIRST = timedelta(seconds=2)
RETRY_LONGEST = timedelta(hours=1)
CHANNEL = "assistans_todo"


class NoHandler(LookupError):
    """A todo row's kind has no registered handler in this process."""


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register what does the work of a kind: `handler(key, clock)`, run inside its own transaction."""

    def register(handler: Handler) -> Handler:
        if _handlers.setdefault(kind, handler) is not handler:
            raise ValueError(f"two handlers for {kind}")
        return handler

    return register


def todo(kind: str, key: str, *, due_at: datetime) -> None:
    """Ask for work once per key, in the caller's transaction. Asking again for waiting work changes nothing but an earlier day."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO base_todo AS t (kind, key, due_at, attempts, last_error) VALUES (%s, %s, %s, 0, '')
               ON CONFLICT (kind, key) DO UPDATE SET due_at = LEAST(t.due_at, EXCLUDED.due_at)""",
            [kind, key, due_at],
        )


def work_once(clock: Clock) -> bool:
    """Do one piece of due work, if there is one. Returns whether there was. A failure is noted and tried again later."""
    taken = None
    try:
        with transaction.atomic():
            taken = _take(clock.now())
            if taken is None:
                return False
            kind, key = taken[1], taken[2]
            _handler(kind)(key, clock)
    except Exception as error:
        if taken is None:
            raise
        _note_failure(taken, error, clock.now())
    return True


def work_until_idle(clock: Clock) -> int:
    """Do all due work; how many pieces were done."""
    done = 0
    while work_once(clock):
        done += 1
    return done


def waiting(clock: Clock) -> int:
    """How many pieces of work are due now, those that other workers hold included."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM base_todo WHERE due_at <= %s", [clock.now()])
        return int(cursor.fetchone()[0])


def _take(now: datetime) -> tuple[int, str, str, int] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            """DELETE FROM base_todo WHERE id = (SELECT id FROM base_todo WHERE due_at <= %s
                 ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, kind, key, attempts""",
            [now],
        )
        row: tuple[int, str, str, int] | None = cursor.fetchone()
        return row


def _handler(kind: str) -> Handler:
    if kind not in _handlers:
        raise NoHandler(f"no handler for {kind}")
    return _handlers[kind]


def _note_failure(taken: tuple[int, str, str, int], error: Exception, now: datetime) -> None:
    """The transaction is rolled back, the row is there again: put it off. Only the error's type is kept: texts may hold personal data."""
    row_id, kind, _key, attempts = taken
    pause = min(RETRY_FIRST * 2 ** min(attempts, 20), RETRY_LONGEST)
    log.error(
        "todo %s failed (attempt %s): %s at %s", kind, attempts + 1, type(error).__name__, _where(error)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE base_todo SET attempts = attempts + 1, due_at = %s, last_error = %s WHERE id = %s",
            [now + pause, type(error).__name__[:300], row_id],
        )


def _where(error: Exception) -> str:
    """Where it happened without what it said: a message may quote personal data."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
