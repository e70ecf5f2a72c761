"""Finding and ending PostgreSQL's processes, by their working directory rather than by a pid file's word."""

import os
import select
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def is_postgres_in(pid: int, *, data: Path) -> bool:
    """Tell whether a live process is a PostgreSQL that works in this data folder."""
    try:
        program = Path(f"/proc/{pid}/exe").readlink().name.removesuffix(" (deleted)")
        return program == "postgres" and Path(f"/proc/{pid}/cwd").samefile(data)
    except OSError:  # ended, or somebody else's
        return False


def postgres_in(data: Path) -> list[int]:
    """List the ids of all PostgreSQL processes that work in this data folder."""
    pids = (int(entry) for entry in os.listdir("/proc") if entry.isdigit())  # noqa: PTH208 - /proc is no tree to walk
    return [pid for pid in pids if is_postgres_in(pid, data=data)]


def end(pid: int, *, data: Path, sign: signal.Signals, seconds: float) -> bool:
    """Send a signal and wait; tells whether the process is gone. Never reaches another process with its id."""
    with _handle(pid) as handle:
        if handle is None or not is_postgres_in(pid, data=data):
            return True
        signal.pidfd_send_signal(handle, sign)
        return bool(select.select([handle], [], [], seconds)[0])


def kill_all_in(data: Path, *, seconds: float = 10) -> None:
    """Kill every PostgreSQL process left in the folder and wait until none is there."""
    until = time.monotonic() + seconds
    while (left := postgres_in(data)) and time.monotonic() < until:
        for pid in left:
            end(pid, data=data, sign=signal.SIGKILL, seconds=1)


def wait_for_end(pid: int, *, seconds: float) -> bool:
    """Wait for any process to end; tells whether it did."""
    with _handle(pid) as handle:
        return handle is None or bool(select.select([handle], [], [], seconds)[0])


@contextmanager
def _handle(pid: int) -> Iterator[int | None]:
    # A pid may be taken over by another process between two calls; a pidfd stays with the one it was opened on.
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        yield None
        return
    try:
        yield handle
    finally:
        os.close(handle)
