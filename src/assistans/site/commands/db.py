"""`assistans db`: start, stop and look at the database."""

import argparse
import os
import shutil
import signal
import subprocess

from psycopg.conninfo import conninfo_to_dict

from assistans.site import database, embedded
from assistans.site.embedded import Folders, binaries, identity
from assistans.site.errors import OperatorError
from assistans.site.home import home

STOPPED = 3  # as service scripts say "not running"


class NoPsqlError(OperatorError):
    """There is no psql to open a session with."""


class NotEmbeddedError(OperatorError):
    """The command is about the embedded database, and DATABASE_URL names another."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions and their options."""
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("start", help="start the embedded database and keep it running until `db stop`")
    actions.add_parser("stop", help="stop the embedded database, whoever uses it")
    actions.add_parser("status", help="tell whether it runs; exit code 3 when it does not")
    for action, text in (("url", "print its address"), ("psql", "open psql on it")):
        with_role = actions.add_parser(action, help=text)
        with_role.add_argument(
            "--role", choices=["app", "owner"], default="app", help="log in as (default: app)"
        )


def run(args: argparse.Namespace) -> int:
    """Carry out one action."""
    return _ACTIONS[args.action](args)


def start(_: argparse.Namespace) -> int:
    """Start the embedded database so that it outlives this command."""
    folders = _folders()
    folders.make()
    folders.kept.touch()
    with embedded.ensure(folders.home) as cluster:
        print(f"PostgreSQL runs as process {cluster.pid}; data in {folders.data}, log in {folders.log}")
    return 0


def stop(_: argparse.Namespace) -> int:
    """Stop the embedded database in order."""
    print("PostgreSQL is stopped." if embedded.stop(_folders().home) else "PostgreSQL was not running.")
    return 0


def status(_: argparse.Namespace) -> int:
    """Tell whether the embedded database runs."""
    folders = _folders()
    pid = embedded.running(folders)
    print(
        f"PostgreSQL runs as process {pid}; data in {folders.data}" if pid else "PostgreSQL is not running."
    )
    return 0 if pid else STOPPED


def url(args: argparse.Namespace) -> int:
    """Print the address of the database, without its password."""
    parts = conninfo_to_dict(_conninfo(args.role)) | {"password": None}
    print(" ".join(f"{name}='{value}'" for name, value in parts.items() if value is not None))
    return 0


def psql(args: argparse.Namespace) -> int:
    """Open a session; the database runs for as long as it is open."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is psql's: it cancels a statement
    with database.ready():
        environment = os.environ | {"PGOPTIONS": ""}
        return subprocess.run([_psql(), _conninfo(args.role)], check=False, env=environment).returncode  # noqa: S603 - our own program


def _conninfo(role: str) -> str:
    target = database.target()
    return target.app if role == "app" else target.owner


def _folders() -> Folders:
    if not database.target().is_embedded:
        raise NotEmbeddedError(
            "DATABASE_URL names a server of your own: start and stop it with its own tools."
        )
    return Folders(home())


def _psql() -> str:
    found = (
        str(binaries.programs(identity.ourselves()) / "psql")
        if database.target().is_embedded
        else shutil.which("psql")
    )
    if found is None:
        raise NoPsqlError("psql is not installed; install PostgreSQL's client programs.")
    return found


_ACTIONS = {"start": start, "stop": stop, "status": status, "url": url, "psql": psql}
