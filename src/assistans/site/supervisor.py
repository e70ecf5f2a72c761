"""Runs the processes of `assistans serve` and says who restarts whom.

The supervisor keeps the database first, then its children. A child that dies is started again, sooner the first time
than the tenth; a database that dies is started again before anything else. If the supervisor dies, the kernel kills
its children (the database stays and is taken over by the next start), so no port is left held.
"""

import contextlib
import ctypes
import logging
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistans.site import embedded
from assistans.site.embedded import locks
from assistans.site.errors import OperatorError

log = logging.getLogger(__name__)

READY_SECONDS = 30.0
STOP_SECONDS = 20.0
SHORTEST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
STEADY_SECONDS = 60.0
_TICK = 0.5
_STOP = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_HEARD = {*_STOP, signal.SIGCHLD}
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


class AlreadyServedError(OperatorError):
    """Another `assistans serve` runs on this home."""


class NotReadyError(OperatorError):
    """A child did not become ready; the text names it. What it said itself stands above on stderr."""


class AddressTakenError(OperatorError):
    """Another program listens already where a child shall."""


class _StopAsked(Exception):
    """SIGTERM, SIGHUP or Ctrl-C has come."""


@dataclass(frozen=True, slots=True)
class Child:
    """A process to be kept running: it is ready when it answers where it `listens`; `address` is the line shown then."""

    name: str
    argv: Sequence[str]
    listens: tuple[str, int] | None = None
    address: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict)


class _Kept:
    """A child with what is known of its life; times are seconds of the monotonic clock."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._due = 0.0
        self._pause = SHORTEST_PAUSE

    def start(self) -> None:
        self._started = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603 - the supervisor's own list
            self.child.argv,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal reaches the supervisor alone, which stops in order
            env=os.environ | self.child.environment,
            preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509 - the supervisor has one thread
        )

    def tend(self) -> None:
        """Notice a death, and start again when the pause is over."""
        if self._process is not None and self._process.poll() is not None:
            self._died(self._process.returncode)
        if self._process is None and time.monotonic() >= self._due:
            self.start()

    def is_ready(self) -> bool:
        running = self._process is not None and self._process.poll() is None
        return running and (self.child.listens is None or _answers(self.child.listens))

    def ended(self) -> str | None:
        """Tell how it ended, if it is not running."""
        code = self._process.poll() if self._process else None
        return None if code is None else _ending(code)

    def ask_to_stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def wait_until_gone(self, *, until: float) -> None:
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("%s did not stop in time and was killed", self.child.name)
            self._process.kill()
            self._process.wait()

    def _died(self, code: int) -> None:
        if time.monotonic() - self._started > STEADY_SECONDS:
            self._pause = SHORTEST_PAUSE
        log.warning(
            "%s ended (%s); it is started again in %.1f s", self.child.name, _ending(code), self._pause
        )
        self._process = None
        self._due = time.monotonic() + self._pause
        self._pause = min(2 * self._pause, LONGEST_PAUSE)


class _Database:
    """The embedded database, kept running; nothing to keep where there is a server of one's own."""

    def __init__(self, home: Path | None) -> None:
        self._home = home
        self._cluster = embedded.ensure(home) if home else None

    def tend(self) -> None:
        if self._home is None or (self._cluster is not None and self._cluster.is_alive()):
            return
        log.warning("the database ended; it is started again")
        try:
            fresh = embedded.ensure(self._home)
        except OperatorError as error:
            log.error("the database could not be started; the next try follows: %s", error)  # noqa: TRY400 - its text is for the operator
            return
        self.release()
        self._cluster = fresh

    def release(self) -> None:
        if self._cluster is not None:
            self._cluster.release()


def serve(
    children: Sequence[Child], *, home: Path, has_embedded_database: bool, say: Callable[[str], None]
) -> None:
    """Keep the database and the children running until SIGTERM, SIGHUP or Ctrl-C, then stop them in order.

    `say` is given a line for each thing that is ready. Raises `AlreadyServedError`, `NotReadyError` and what
    starting the database raises.
    """
    with _only_one(home), _signals_held():
        database = _Database(home if has_embedded_database else None)
        kept = [_Kept(child) for child in children]
        try:
            _start_all(kept, say=say)
            while True:
                _sleep(_TICK)
                database.tend()
                for child in kept:
                    child.tend()
        except _StopAsked:
            pass
        finally:
            say("Stopping …")
            _stop_all(kept)
            database.release()


def _start_all(kept: Sequence[_Kept], *, say: Callable[[str], None]) -> None:
    _refuse_taken_addresses(kept)
    for one in kept:
        one.start()
    until = time.monotonic() + READY_SECONDS
    for one in kept:
        _wait_until_ready(one, until=until)
        say(f"{one.child.name:<12} {one.child.address or 'running'}")
    say("Ready. A process that dies is started again. Ctrl-C stops everything.")


def _wait_until_ready(one: _Kept, *, until: float) -> None:
    while not one.is_ready():
        if ended := one.ended():
            raise NotReadyError(
                f"{one.child.name} ended before it was ready ({ended}); what it said is above."
            )
        if time.monotonic() > until:
            raise NotReadyError(
                f"{one.child.name} was not ready within {READY_SECONDS:.0f} s; what it said is above."
            )
        _sleep(0.05)


def _refuse_taken_addresses(kept: Sequence[_Kept]) -> None:
    # Doors share their port with each other, so the second program would not be refused it by the kernel.
    for host, port in {one.child.listens for one in kept if one.child.listens}:
        if _answers((host, port)):
            raise AddressTakenError(
                f"Something listens on {host} port {port} already. Stop it or choose another port."
            )


def _stop_all(kept: Sequence[_Kept]) -> None:
    """The last started is asked first, so that work ends before what it needs; those that will not are killed."""
    until = time.monotonic() + STOP_SECONDS
    for one in reversed(kept):
        one.ask_to_stop()
    for one in reversed(kept):
        one.wait_until_gone(until=until)


def _sleep(seconds: float) -> None:
    """Sleep until something happens, at most so long; raises `_StopAsked` when it was a request to stop."""
    heard = signal.sigtimedwait(_HEARD, seconds)
    if heard is not None and heard.si_signo in _STOP:
        raise _StopAsked


@contextlib.contextmanager
def _signals_held() -> Iterator[None]:
    # Held signals wait to be fetched in the loop: no handler can break into the middle of starting something.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HEARD)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _only_one(home: Path) -> Iterator[None]:
    descriptor = os.open(home / "serve.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not locks.try_alone(descriptor):
            pid = os.read(descriptor, 20).decode()
            raise AlreadyServedError(f"{home} is served by process {pid} already. Stop that one first.")
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        os.close(descriptor)


def _die_with(supervisor: int) -> Callable[[], None]:
    def in_the_child() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != supervisor:  # it died before the kernel was told
            os.kill(os.getpid(), signal.SIGKILL)

    return in_the_child


def _answers(address: tuple[str, int]) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(address, timeout=1):
        return True
    return False


def _ending(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
