"""What a pay run makes kommuner owe: one claim a posting, once, tied to the ledger, without name or personnummer."""

from datetime import date

import pytest
from tests.payments import factories
from tests.payments.factories import MONTH, NEXT_PAY_DAY, PAY_DAY
from tests.payments.test_services import changed

from assistans.base.todo import work_until_idle
from assistans.law import builtin
from assistans.municipalities import queries
from assistans.municipalities.models import Kommunfordran
from assistans.municipalities.services import recognise
from assistans.payments import services as payments
from assistans.payments.models import Utbetalningskorning

pytestmark = pytest.mark.usefixtures("db")


def pay(dag=PAY_DAY):
    return payments.pay(
        dag=dag, by="maskin:utbetalning", clock=factories.clock(), law=builtin(), profil=factories.PROFIL
    )


def work():
    return work_until_idle(factories.clock())


@pytest.fixture
def person():
    factories.kommun()
    factories.kommun("1280", "Malmö", "2120001124")
    return factories.person()


def test_until_the_work_is_done_the_control_totals_differ(person):
    factories.decision(person, rows={"egen": 100}, kommuner={"0180": 40})
    pay()
    assert not queries.control_total().stammer


def test_each_claim_of_a_run_is_written_with_its_days(person):
    beslut = factories.decision(person, rows={"egen": 100}, kommuner={"0180": 30, "1280": 10})
    pay()
    work()
    rows = {row.kommun_id: row for row in Kommunfordran.objects.all()}
    assert {kod: row.belopp_ore for kod, row in rows.items()} == {"0180": 30, "1280": 10}
    assert {(row.debiteras, row.forfaller) for row in rows.values()} == {
        (date(2018, 12, 15), date(2018, 12, 28))
    }
    assert rows["0180"].kommunrad == beslut.kommunrad_set.get(kommun="0180")
    assert queries.control_total().stammer


def test_a_run_recognised_again_changes_nothing(person):
    factories.decision(person, rows={"egen": 100}, kommuner={"0180": 40})
    pay()
    work()
    korning = Utbetalningskorning.objects.get().public_id
    assert recognise(korning=korning, law=builtin()) == 0
    assert Kommunfordran.objects.count() == 1


def test_a_run_without_claims_leaves_none(person):
    factories.decision(person, rows={"egen": 100})
    pay()
    work()
    assert not Kommunfordran.objects.exists()


def test_a_later_decision_that_gives_the_kommun_less_is_a_credit(person):
    factories.decision(person, rows={"egen": 100}, kommuner={"0180": 40})
    pay()
    changed(person, rows={"egen": 100}, kommuner={"0180": 25})
    pay(NEXT_PAY_DAY)
    work()
    assert list(Kommunfordran.objects.order_by("pk").values_list("belopp_ore", flat=True)) == [40, -15]
    assert queries.control_total().stammer


def test_a_kommun_that_the_later_decision_does_not_name_is_credited_in_full(person):
    factories.decision(person, rows={"egen": 100}, kommuner={"0180": 40})
    pay()
    changed(person, rows={"egen": 100}, kommuner={"1280": 40})
    pay(NEXT_PAY_DAY)
    work()
    credit = Kommunfordran.objects.get(belopp_ore__lt=0)
    assert (credit.kommun_id, credit.kommunrad) == ("0180", None)


class TestWhatAKommunSees:
    def test_its_month_sums_its_cases_and_hours(self, person):
        factories.decision(person, rows={"egen": 100}, kommuner={"0180": 40})
        factories.decision(factories.person(982), rows={"egen": 100}, kommuner={"0180": 2, "1280": 7})
        pay()
        work()
        found = [
            (row.kommun, row.arenden, row.units, row.belopp_ore) for row in queries.by_month(manad=MONTH)
        ]
        assert found == [("0180", 2, 42, 42), ("1280", 1, 7, 7)]

    def test_after_a_change_its_hours_are_the_new_decisions_and_its_amount_the_sum_of_claims(self, person):
        factories.decision(person, rows={"egen": 100}, kommuner={"0180": 40})
        pay()
        changed(person, rows={"egen": 100}, kommuner={"0180": 25})
        pay(NEXT_PAY_DAY)
        work()
        assert [(row.units, row.belopp_ore) for row in queries.by_month(kommun="0180")] == [(25, 25)]
