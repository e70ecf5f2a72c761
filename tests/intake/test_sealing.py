"""Sealing arrivals: one chain, every document once, whatever stops it and however many seal at once."""

from contextlib import contextmanager

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from tests.base.known import at_once
from tests.base.test_worker import StopAfter
from tests.intake.arrivals import arrive

from assistans.base import worker
from assistans.intake import seal_check, sealing
from assistans.intake.models import Forsegling, Handling

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 2)


def sealed():
    return list(Forsegling.objects.order_by("id").values_list("handling", flat=True))


@contextmanager
def arriving_meanwhile(db):
    """A document on its way in: inserted by another connection, committed when the block ends."""
    with psycopg.connect(db.app) as other:
        yield other.execute(
            """INSERT INTO intake_handling (tx_id, slag, kanal, miljo, mottagen, sha256, innehall, profil)
               SELECT gen_random_uuid(), slag, kanal, miljo, mottagen, sha256, innehall, profil
                 FROM intake_handling LIMIT 1 RETURNING id"""
        ).fetchone()[0]


# --- what stops it --------------------------------------------------------------------------------------------


def test_a_sealer_that_is_cut_off_leaves_whole_batches_and_the_next_goes_on(db, small_batches, monkeypatch):  # noqa: ARG001
    rows = arrive(5)
    append, batches = sealing._append, []

    def then_cut(arrivals):
        append(arrivals)
        batches.append(arrivals)
        if len(batches) == 2:
            with psycopg.connect(db.owner) as owner:
                owner.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])

    monkeypatch.setattr(sealing, "_append", then_cut)
    with pytest.raises(DatabaseError):
        sealing.seal_new()
    connection.close()
    assert sealed() == [row.pk for row in rows[:2]]
    assert sealing.seal_new() == 3
    assert sealed() == [row.pk for row in rows]
    assert seal_check.is_whole()


def test_nothing_is_sealed_while_another_sealer_is_at_work(db):
    arrive()
    with psycopg.connect(db.app) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [sealing.LOCK])
        assert sealing.seal_new() == 0
    assert sealing.seal_new() == 1


def test_sealers_at_once_make_one_chain_with_every_document_once(small_batches):  # noqa: ARG001
    rows = arrive(31)
    counts = at_once(*[sealing.seal_new] * 4)
    assert sum(counts) + sealing.seal_new() == 31
    assert sealed() == [row.pk for row in rows]
    assert seal_check.is_whole()


def test_an_arrival_does_not_wait_for_the_sealer(db):
    arrive()
    with sealing.transaction.atomic():
        sealing._append(sealing._unsealed(above=0))
        with arriving_meanwhile(db) as late:
            pass
    assert late not in sealed()
    assert sealing.seal_new() == 1


@pytest.mark.parametrize(
    "change", ["UPDATE intake_forsegling SET kedja = ''", "DELETE FROM intake_forsegling"]
)
def test_the_system_itself_cannot_break_its_seal(change):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(change)


# --- what is sealed -------------------------------------------------------------------------------------------


def test_nothing_is_sealed_twice():
    arrive(3)
    assert [sealing.seal_new(), sealing.seal_new(), sealing.seal_all()] == [3, 0, 0]


def test_without_arrivals_there_is_no_link():
    assert sealing.seal_new() == 0
    assert sealing.head() == sealing.START


def test_what_is_not_committed_is_not_sealed_and_comes_after_what_was_committed_before_it(db):
    arrive()
    with arriving_meanwhile(db) as late:
        (after,) = arrive()
        assert sealing.seal_new() == 2
    assert late < after.pk
    assert sealing.seal_new() == 1
    assert sealed()[1:] == [after.pk, late]
    assert seal_check.is_whole()


def test_what_was_committed_very_late_is_found_by_the_round_that_looks_at_everything(db, monkeypatch):
    monkeypatch.setattr(sealing, "LOOK_BACK", 1)
    arrive()
    with arriving_meanwhile(db):
        arrive(3)
        sealing.seal_new()
    assert [sealing.seal_new(), sealing.seal_all()] == [0, 1]
    assert seal_check.is_whole()


def test_documents_of_every_environment_are_sealed():
    arrive(miljo="ext")
    assert sealing.seal_new() == 1


def test_a_link_is_the_hash_of_the_link_before_the_tx_id_and_the_documents_hash():
    first, second = arrive(2)
    sealing.seal_new()
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT sha256(sha256(decode(repeat('00', 32), 'hex') || uuid_send(%s) || sha256(%s)) || uuid_send(%s) || sha256(%s))""",
            [first.tx_id, first.innehall, second.tx_id, second.innehall],
        )
        assert bytes(cursor.fetchone()[0]) == sealing.head()


def test_the_queries_of_a_batch_do_not_grow_with_it():
    counts = []
    for number in (1, 20):
        arrive(number)
        with CaptureQueriesContext(connection) as queries:
            sealing.seal_new()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_worker_seals_what_has_arrived():
    arrive(2)
    worker.run(StopAfter(1))
    assert len(sealed()) == Handling.objects.count() == 2
