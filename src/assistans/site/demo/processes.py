"""The demo's own home folder and the server processes that run in it: made anew each time, gone when the demo ends."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from assistans.base.files import private_folder, replace_whole
from assistans.site import embedded
from assistans.site.embedded import locks
from assistans.site.errors import OperatorError
from assistans.site.home import home

FOLDER: Final = "demo"
MARK: Final = "this-is-a-demo"
READY_SECONDS: Final = 60.0
STOP_SECONDS: Final = 30.0
_PR_SET_PDEATHSIG: Final = 1
_SETTINGS: Final = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "ASSISTANS_DATABASE_NAME",
    "ASSISTANS_DATABASE_POOL",
)


class NotADemoFolderError(OperatorError):
    """The folder where the demo would begin anew holds something else."""


class DemoRunsError(OperatorError):
    """Somebody uses the demo's home: another demo, or `assistans serve`."""


class ServerNotReadyError(OperatorError):
    """The server's processes did not become ready, or ended."""


def demo_home() -> Path:
    """The demo's home: `demo` in the installation's own."""
    return home() / FOLDER


def move_in(folder: Path) -> None:
    """Let this process and those it starts live in the demo's home, on its own embedded database."""
    for name in _SETTINGS:
        os.environ.pop(name, None)
    os.environ["ASSISTANS_HOME"] = str(folder)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Let no other demo begin in the same folder during the block. Raises DemoRunsError."""
    private_folder(folder.parent)
    with _held(folder.with_name(f"{folder.name}.lock")) as is_ours:
        if not is_ours:
            raise DemoRunsError(
                f"Another demo runs in {folder}. Wait for it, or set ASSISTANS_HOME to another folder."
            )
        yield


def begin_anew(folder: Path) -> None:
    """Remove what an earlier demo left and make the folder again. Raises NotADemoFolderError and DemoRunsError."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise NotADemoFolderError(
                f"{folder} was not made by a demo. Move it away, or set ASSISTANS_HOME."
            )
        with _held(folder / "serve.lock") as is_ours:
            if not is_ours:
                raise DemoRunsError(
                    f"`assistans serve` runs on {folder}. Stop it first: a demo begins anew there."
                )
        embedded.stop(folder)
        _clear(folder)
    private_folder(folder)
    replace_whole(folder / MARK, b"Everything here is invented, and is removed when a demo begins.\n")


@contextmanager
def _held(lock: Path) -> Iterator[bool]:
    """Try to hold a lock that others hold while they run; gives whether it was free."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield locks.try_alone(descriptor)
    finally:
        os.close(descriptor)


def _clear(folder: Path) -> None:
    """The mark goes last: a demo that was killed here can be begun anew too."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != MARK:
            entry.unlink()


def free_port() -> int:
    """A port on the loopback address that nobody listens to right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What the demo's server runs and where. `pages` None = no pages, and no BankID simulator for them."""

    doors: int
    workers: int
    port: int = field(default_factory=free_port)
    pages: int | None = None

    def options(self) -> list[str]:
        """The same as `assistans serve` reads it."""
        said = ["--port", self.port, "--doors", self.doors, "--workers", self.workers]
        if self.pages is None:
            return [*map(str, said), "--no-pages"]
        ports = ("--bankid-api-port", free_port(), "--bankid-app-port", free_port())
        return [*map(str, (*said, "--pages-port", self.pages, *ports))]


@contextmanager
def serving(served: Served, *, log: Path) -> Iterator["Server"]:
    """Run `assistans serve` for the length of the block, its output in a log file."""
    argv = [sys.executable, "-m", "assistans.site.commands", "serve", *served.options()]
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - our own program
            argv,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C reaches the demo alone, which stops the server in order
            preexec_fn=_stop_with_us,  # noqa: PLW1509 - no threads yet
        )
    try:
        yield Server(process, served.port, log)
    finally:
        _stop(process)


@dataclass(frozen=True, slots=True)
class Server:
    """The server on its way up: there is other work to do meanwhile."""

    process: "subprocess.Popen[bytes]"
    port: int
    log: Path

    def wait_until_ready(self) -> None:
        """Wait until everything answers. Raises ServerNotReadyError."""
        until = time.monotonic() + READY_SECONDS
        while b"Ready." not in self.log.read_bytes():
            if self.process.poll() is not None or time.monotonic() > until:
                raise ServerNotReadyError(
                    f"The server on port {self.port} is not ready. What it said is in {self.log}."
                )
            time.sleep(0.05)


def _stop(server: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _stop_with_us() -> None:
    """In the child: be asked to stop when the demo dies, however it dies."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
