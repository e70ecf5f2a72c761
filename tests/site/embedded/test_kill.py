"""SIGKILL to every process at any moment: what was acknowledged is there, and the same command serves again."""

import random
import select
import subprocess
import sys
import time

import psycopg
import pytest
from tests.site.killing import kill_everything

from assistans.site.embedded import ensure

# Writes numbers one by one, and says each aloud only after its commit.
WRITER = """
import pathlib, sys, psycopg
from assistans.site.database import Target, create
from assistans.site.embedded import ensure
cluster = ensure(pathlib.Path(sys.argv[1]))
owner = cluster.dsn(role="owner", dbname="kvitton")
create(Target(app=owner, owner=owner, is_embedded=True))
with psycopg.connect(owner, autocommit=True) as session:
    session.execute("CREATE TABLE IF NOT EXISTS kvitto (nummer bigserial PRIMARY KEY)")
    while True:
        print(session.execute("INSERT INTO kvitto DEFAULT VALUES RETURNING nummer").fetchone()[0], flush=True)
"""
MOMENTS = 20


@pytest.fixture
def acknowledged(home):
    """Numbers that a writer said aloud before everything was killed at a random moment."""
    moment = random.uniform(0.0, 0.4)  # noqa: S311 - any moment will do
    with subprocess.Popen([sys.executable, "-c", WRITER, str(home)], stdout=subprocess.PIPE) as writer:
        said = read_until(writer.stdout, seconds=moment)
        kill_everything(writer.pid, home=home)
        said += writer.stdout.read()  # what it had said before it died
    *whole, _cut = said.split(b"\n")
    return {int(number) for number in whole}


def read_until(pipe, *, seconds):
    """Wait for the first number, then read for so long."""
    said = pipe.readline()
    until = time.monotonic() + seconds
    while time.monotonic() < until and select.select([pipe], [], [], 0.01)[0]:
        said += pipe.readline()
    return said


@pytest.mark.parametrize("_moment", range(MOMENTS))
def test_every_acknowledged_row_is_there_after_a_kill(home, acknowledged, _moment):
    with ensure(home) as found, psycopg.connect(found.dsn(role="owner", dbname="kvitton")) as session:
        kept = {number for (number,) in session.execute("SELECT nummer FROM kvitto")}
    assert acknowledged
    assert acknowledged <= kept
