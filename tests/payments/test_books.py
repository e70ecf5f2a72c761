"""The ledger looked through by account."""

from datetime import date

import pytest
from tests.payments import factories
from tests.payments.test_services import pay

from assistans.casework.keyset import Place
from assistans.payments import books, queries

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def _paid(db):  # noqa: ARG001 - a database comes first
    factories.kommun()
    factories.kommun("1480", "Göteborg", "2120001355")
    factories.decision(factories.person(), rows={"egen": 100}, kommuner={"0180": 40, "1480": 5})
    factories.decision(factories.person(982), rows={"egen": 30}, kommuner={"0180": 7}, manad=date(2018, 9, 1))
    pay()


def on(konto, **place):
    return books.journals_on(konto, place=Place(**place), limit=1)


def test_an_account_that_nothing_is_posted_to_has_no_journals():
    assert on("bank").rows == []


@pytest.mark.usefixtures("_paid")
class TestAnAccount:
    def test_tells_its_journals_the_newest_first_in_parts(self):
        first = on("fordran_kommun")
        rest = on("fordran_kommun", after=first.after)
        assert sorted(row.ore for row in (*first.rows, *rest.rows)) == [7, 45]
        assert first.rows[0].journal.pk > rest.rows[0].journal.pk
        assert rest.after is None

    def test_tells_only_its_own_side_of_a_journal(self):
        [row] = on("utbetalning_pa_vag").rows
        assert {posting.konto for posting in row.posteringar} == {"utbetalning_pa_vag"}
        assert row.ore < 0

    def test_comes_to_its_balance(self):
        for balance in queries.trial_balance():
            part = books.journals_on(balance.konto, place=Place(), limit=10)
            assert sum(row.ore for row in part.rows) == balance.saldo_ore

    def test_the_months_with_claims_are_told_the_newest_first(self):
        assert books.months_with_claims() == [date(2018, 10, 1), date(2018, 9, 1)]
