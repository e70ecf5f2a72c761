"""The first start: a new cluster with its two roles, made aside and put in place when it is whole."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from assistans.base.files import sync_folder
from assistans.site.embedded import processes
from assistans.site.embedded.configuration import APP, OWNER
from assistans.site.embedded.folders import Folders
from assistans.site.embedded.identity import Identity
from assistans.site.errors import OperatorError

# The superuser has no line in pg_hba.conf: it exists here, in single-user mode, and nowhere else.
_SUPERUSER = "postgres"
_UNFINISHED = "unfinished-"
_ROLES = (
    f"CREATE ROLE {OWNER} LOGIN CREATEDB",
    f"CREATE ROLE {APP} LOGIN",
    f"GRANT {APP} TO {OWNER}",  # so that the owner can end the app's sessions
    "REVOKE ALL ON DATABASE template1, postgres FROM PUBLIC",
    f"GRANT CONNECT ON DATABASE postgres TO {OWNER}",
)


class BootstrapError(OperatorError):
    """A new database could not be made; the text has PostgreSQL's own words."""


def initialise(folders: Folders, *, programs: Path, identity: Identity) -> None:
    """Make the data folder: UTF-8 by the builtin C.UTF-8 order, with checksums and the two roles.

    A crash on the way leaves only a folder aside, for `clear_unfinished`. Raises `BootstrapError`.
    """
    unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folders.state))
    os.chown(unfinished, identity.uid, identity.gid)
    _initdb(unfinished, programs=programs, identity=identity)
    _create_roles(unfinished, programs=programs, identity=identity)
    unfinished.rename(folders.data)
    sync_folder(folders.state)


def clear_unfinished(folders: Folders) -> None:
    """Remove what first starts that were killed left aside."""
    for unfinished in folders.state.glob(f"{_UNFINISHED}*"):
        processes.kill_all_in(unfinished)  # an initdb outlives its starter; without its server it gives up
        shutil.rmtree(unfinished, ignore_errors=True)


def give_to(identity: Identity, *, data: Path) -> None:
    """Hand the files over where an earlier start ran as another user; only root can, others get `BootstrapError`."""
    if data.stat().st_uid == identity.uid:
        return
    if os.geteuid() != 0:
        raise BootstrapError(
            f"{data} belongs to another user. Run as that user, or set ASSISTANS_HOME to another folder."
        )
    for folder, _, files in os.walk(data):
        for path in (folder, *(os.path.join(folder, file) for file in files)):  # noqa: PTH118 - as os.walk gives them
            os.chown(path, identity.uid, identity.gid, follow_symlinks=False)


def run_in(data: Path, arguments: list[str], *, identity: Identity, text: str = "") -> str:
    """Run one of PostgreSQL's programs to its end on a data folder, `{data}` standing for the folder.

    The folder is handed over as an open descriptor, so its path may hold anything and its parents may be closed.
    """
    descriptor = os.open(data, os.O_RDONLY | os.O_DIRECTORY)
    try:
        command = [*identity.prefix, *(part.format(data=path_of(descriptor)) for part in arguments)]
        done: subprocess.CompletedProcess[str] = subprocess.run(  # noqa: S603 - our own programs
            command,
            check=False,
            capture_output=True,
            text=True,
            input=text,
            pass_fds=[descriptor],
            cwd="/",
            env=environment(),
            **identity.popen_arguments(),
        )
    finally:
        os.close(descriptor)
    if done.returncode:
        raise BootstrapError(f"{Path(arguments[0]).name} failed on {data}:\n{done.stderr.strip()}")
    return done.stdout


def path_of(descriptor: int) -> str:
    """Name a folder by its open descriptor, for a program that inherits it."""
    return f"/proc/self/fd/{descriptor}"


def environment() -> dict[str, str]:
    """Give the environment for PostgreSQL's programs: the caller's PG… and locale settings must not steer them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def _initdb(data: Path, *, programs: Path, identity: Identity) -> None:
    arguments = [str(programs / "initdb"), "--pgdata={data}", f"--username={_SUPERUSER}", "--auth=peer"]
    order = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    run_in(data, [*arguments, *order, "--data-checksums"], identity=identity)


def _create_roles(data: Path, *, programs: Path, identity: Identity) -> None:
    arguments = [str(programs / "postgres"), "--single", "-j", "-D", "{data}", "postgres"]
    statements = "".join(f"{statement};\n\n" for statement in _ROLES)
    run_in(data, arguments, identity=identity, text=statements)
