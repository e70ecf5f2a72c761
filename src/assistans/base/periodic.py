"""Work that comes back every so many seconds of real time, in every worker; what may run only once at a time sees to that itself."""

import logging
import time
from collections.abc import Callable

from assistans.base.failures import DATABASE_GONE, told

log = logging.getLogger(__name__)

Work = Callable[[], object]
_works: dict[Work, float] = {}


def every(seconds: float) -> Callable[[Work], Work]:
    """Register work for the workers: done when a worker starts, and then with so many seconds between beginnings."""

    def register(work: Work) -> Work:
        _works[work] = seconds
        return work

    return register


class Rounds:
    """One worker's rounds: which periodic work is due, by a clock that never goes back (seconds)."""

    def __init__(self, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._due: dict[Work, float] = {}

    def work(self) -> None:
        """Do what is due. Raises one of DATABASE_GONE when the database is lost; no other failure stops it."""
        for work, pause in _works.items():
            now = self._seconds()
            if now >= self._due.get(work, now):
                self._due[work] = now + pause
                _do(work)


def _do(work: Work) -> None:
    try:
        work()
    except DATABASE_GONE:
        raise
    except Exception as error:  # noqa: BLE001 - one kind of work must not stop the others; it comes back by itself
        log.error("%s failed: %s", work.__qualname__, told(error))  # noqa: TRY400 - a traceback ends with the text
