"""Work that waits, and how it is taken and done.

A room asks for work with `todo(kind, key)`; the room below registers the handler with `@handles(kind)`. The row is
removed in the work's own transaction, so a crash frees it by itself, and any number of workers may run. Asking never
waits for somebody's work and never swallows a later day: a request that finds its key in work is kept as a row of its
own. Handlers of one key run one at a time.

Work that many requests ask for in a burst may be put off a little (`after`), so that all of them are met by doing it
once. The first request decides when: those that follow join it and never put it off further.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from assistans.base.clock import Clock, SystemClock
from assistans.base.failures import told

log = logging.getLogger(__name__)

Handler = Callable[[str, Clock], None]
_handlers: dict[str, Handler] = {}

RETRY_FIRST = timedelta(seconds=2)
RETRY_LONGEST = timedelta(hours=1)
MACHINE = SystemClock()

# A waiting row that is due as early serves for this request too, if nobody has begun with it. The share lock keeps
# workers off until the asker commits, so that what they then read is what the asker wrote. One that has failed, or is
# put off longer, serves for nothing else.
_ASK = """
INSERT INTO base_todo (kind, key, due_at, retry_at, attempts, last_error)
SELECT %(kind)s, k, %(due_at)s, %(retry_at)s, 0, '' FROM unnest(%(keys)s::text[]) k
 WHERE NOT EXISTS (SELECT FROM base_todo t WHERE t.kind = %(kind)s AND t.key = k AND t.due_at <= %(due_at)s
                     AND (t.retry_at IS NULL OR (t.attempts = 0 AND t.retry_at <= %(retry_at)s)) FOR SHARE SKIP LOCKED)
"""
_TAKE = """
SELECT id, kind, key, attempts FROM base_todo
 WHERE due_at <= %s AND (retry_at IS NULL OR retry_at <= %s OR (%s AND attempts = 0))
 ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
"""
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('todo ' || %s || ' ' || %s, 0))"
# What was asked meanwhile, and is due, is done by the same work: it reads after this.
_REMOVE = """
DELETE FROM base_todo WHERE id IN (SELECT id FROM base_todo WHERE kind = %s AND key = %s AND due_at <= %s
                                   FOR UPDATE SKIP LOCKED)
"""


class NoHandler(LookupError):
    """A todo row's kind has no registered handler in this process."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """A piece of work in hand."""

    row: int
    kind: str
    key: str
    attempts: int


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register what does the work of a kind: `handler(key, clock)`, run inside its own transaction."""

    def register(handler: Handler) -> Handler:
        if _handlers.setdefault(kind, handler) is not handler:
            raise ValueError(f"two handlers for {kind}")
        return handler

    return register


def todo(kind: str, key: str, *, due_at: datetime, after: timedelta | None = None) -> None:
    """Ask for work in the caller's transaction, to be done once after `due_at` (the clock's time).

    `after`: nor before so much of the machine's time has passed, so that what is asked for meanwhile is met by it too.
    """
    todo_all(kind, [key], due_at=due_at, after=after)


def todo_all(kind: str, keys: Iterable[str], *, due_at: datetime, after: timedelta | None = None) -> None:
    """Ask for the same kind of work for several keys at once: one statement."""
    retry_at = MACHINE.now() + after if after else None
    with connection.cursor() as cursor:
        cursor.execute(
            _ASK, {"kind": kind, "keys": sorted(set(keys)), "due_at": due_at, "retry_at": retry_at}
        )


def work_once(clock: Clock, *, machine: Clock | None = None, early: bool = False) -> bool:
    """Do one piece of due work, if there is one. Returns whether there was.

    A failure is noted and tried again later, by the machine's time: a demo clock may stand still. `early` takes work
    that was put off by its asker before its time, but never what has failed.
    """
    machine = machine or MACHINE
    taken = None
    try:
        with transaction.atomic():
            taken = _take(clock.now(), machine.now(), early=early)
            if taken is None:
                return False
            _handler(taken.kind)(taken.key, clock)
    except Exception as error:
        if taken is None:
            raise
        _note_failure(taken, error, machine.now())
    return True


def work_until_idle(clock: Clock) -> int:
    """Do all due work; how many pieces were done. What its asker put off comes when nothing else is due, and at once."""
    done = 0
    while work_once(clock) or work_once(clock, early=True):
        done += 1
    return done


def waiting(clock: Clock) -> int:
    """How many pieces of work are due now, those that other workers hold and those put off included."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM base_todo WHERE due_at <= %s", [clock.now()])
        return int(cursor.fetchone()[0])


def _take(now: datetime, machine_now: datetime, *, early: bool) -> _Taken | None:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [now, machine_now, early])
        row = cursor.fetchone()
        if row is None:
            return None
        taken = _Taken(*row)
        cursor.execute(_ALONE, [taken.kind, taken.key])
        cursor.execute(_REMOVE, [taken.kind, taken.key, now])
        return taken


def _handler(kind: str) -> Handler:
    if kind not in _handlers:
        raise NoHandler(f"no handler for {kind}")
    return _handlers[kind]


def _note_failure(taken: _Taken, error: Exception, now: datetime) -> None:
    """The transaction is rolled back, the row is there again: put it off. Only the error's type is kept: texts may hold personal data."""
    name = type(error).__name__
    pause = min(RETRY_FIRST * 2 ** min(taken.attempts, 20), RETRY_LONGEST)
    log.error("todo %s failed (attempt %s): %s", taken.kind, taken.attempts + 1, told(error))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE base_todo SET attempts = attempts + 1, retry_at = %s, last_error = %s WHERE id = %s",
            [now + pause, name[:300], taken.row],
        )
