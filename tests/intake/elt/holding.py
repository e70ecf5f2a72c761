"""Holding a database's process between an insert and its commit, for tests that kill something just then."""

import time
from contextlib import contextmanager, suppress

import psycopg

# Where the one statement that receives a time report can be held: after each of its inserts, and when it commits.
PLACES = [
    "intake_part",
    "intake_handling",
    "intake_tidredovisning",
    "intake_underskrift",
    "intake_kvittens",
    "base_todo",
    "commit",
]
KEY = 1177
HOLD = """
CREATE OR REPLACE FUNCTION prov_hold() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN PERFORM pg_advisory_xact_lock_shared({key}); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER prov_hold AFTER INSERT ON {table} DEFERRABLE INITIALLY {when}
  FOR EACH ROW EXECUTE FUNCTION prov_hold()
"""
HELD = """
SELECT pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
 WHERE d.datname = current_database() AND locktype = 'advisory' AND objid = %s AND NOT granted
"""


@contextmanager
def hold(place, *, owner):
    """Hold whatever comes to a place until the block is over; gives those held. `owner` is the owner's address."""
    table, when = ("base_todo", "DEFERRED") if place == "commit" else (place, "IMMEDIATE")
    with psycopg.connect(owner, autocommit=True) as session:
        session.execute(HOLD.format(key=KEY, table=table, when=when))
        session.execute("SELECT pg_advisory_lock(%s)", [KEY])
        try:
            yield Held(session)
        finally:
            with suppress(psycopg.OperationalError):  # a database that was killed holds nobody
                session.execute("SELECT pg_advisory_unlock(%s)", [KEY])
    with psycopg.connect(owner, autocommit=True) as session:  # waits for those that go on now
        session.execute(f"DROP TRIGGER prov_hold ON {table}")


class Held:
    """The database's processes that wait between insert and commit."""

    def __init__(self, session):
        self._session = session

    def pid(self):
        """Wait for one that waits."""
        until = time.monotonic() + 60
        while not (row := self._session.execute(HELD, [KEY]).fetchone()):
            assert time.monotonic() < until, "nobody came to the place that is held"
            time.sleep(0.01)
        return row[0]

    def cut(self):
        """End the one that waits, as a crash of its process would, and see it gone."""
        pid = self.pid()
        self._session.execute("SELECT pg_terminate_backend(%s, 30000)", [pid])
