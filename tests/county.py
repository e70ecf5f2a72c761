"""The demo's county, played once in a run, and the pages on a copy of it: what a visitor meets after `make demo`."""

import json
import os
import socket
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "assistans.site.commands"]
OURS = ("ASSISTANS_", "DATABASE_", "DJANGO_")
READY_SECONDS = 60


class County:
    """A played demo: its home, what it told as data, and the processes that it left running."""

    def __init__(self, home):
        self.home = home / "demo"
        self.told = json.loads((home / "told.json").read_text(encoding="utf-8"))
        self.left = (home / "left").read_text(encoding="utf-8").split()


def environment(**more):
    """The environment of a program with a home of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)} | more


def processes_in(home):
    """The processes that live in a home, by what their environment or command says."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                told = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
            except OSError:
                continue
            if str(home).encode() in told:
                found.append(folder.name)
    return found


@pytest.fixture(scope="session")
def county():
    """The whole county of forty in a folder with a space and an ö, played by whichever worker asks first."""
    from assistans.site.embedded import locks  # noqa: PLC0415 - this file is read before Django is set up

    home = Path(os.environ["ASSISTANS_TEST_HOME"]) / "län med ö"
    home.mkdir(mode=0o700, exist_ok=True)
    with locks.alone(home / "played.lock"):
        if not (home / "told.json").exists():
            done = subprocess.run(
                [*COMMAND, "demo", "--once", "--json"],
                env=environment(ASSISTANS_HOME=str(home)),
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            (home / "left").write_text(" ".join(processes_in(home)), encoding="utf-8")
            (home / "told.json").write_text(done.stdout, encoding="utf-8")
    return County(home)


@pytest.fixture
def county_pages(county, socket_enabled):  # noqa: ARG001 - pages are reached over TCP
    """The address of pages on a copy of the county, with the BankID simulator beside them."""
    from assistans.site import database, embedded  # noqa: PLC0415 - the same
    from assistans.site.demo.processes import free_port  # noqa: PLC0415 - the same

    with embedded.ensure(county.home) as cluster:
        name = f"walk_{uuid.uuid4().hex[:12]}"
        dsn = {role: cluster.dsn(dbname="assistans", role=role) for role in ("app", "owner")}
        played = database.Target(app=dsn["app"], owner=dsn["owner"], is_embedded=True)
        database.create(played.named(name), template="assistans")
        port, api, app = free_port(), free_port(), free_port()
        on = environment(ASSISTANS_HOME=str(county.home), ASSISTANS_DATABASE_NAME=name)
        simulator = [*COMMAND, "bankid", "--api-port", str(api), "--app-port", str(app)]
        pages = [
            *COMMAND,
            "pages",
            "--port",
            str(port),
            "--bankid-api-port",
            str(api),
            "--bankid-app-port",
            str(app),
        ]
        running = [_started([*COMMAND, "worker"], on), _started(simulator, on), _started(pages, on)]
        try:
            for each in (port, app):
                _wait_for(each, running)
            yield f"http://127.0.0.1:{port}"
        finally:
            _end(running)
            database.drop(played.named(name))


def _started(argv, on):
    return subprocess.Popen(argv, env=on, stdin=subprocess.DEVNULL)


def _wait_for(port, running):
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and all(each.poll() is None for each in running):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"nobody answers on port {port}")


def _end(running):
    for each in running:
        each.terminate()
    for each in running:
        each.wait(30)
