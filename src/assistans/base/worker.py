"""The worker process: does the work that waits, for ever. Any number may run, on any number of machines.

It asks every 200 ms and is not told: PostgreSQL's NOTIFY takes one lock for the whole server while a transaction
commits, so that intake's commits could no longer share a disk flush.
"""

import logging
from threading import Event
from typing import Protocol

from django.db import DatabaseError, connection

from assistans.base import instance
from assistans.base.failures import DATABASE_GONE
from assistans.base.periodic import Rounds
from assistans.base.todo import work_once

log = logging.getLogger(__name__)

POLL_SECONDS = 0.2
BACKOFF_FIRST = 0.2
BACKOFF_LONGEST = 5.0


class Stop(Protocol):
    """What tells the worker to stop, as threading.Event does."""

    def is_set(self) -> bool:
        """Whether it is time."""
        ...

    def wait(self, timeout: float) -> bool:
        """Sleep so many seconds, or until it is time. Returns whether it is."""
        ...


def run(stop: Stop | None = None) -> None:
    """Do due work until told to stop; the work in hand is finished first. A lost database is waited for."""
    until = stop or Event()
    rounds = Rounds()
    failures = 0
    while not until.is_set():
        try:
            rounds.work()
            worked, failures = work_once(instance.clock()), 0
        except (DatabaseError, *DATABASE_GONE) as error:
            failures += 1
            _lose_connection(error)
            until.wait(backoff(failures))
        else:
            if not worked:
                until.wait(POLL_SECONDS)


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures in a row: doubled each time, at most BACKOFF_LONGEST."""
    return min(BACKOFF_FIRST * 2 ** min(failures - 1, 10), BACKOFF_LONGEST)


def _lose_connection(error: Exception) -> None:
    """Begin with a fresh connection. The error's text stays out of the log: it may quote a row."""
    log.warning("worker: no database (%s); trying again", type(error).__name__)
    connection.close()
