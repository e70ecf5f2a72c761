"""The embedded PostgreSQL server: started when it is needed, shared by all who need it, stopped by the last.

`flock` says who is here: one lock for whoever starts or stops, one that every user of the server shares, and
one on the data folder itself that the server's processes inherit. All are freed by a crash, so after SIGKILL
to everything the next `ensure` finds out what is left and serves again.
"""

import contextlib
import os
import signal
import socket
import struct
import subprocess
import time
from pathlib import Path
from typing import Self

from assistans.site.embedded import binaries, bootstrap, identity, locks, processes
from assistans.site.embedded.configuration import APP, OWNER, write_configuration
from assistans.site.embedded.folders import Folders, socket_folder
from assistans.site.errors import OperatorError

START_SECONDS = 60.0
STOP_SECONDS = 30.0
GONE_SECONDS = 3.0
# The protocol's SSLRequest: the one question that a server answers without knowing who asks.
_MAY_WE_ENCRYPT = struct.pack("!ii", 8, 80877103)
_LARGEST_LOG = 10_000_000
_ROLES = {"app": APP, "owner": OWNER}
# The server that this process started, so that its exit can be collected.
_started: dict[int, subprocess.Popen[bytes]] = {}


class DatabaseStartError(OperatorError):
    """The embedded database did not start; the text has the end of its log and what to do."""


class Cluster:
    """A running embedded server that this process has a share in; `with ensure(home) as cluster:` gives it back."""

    def __init__(self, folders: Folders, *, pid: int, share: locks.Share) -> None:
        self.folders = folders
        self.pid = pid
        self._share = share

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def dsn(self, *, dbname: str, role: str = "app") -> str:
        """Give the connection string of a database for a role, `app` or `owner`."""
        return f"host={socket_folder(self.folders)} port=5432 user={_ROLES[role]} dbname={dbname}"

    def is_alive(self) -> bool:
        """Tell whether the server process lives."""
        _collect(self.pid)
        return processes.is_postgres_in(self.pid, data=self.folders.data)

    def release(self) -> None:
        """Give up the share; the last user stops the server, unless it was started to be kept."""
        with locks.alone(self.folders.starting):
            self._share.release()
            if not locks.is_shared(self.folders.users) and not self.folders.kept.exists():
                _stop(self.folders)


def ensure(home: Path) -> Cluster:
    """Give the home's database server, started or started again where it is not running.

    Any number of processes may call it at once. Raises `DatabaseStartError`, or what the parts raise:
    `IdentityError`, `ProgramsMissingError`, `BootstrapError`, `SocketFolderError`.
    """
    folders = Folders(home)
    folders.make()
    with locks.alone(folders.starting):
        pid = running(folders) or _start(folders)
        return Cluster(folders, pid=pid, share=locks.Share(folders.users))


def stop(home: Path) -> bool:
    """Stop the home's server for everybody; tells whether there was one."""
    folders = Folders(home)
    if not folders.data.exists():
        return False
    with locks.alone(folders.starting):
        folders.kept.unlink(missing_ok=True)
        return _stop(folders)


def running(folders: Folders) -> int | None:
    """Give the process id of a server that is ready to serve; waits for one that is on its way up or down.

    Raises `DatabaseStartError` when it stays on its way: a long recovery must not be killed and begun again.
    """
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        pid, status = _pid_file(folders)
        if pid is None or not processes.is_postgres_in(pid, data=folders.data):
            return None
        if status == "ready" and _answers(folders):
            return pid
        time.sleep(0.01)
    raise DatabaseStartError(
        f"PostgreSQL (process {pid}) is {status} but has not answered for {START_SECONDS:.0f} s. See {folders.log}, "
        "and try again or run `assistans db stop` first."
    )


def _answers(folders: Folders) -> bool:
    # A process that was just killed still shows for a moment, and a stopped one for ever: only an answer counts.
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
        line.settimeout(5)
        line.connect(str(socket_folder(folders) / ".s.PGSQL.5432"))
        line.sendall(_MAY_WE_ENCRYPT)
        return bool(line.recv(1))
    return False


