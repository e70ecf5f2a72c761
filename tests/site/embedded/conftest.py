import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.site.homes import forget

from assistans.site.embedded import processes

# A process of its own that has a share in the server, so that tests can kill it.
HOLDER = """
import sys, pathlib
from assistans.site.embedded import ensure
cluster = ensure(pathlib.Path(sys.argv[1]))
print(cluster.pid, flush=True)
sys.stdin.readline()
cluster.release()
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home of this module's own, on disk, with a path that needs care; its server is gone afterwards."""
    folder = tmp_path_factory.mktemp("Malmö stad") / "var"
    yield folder
    forget(folder)


@pytest.fixture
def own_home():
    """A home for one test alone; homes below it are forgotten too."""
    folder = Path(tempfile.mkdtemp(prefix="assistans test ö "))
    yield folder
    for state in [*folder.rglob("database"), folder / "database"]:
        forget(state.parent)
    shutil.rmtree(folder)


@pytest.fixture
def hold(home):
    """Start processes that have a share in the server; each is given when the server is ready."""
    started = []

    def start():
        started.append(holder(home))
        return started[-1]

    yield start
    for process in started:
        let_go(process)


def holder(home):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    process.server = int(process.stdout.readline())
    return process


def let_go(process):
    """Let a holder give back its share in order."""
    if process.poll() is None:
        process.communicate("\n")
    process.stdin.close()
    process.stdout.close()


@pytest.fixture
def kill():
    """Kill a process outright and wait until it is gone."""

    def kill_outright(pid):
        os.kill(pid, signal.SIGKILL)
        processes.wait_for_end(pid, seconds=10)

    return kill_outright
