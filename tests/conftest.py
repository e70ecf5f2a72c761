"""One database server for the whole run, one migrated template, and a fresh copy of it for each test that asks.

The server is the embedded one in a temporary home that all xdist workers share. With ASSISTANS_TEST_DATABASE_URL
the same suite runs on a server of one's own (a log-in with CREATEDB and CREATEROLE).
"""

import asyncio
import os
import shutil
import tempfile
import uuid
from pathlib import Path

import django
import psycopg
import pytest
from django.db import connection

from assistans.site import database, embedded
from assistans.site.embedded import locks

_HOME = "ASSISTANS_TEST_HOME"
_ROOMY = 4 * 1024**3
_NO_DATABASE = "ask for the db fixture"


def pytest_configure(config):
    if not _is_worker(config):
        os.environ[_HOME] = tempfile.mkdtemp(prefix="assistans-test-", dir=_quick_folder())
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "ASSISTANS_DATABASE_NAME", "ASSISTANS_DATABASE_POOL"):
        os.environ.pop(name, None)
    os.environ["ASSISTANS_HOME"] = os.environ[_HOME]
    if url := os.environ.get("ASSISTANS_TEST_DATABASE_URL"):
        os.environ["DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "assistans.site.settings"
    django.setup()
    _point_django_at(_NO_DATABASE)


def pytest_unconfigure(config):
    if not _is_worker(config):
        home = Path(os.environ[_HOME])
        _remove_server(home)
        shutil.rmtree(home)


def _quick_folder():
    # ext4 is slow at making files where many were just deleted, which is what a database per test does: 40 ms in
    # memory and up to 900 ms on such a disk. The tests of what survives a crash have homes of their own on disk.
    memory = Path("/dev/shm")  # noqa: S108 - mkdtemp makes a private folder in it
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > _ROOMY
    return memory if roomy else None


def _is_worker(config):
    return hasattr(config, "workerinput")


def _remove_server(home):
    if os.environ.get("DATABASE_URL"):
        database.drop(_template(home))
    elif (home / "database").exists():
        embedded.stop(home)
        shutil.rmtree(embedded.socket_folder(embedded.Folders(home)))


def _template(home):
    return database.target().named("template_" + home.name.rsplit("-", 1)[1].lower())


@pytest.fixture(scope="session")
def database_server():
    """The run's server: started by the first worker that needs it, stopped by the last."""
    with database.running() as found:
        yield found


@pytest.fixture(scope="session")
def database_template(database_server):  # noqa: ARG001 - the server must run
    """The migrated database that every test's own is copied from, made once in a run."""
    home = Path(os.environ[_HOME])
    template = _template(home)
    with locks.alone(home / "template.lock"):
        if not (home / "template-made").exists():
            database.create(template)
            database.prepare(template, mark="test")
            (home / "template-made").touch()
    return template


@pytest.fixture
def db(database_template):
    """A database of this test's own, marked test, committed to for real, with Django connected to it in the app's role.

    It gives the `Target`: `db.app` and `db.owner` are connection strings for raw connections, and
    `db_environment` is what a program started by the test needs to reach the same database.
    """
    own = database_template.named(f"test_{uuid.uuid4().hex[:16]}")
    database.create(own, template=database_template.name)
    _point_django_at(own.name)
    yield own
    _point_django_at(_NO_DATABASE)
    database.drop(own)


@pytest.fixture
def mark(db):
    """Make this test's database another kind, as its owner can: `mark("produktion")`; `mark(None)` takes the mark away."""

    def make(slag):
        with psycopg.connect(db.owner) as owner:
            owner.execute("DELETE FROM base_instance")
            if slag:
                owner.execute("INSERT INTO base_instance (id, slag) VALUES (1, %s)", [slag])

    return make


def _point_django_at(name):
    connection.close()
    connection.settings_dict["NAME"] = name


@pytest.fixture
def db_environment(db):
    """The environment for a program that shall work on this test's database."""
    return os.environ | {"ASSISTANS_DATABASE_NAME": db.name}


@pytest.fixture(autouse=True)
def no_browsers_loop(request):
    """Playwright's loop seems to run in this thread from its first test to its last; a test without a browser sees none.

    Else asyncio.run, and Django's test client, which crosses from sync to async and back, refuse after the first one.
    """
    loop = asyncio._get_running_loop()
    if loop is None or "chromium" in request.fixturenames:
        yield
        return
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)