def _start(folders: Folders) -> int:
    chosen = identity.choose()
    programs = binaries.programs(chosen)
    bootstrap.clear_unfinished(folders)
    if folders.data.exists():
        _clear_remains(folders)
    else:
        bootstrap.initialise(folders, programs=programs, identity=chosen)
    bootstrap.give_to(chosen, data=folders.data)
    _configure(folders, chosen=chosen)
    server = _launch(folders, programs=programs, chosen=chosen)
    return _wait_until_ready(folders, server=server)


def _clear_remains(folders: Folders) -> None:
    """Remove what a killed server left: its orphaned processes, its pid file and its sockets."""
    processes.kill_all_in(folders.data)
    (folders.data / "postmaster.pid").unlink(missing_ok=True)
    for file in socket_folder(folders).iterdir():
        file.unlink()


def _configure(folders: Folders, *, chosen: identity.Identity) -> None:
    sockets = socket_folder(folders)
    os.chown(sockets, chosen.uid, chosen.gid)
    write_configuration(folders.data, socket=sockets, peer=chosen.peer)
    for name in ("postgresql.conf", "pg_hba.conf", "pg_ident.conf"):
        os.chown(folders.data / name, chosen.uid, chosen.gid)


def _launch(folders: Folders, *, programs: Path, chosen: identity.Identity) -> subprocess.Popen[bytes]:
    """Start the server in a session of its own: Ctrl-C in the terminal reaches us, and we stop it in order."""
    descriptor = os.open(folders.data, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _take_data_folder(descriptor, folders=folders)
        with _log(folders).open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - our own programs
                [*chosen.prefix, str(programs / "postgres"), "-D", bootstrap.path_of(descriptor)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=[descriptor],
                cwd="/",
                env=bootstrap.environment(),
                **chosen.popen_arguments(),
            )
    finally:
        os.close(descriptor)


def _take_data_folder(descriptor: int, *, folders: Folders) -> None:
    # The server inherits this lock, so it is held for as long as any of its processes lives, in whatever
    # container: where it cannot be had after all of ours are gone, another machine's server has the folder. A process
    # that is killed is out of sight a moment before the system has closed its files, so it is given that moment.
    until = time.monotonic() + GONE_SECONDS
    while not (taken := locks.try_alone(descriptor)) and time.monotonic() < until:
        time.sleep(0.05)
    if not taken:
        raise DatabaseStartError(
            f"{folders.data} is in use by a PostgreSQL that cannot be reached from here (another container?). "
            "Stop that one first: two servers on one folder would destroy it."
        )


def _wait_until_ready(folders: Folders, *, server: subprocess.Popen[bytes]) -> int:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        if _pid_file(folders) == (server.pid, "ready"):
            _started[server.pid] = server
            return server.pid
        time.sleep(0.005)
    server.kill()
    server.wait()
    raise DatabaseStartError(f"PostgreSQL did not start; the end of {folders.log}:\n{_tail(folders.log)}")


def _stop(folders: Folders) -> bool:
    """Ask for a fast shutdown, then an immediate one, then kill: what is committed survives each of them."""
    pid, _ = _pid_file(folders)
    if pid is None or not processes.is_postgres_in(pid, data=folders.data):
        return False
    for sign, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
        if processes.end(pid, data=folders.data, sign=sign, seconds=seconds):
            break
    _collect(pid)
    return True


def _collect(pid: int) -> None:
    if pid in _started and _started[pid].poll() is not None:
        del _started[pid]


def _pid_file(folders: Folders) -> tuple[int | None, str]:
    """Read the server's own note: its process id and `starting`, `ready` or `stopping`."""
    try:
        lines = (folders.data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        return int(lines[0]), lines[7].strip() if len(lines) > 7 else "starting"  # noqa: PLR2004 - the file's eighth line
    except (FileNotFoundError, IndexError, ValueError):
        return None, ""


def _log(folders: Folders) -> Path:
    if folders.log.exists() and folders.log.stat().st_size > _LARGEST_LOG:
        folders.log.replace(folders.log.with_suffix(".1.log"))
    return folders.log


def _tail(path: Path, *, lines: int = 15) -> str:
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
