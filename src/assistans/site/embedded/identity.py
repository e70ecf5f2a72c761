"""As whom PostgreSQL runs: it refuses root, and it refuses a user without a name."""

import functools
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistans.site.errors import OperatorError

# In a user namespace every user without a mapping shows as this one: it must never be let in by name.
OVERFLOW_UID = 65534
SYSTEM_USER = "assistans"


class IdentityError(OperatorError):
    """There is no user that PostgreSQL could run as here; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Identity:
    """How to start a program of PostgreSQL and what our own processes are called inside it.

    `prefix` goes before the command, `uid` and `gid` are who the program becomes and who owns its files
    (numbers as seen from outside), `peer` is the name that peer log-in gives to our own processes.
    """

    prefix: tuple[str, ...]
    uid: int
    gid: int
    peer: str

    def popen_arguments(self) -> dict[str, Any]:
        """Give what `subprocess` needs to become this user; nothing when we are it already."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_run(self, program: Path) -> bool:
        """Tell whether this user can reach and run a program."""
        command = [*self.prefix, str(program), "--version"]
        try:
            done = subprocess.run(  # noqa: S603 - our own programs
                command, check=False, capture_output=True, cwd="/", **self.popen_arguments()
            )
        except OSError:
            return False
        return done.returncode == 0


def ourselves() -> Identity:
    """The user that this process runs as, for programs that take any user."""
    return Identity(prefix=(), uid=os.geteuid(), gid=os.getegid(), peer="")


def choose() -> Identity:
    """Choose as whom PostgreSQL runs: ourselves where we may, else a namespace of our own, else a system user.

    Raises `IdentityError`.
    """
    name = _name_of(os.geteuid())
    if os.geteuid() != 0 and name:
        return Identity(prefix=(), uid=os.geteuid(), gid=os.getegid(), peer=name)
    if can_unshare():
        return _in_namespace()
    if os.geteuid() != 0:
        raise IdentityError(
            f"User id {os.geteuid()} has no name and user namespaces are closed here, so PostgreSQL cannot run. "
            "Run as a user that is in /etc/passwd, or set DATABASE_URL to a PostgreSQL server."
        )
    return _system_user()


def system_uid() -> int | None:
    """Give the number of the system user that PostgreSQL may run as, where there is one."""
    try:
        return pwd.getpwnam(SYSTEM_USER).pw_uid
    except KeyError:
        return None


@functools.cache
def can_unshare() -> bool:
    """Tell whether this machine lets us make a user namespace (containers often do not)."""
    mapped = _mapped_user()
    if mapped is None or shutil.which("unshare") is None:
        return False
    command = [*_unshare(mapped), "true"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0  # noqa: S603 - fixed words


def _in_namespace() -> Identity:
    # Only the name changes: outside the namespace the process is still us, so files stay ours
    # and no folder needs to be opened to anybody.
    mapped = _mapped_user()
    if mapped is None:
        raise IdentityError("There is no ordinary user in /etc/passwd; add one, or set DATABASE_URL.")
    return Identity(prefix=_unshare(mapped), uid=os.geteuid(), gid=os.getegid(), peer=mapped.pw_name)


def _unshare(mapped: pwd.struct_passwd) -> tuple[str, ...]:
    return ("unshare", "--user", f"--map-user={mapped.pw_uid}", f"--map-group={mapped.pw_gid}", "--")


def _mapped_user() -> pwd.struct_passwd | None:
    ordinary = [entry for entry in pwd.getpwall() if 0 < entry.pw_uid < OVERFLOW_UID]
    return min(ordinary, key=lambda entry: entry.pw_uid, default=None)


def _name_of(uid: int) -> str | None:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return None


def _system_user() -> Identity:
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        entry = _add_system_user()
    return Identity(prefix=(), uid=entry.pw_uid, gid=entry.pw_gid, peer=pwd.getpwuid(0).pw_name)


def _add_system_user() -> pwd.struct_passwd:
    command = [
        "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--shell",
        "/usr/sbin/nologin",
        SYSTEM_USER,
    ]
    try:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - fixed words
    except (OSError, subprocess.CalledProcessError) as error:
        raise IdentityError(
            f"PostgreSQL does not run as root, user namespaces are closed here and the user {SYSTEM_USER!r} could "
            "not be added with useradd. Add it, run as an ordinary user, or set DATABASE_URL."
        ) from error
    return pwd.getpwnam(SYSTEM_USER)
