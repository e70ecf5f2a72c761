import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from assistans.site.embedded import bootstrap, identity

DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")
# An administrator's work on a server of one's own, as docs/operation.md has it.
ADMINISTRATOR = (
    "CREATE ROLE migrerare LOGIN CREATEROLE",
    "CREATE ROLE loparen LOGIN",
    "CREATE ROLE utan_ratt LOGIN",
    "CREATE DATABASE eget OWNER migrerare",
    "CREATE DATABASE annans OWNER postgres",
)


@pytest.fixture(scope="session")
def postgresql_15(tmp_path_factory):
    """Debian's PostgreSQL 15 as a throw-away server of one's own; gives the address without user and database."""
    if not DEBIAN_15.is_dir():
        pytest.skip("Debian's postgresql-15 is not installed")
    with tempfile.TemporaryDirectory(prefix="pg15-") as sockets:
        data = tmp_path_factory.mktemp("data15")
        server = start_15(data, sockets=sockets)
        address = f"host={sockets} port=5432"
        wait_until_it_answers(address)
        with psycopg.connect(f"{address} user=postgres dbname=postgres", autocommit=True) as administrator:
            for statement in ADMINISTRATOR:
                administrator.execute(statement)
        yield address
        server.terminate()
        server.wait()


def start_15(data, *, sockets):
    chosen = identity.choose()
    bootstrap.run_in(
        data,
        [
            str(DEBIAN_15 / "initdb"),
            "--pgdata={data}",
            "--username=postgres",
            "--auth=trust",
            "--no-sync",
            "-EUTF8",
        ],
        identity=chosen,
    )
    command = [*chosen.prefix, str(DEBIAN_15 / "postgres"), "-D", str(data), "-k", sockets]
    settings = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", "log_min_messages=fatal"]
    return subprocess.Popen([*command, *settings], stderr=subprocess.DEVNULL, **chosen.popen_arguments())


def wait_until_it_answers(address):
    for _ in range(500):
        try:
            psycopg.connect(f"{address} user=postgres dbname=postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("PostgreSQL 15 did not answer")
