"""The list of what runs have left to settle: kept by the database, closed to whoever runs the system, and proved."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from tests.payments import factories
from tests.payments.factories import NEXT_PAY_DAY
from tests.payments.test_services import ANORDNARE, changed, pay

from assistans.payments import queries
from assistans.payments.models import Oreglerat

pytestmark = pytest.mark.usefixtures("db")


def rows():
    found = Oreglerat.objects.filter(beslutsrad__isnull=False).order_by("pk")
    return list(found.values_list("beslutsrad__via", "dag"))


def unsettled():
    return list(Oreglerat.objects.filter(beslutsrad__isnull=True).values_list("beslut", flat=True))


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO payments_oreglerat (beslut_id) SELECT beslut_id FROM payments_oreglerat",
        "UPDATE payments_oreglerat SET dag = '2099-01-01'",
        "DELETE FROM payments_oreglerat",
        "TRUNCATE payments_oreglerat",
    ],
)
def test_whoever_runs_the_system_cannot_change_the_list(statement):
    factories.decision(factories.person(), rows={"egen": 100})
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_row_that_is_missing_from_the_list_breaks_a_proof(db):
    factories.decision(factories.person(), rows={"egen": 100})
    assert all(proof.stammer for proof in queries.proofs())
    with psycopg.connect(db.owner) as owner:
        owner.execute("DELETE FROM payments_oreglerat")
    (broken,) = (proof for proof in queries.proofs() if not proof.stammer)
    assert (broken.ena_ore, broken.andra_ore) == (0, 100)


def test_a_decision_and_its_rows_are_open_from_the_moment_they_are_written():
    factories.anordnare(ANORDNARE)
    beslut = factories.decision(factories.person(), rows={"egen": (100, NEXT_PAY_DAY), ANORDNARE: 40})
    assert rows() == [("egen", NEXT_PAY_DAY), (ANORDNARE, factories.PAY_DAY)]
    assert unsettled() == [beslut.pk]


def test_what_is_paid_is_open_no_more():
    factories.decision(factories.person(), rows={"egen": 100})
    pay()
    assert not Oreglerat.objects.exists()


def test_a_row_that_could_not_be_paid_stays_open_until_it_is():
    who = factories.person(konto=None)
    factories.decision(who, rows={"egen": 100})
    pay()
    assert rows() == [("egen", factories.PAY_DAY)]
    factories.give_account(("bankkonto", "5000-1111116"), person=who)
    pay(NEXT_PAY_DAY)
    assert not Oreglerat.objects.exists()


@pytest.mark.parametrize("ore", [100, 70], ids=["the same", "less"])
def test_a_row_that_is_finally_left_is_open_no_more(ore):
    who = factories.person()
    factories.decision(who, rows={"egen": 100})
    pay()
    changed(who, rows={"egen": ore})
    assert rows() == [("egen", NEXT_PAY_DAY)]
    pay(NEXT_PAY_DAY)
    assert not Oreglerat.objects.exists()


def test_a_decision_that_gives_nobody_anything_is_open_until_it_is_settled():
    beslut = factories.decision(factories.person(), rows={}, utfall="noll")
    assert unsettled() == [beslut.pk]
    pay()
    assert unsettled() == []
