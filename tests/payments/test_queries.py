"""What stands unpaid or paid too much, and the proofs: a difference anywhere is seen."""

import psycopg
import pytest
from tests.payments import factories
from tests.payments.factories import NEXT_PAY_DAY
from tests.payments.test_services import ANORDNARE, changed, pay

from assistans.payments import queries


def standing():
    return [(row.kod, row.antal, row.belopp_ore) for row in queries.open_hinder()]


@pytest.mark.usefixtures("db")
class TestWhatStandsUnpaid:
    def test_is_nothing_when_nothing_hindered(self):
        factories.decision(factories.person(), rows={"egen": 100})
        pay()
        assert standing() == []

    def test_is_counted_once_however_many_runs_have_met_it(self):
        factories.decision(factories.person(konto=None), rows={"egen": 100})
        factories.decision(factories.person(982, konto=None), rows={"egen": 50})
        pay()
        pay(NEXT_PAY_DAY)
        assert standing() == [("KONTO_SAKNAS", 2, 150)]

    def test_is_gone_when_it_has_been_paid(self):
        who = factories.person(konto=None)
        factories.decision(who, rows={"egen": 100})
        pay()
        factories.give_account(("bankkonto", "5000-1111116"), person=who)
        pay(NEXT_PAY_DAY)
        assert standing() == []

    def test_includes_what_was_paid_too_much(self):
        who = factories.person()
        factories.decision(who, rows={"egen": 100})
        pay()
        changed(who, rows={"egen": 70})
        pay(NEXT_PAY_DAY)
        assert standing() == [("ATERKRAV_PROVAS", 1, -30)]

    def test_is_nothing_when_a_new_decision_changed_nothing(self):
        who = factories.person()
        factories.decision(who, rows={"egen": 100})
        pay()
        changed(who, rows={"egen": 100})
        pay(NEXT_PAY_DAY)
        assert standing() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payments_postering SET ore = ore + 1 WHERE konto = 'assistansersattning'",
        "UPDATE payments_postering SET ore = ore - 1 WHERE konto = 'utbetalning_pa_vag'",
        "UPDATE payments_postering SET ore = ore + 1 WHERE konto = 'fordran_kommun'",
        "UPDATE payments_utbetalning SET belopp_ore = belopp_ore + 1",
        "UPDATE payments_utbetalningskorning SET belopp_ore = belopp_ore + 1",
        "UPDATE payments_utbetalningskorning SET kommun_ore = kommun_ore + 1",
        "UPDATE casework_kommunrad SET belopp_ore = belopp_ore + 1",
    ],
)
def test_one_ore_changed_anywhere_breaks_a_proof(db, statement):
    who = factories.person()
    factories.kommun()
    factories.contract(who, factories.anordnare(ANORDNARE))
    factories.decision(who, rows={ANORDNARE: 100}, kommuner={"0180": 40})
    pay()
    assert all(proof.stammer for proof in queries.proofs())
    with psycopg.connect(db.owner) as owner:
        owner.execute(statement)
    assert not all(proof.stammer for proof in queries.proofs())
