"""Killing an installation outright: every process of it, in any order, as a power cut would."""

import contextlib
import os
import random
import signal
from pathlib import Path

from assistans.site import embedded
from assistans.site.embedded import processes


def kill_everything(*pids, home, chance=random):
    """SIGKILL some processes, all that descend from them, and all of the home's PostgreSQL, in an order left to `chance`."""
    victims = {*pids, *(child for pid in pids for child in descendants(pid))}
    victims |= set(processes.postgres_in(embedded.Folders(home).data))
    for pid in chance.sample(sorted(victims), len(victims)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def descendants(pid):
    """The ids of all processes that a process has started, and theirs."""
    try:
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []
    return [*children, *(below for child in children for below in descendants(child))]
