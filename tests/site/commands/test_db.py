"""`assistans db` and `assistans migrate` as a person runs them, on a home of their own."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.site.homes import forget

from assistans.site import embedded


@pytest.fixture(scope="module")
def home():
    folder = Path(tempfile.mkdtemp(prefix="hem på ö "))
    yield folder
    forget(folder)
    shutil.rmtree(folder)


@pytest.fixture
def assistans(home):
    """Run a command on the home; further environment by keyword."""

    def run(*argv, text="", **environment):
        return subprocess.run(
            [sys.executable, "-m", "assistans.site.commands", *argv],
            env=os.environ | {"ASSISTANS_HOME": str(home)} | environment,
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def started(assistans):
    assert assistans("db", "start").returncode == 0
    yield
    assistans("db", "stop")


@pytest.mark.parametrize("action", ["start", "stop", "status"])
def test_a_server_of_ones_own_is_not_ours_to_start_or_stop(assistans, action):
    done = assistans("db", action, DATABASE_URL="postgresql://lop:hemligt@db.example/eget")
    assert done.returncode == 2
    assert (
        done.stderr
        == "assistans db: DATABASE_URL names a server of your own: start and stop it with its own tools.\n"
    )


def test_a_server_of_ones_own_that_does_not_answer_is_one_line_without_its_password(assistans):
    done = assistans("migrate", DATABASE_URL="postgresql://lop:hemligt@/eget?host=/nowhere")
    assert done.returncode == 2
    assert done.stderr.startswith("assistans migrate: No connection to the database 'eget' as its owner")
    assert "hemligt" not in done.stderr
    assert "Traceback" not in done.stderr


def test_the_status_of_a_stopped_database_is_exit_code_3(assistans):
    done = assistans("db", "status")
    assert (done.returncode, done.stdout) == (3, "PostgreSQL is not running.\n")


def test_stopping_a_stopped_database_is_no_error(assistans):
    done = assistans("db", "stop")
    assert (done.returncode, done.stdout) == (0, "PostgreSQL was not running.\n")


def test_migrate_makes_the_database_and_can_be_run_again(assistans):
    for _ in range(2):
        done = assistans("migrate")
        assert (done.returncode, done.stdout, done.stderr) == (0, "Database assistans is ready.\n", "")


@pytest.mark.usefixtures("started")
def test_a_mark_is_for_ever(assistans):
    own = {"ASSISTANS_DATABASE_NAME": "ovning"}
    assert assistans("migrate", "--mark", "test", **own).stdout == "Database ovning is ready, marked test.\n"
    done = assistans("migrate", "--mark", "demo", **own)
    assert done.returncode == 2
    assert done.stderr.startswith("assistans migrate: The database 'ovning' is marked test for ever")


@pytest.mark.parametrize("command", ["migrate", "ledger"])
@pytest.mark.usefixtures("started")
def test_a_database_made_without_a_word_is_for_production_for_ever(assistans, command):
    own = {"ASSISTANS_DATABASE_NAME": f"av_{command}"}
    assert assistans(command, **own).returncode == 0
    done = assistans("migrate", "--mark", "demo", **own)
    assert done.returncode == 2
    assert "is marked produktion for ever and cannot become demo" in done.stderr


@pytest.mark.usefixtures("started")
def test_a_started_database_outlives_the_command(assistans, home):
    assert embedded.running(embedded.Folders(home))
    assistans("migrate")
    assert assistans("db", "status").returncode == 0


@pytest.mark.usefixtures("started")
def test_stop_stops_it_for_good(assistans, home):
    assert assistans("db", "stop").stdout == "PostgreSQL is stopped.\n"
    assert embedded.running(embedded.Folders(home)) is None


def test_the_address_is_printed_without_its_password(assistans):
    done = assistans("db", "url", DATABASE_URL="postgresql://lop:hemligt@db.example/eget")
    assert "host='db.example'" in done.stdout
    assert "hemligt" not in done.stdout


@pytest.mark.parametrize("role", ["app", "owner"])
def test_psql_opens_a_session_in_the_role_asked_for(assistans, home, role):
    done = assistans("db", "psql", "--role", role, text="\\t\nSELECT current_user;\n")
    assert f"assistans_{role}" in done.stdout
    assert embedded.running(embedded.Folders(home)) is None
