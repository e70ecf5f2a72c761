"""The whole start as a real user without any rights, from a copy of Python and the program that it can read."""

import os
import subprocess

import pytest
from tests.site import ordinary
from tests.site.homes import forget

# As the user: start, write, be killed with everything, start again and find what was written.
SCRIPT = """
import os, pathlib, sys, psycopg
from assistans.site.database import Target, create
from assistans.site.embedded import ensure, processes
assert os.getresuid() == (65534,) * 3
home = pathlib.Path(sys.argv[1])
with ensure(home) as cluster:
    owner = cluster.dsn(role="owner", dbname="kvitton")
    create(Target(app=owner, owner=owner, is_embedded=True))
    with psycopg.connect(owner) as session:
        session.execute("CREATE TABLE kvitto AS SELECT 42 AS nummer")
    processes.kill_all_in(cluster.folders.data)
    with ensure(home), psycopg.connect(owner) as session:
        print(*session.execute("SELECT nummer, current_user FROM kvitto").fetchone())
"""


@pytest.fixture
def readable(tmp_path_factory):
    """Python and the program where the user can read them; what she starts is stopped afterwards."""
    with ordinary.readable_copy(tmp_path_factory.mktemp("readable").name) as folder:
        yield folder
        for state in folder.glob("*/database"):
            forget(state.parent)


def test_an_ordinary_user_starts_loses_and_finds_its_database(readable):
    home = readable / "hemma hos åäö"
    home.mkdir(mode=0o700)
    os.chown(home, ordinary.NOBODY, ordinary.NOBODY)
    done = subprocess.run(
        [ordinary.python(readable), "-c", SCRIPT, str(home)],
        **ordinary.AS_NOBODY,
        env=ordinary.environment(readable),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == "42 assistans_owner\n"
