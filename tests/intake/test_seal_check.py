"""Checking the seal: whatever the database's own owner changes, the first document that does not fit is named."""

import uuid

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.intake.arrivals import arrive

from assistans.intake import seal_check, sealing
from assistans.intake.seal_check import BROKEN, CHANGED, GONE


@pytest.fixture
def rows(db):  # noqa: ARG001 - the tables
    """Five sealed documents."""
    rows = arrive(5)
    sealing.seal_new()
    return rows


@pytest.fixture
def owner(db):
    with psycopg.connect(db.owner, autocommit=True) as session:
        yield session


def misfit():
    found = seal_check.check().misfit
    return found and (found.place, found.tx_id, found.what)


# --- what is found --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", range(5))
def test_a_changed_byte_is_found(rows, owner, place):
    row = rows[place]
    owner.execute("UPDATE intake_handling SET innehall = set_byte(innehall, 3, 0) WHERE id = %s", [row.pk])
    assert misfit() == (place + 1, row.tx_id, CHANGED)
    assert not seal_check.is_whole()


def test_a_changed_byte_is_found_although_its_hash_was_changed_with_it(rows, owner):
    owner.execute(
        "UPDATE intake_handling SET innehall = 'annat', sha256 = sha256('annat') WHERE id = %s", [rows[2].pk]
    )
    assert misfit() == (3, rows[2].tx_id, BROKEN)


def test_a_changed_hash_alone_is_found(rows, owner):
    owner.execute("UPDATE intake_handling SET sha256 = sha256('annat') WHERE id = %s", [rows[0].pk])
    assert misfit() == (1, rows[0].tx_id, CHANGED)


def test_a_changed_tx_id_is_found(rows, owner):
    owner.execute("UPDATE intake_handling SET tx_id = gen_random_uuid() WHERE id = %s", [rows[4].pk])
    place, _, what = misfit()
    assert (place, what) == (5, BROKEN)


def test_a_removed_document_with_its_link_is_found_at_the_one_after_it(rows, owner):
    owner.execute("DELETE FROM intake_forsegling WHERE handling_id = %s", [rows[1].pk])
    owner.execute("DELETE FROM intake_handling WHERE id = %s", [rows[1].pk])
    assert misfit() == (2, rows[2].tx_id, BROKEN)


def test_a_removed_document_whose_link_was_left_is_found(rows, owner):
    owner.execute("ALTER TABLE intake_forsegling DROP CONSTRAINT " + _foreign_key(owner))
    owner.execute("DELETE FROM intake_handling WHERE id = %s", [rows[3].pk])
    found = seal_check.check().misfit
    assert (found.place, found.handling, found.tx_id, found.what) == (4, rows[3].pk, None, GONE)


def test_documents_that_changed_places_are_found(rows, owner):
    first, second = rows[:2]
    for pk, tx_id in ((first.pk, uuid.uuid4()), (second.pk, first.tx_id), (first.pk, second.tx_id)):
        owner.execute("UPDATE intake_handling SET tx_id = %s WHERE id = %s", [tx_id, pk])
    assert misfit() == (1, second.tx_id, BROKEN)


def test_documents_removed_at_the_end_are_found_by_a_link_noted_before(rows, owner):
    noted = sealing.head()
    for table, column in (("intake_forsegling", "handling_id"), ("intake_handling", "id")):
        owner.execute(f"DELETE FROM {table} WHERE {column} = %s", [rows[4].pk])
    assert seal_check.is_whole()
    found = seal_check.check(noted=noted)
    assert (found.fitting, found.misfit, found.noted_found, found.is_whole) == (4, None, False, False)


def test_a_chain_made_again_over_changed_documents_is_found_by_a_link_noted_before(rows, owner):
    noted = sealing.head()
    owner.execute(
        "UPDATE intake_handling SET innehall = 'annat', sha256 = sha256('annat') WHERE id = %s", [rows[0].pk]
    )
    owner.execute("TRUNCATE intake_forsegling")
    sealing.seal_all()
    assert seal_check.is_whole()
    assert not seal_check.check(noted=noted).is_whole


# --- what is whole --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("db")
def test_a_database_without_documents_is_whole():
    found = seal_check.check(noted=sealing.START)
    assert (found.fitting, found.head, found.is_whole) == (0, sealing.START, True)


def test_every_document_as_it_came_is_whole_up_to_the_newest_link(rows):
    found = seal_check.check(noted=sealing.head())
    assert (found.fitting, found.head, found.is_whole) == (len(rows), sealing.head(), True)


def test_a_link_noted_earlier_is_found_when_more_has_arrived(rows):  # noqa: ARG001 - sealed before
    noted = sealing.head()
    arrive(2)
    sealing.seal_new()
    assert seal_check.check(noted=noted).is_whole


def test_what_is_not_sealed_yet_breaks_nothing_and_is_counted(rows):  # noqa: ARG001 - sealed before
    arrive(2)
    assert seal_check.is_whole()
    assert seal_check.unsealed() == 2


def test_the_chain_is_read_in_batches_to_its_end(rows, monkeypatch):
    monkeypatch.setattr(seal_check, "BATCH", 2)
    with CaptureQueriesContext(connection) as queries:
        assert seal_check.check().fitting == len(rows)
    assert len(queries) == 4


def _foreign_key(owner):
    return owner.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = 'intake_forsegling'::regclass AND contype = 'f'"
    ).fetchone()[0]
