"""What coming pay days have to pay: counted by the database, the same to the öre as what a run of the day settles."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.payments import factories
from tests.payments.factories import MONTH, NEXT_PAY_DAY, PAY_DAY
from tests.payments.test_services import ANORDNARE, answer, changed, pay

from assistans.casework.models import Uppgift
from assistans.payments.coming import due_by_day, waiting_for_attest
from assistans.payments.due import due

LATER = date(2019, 1, 18)


def told(until=LATER):
    return [(row.dag, row.kod, row.antal, row.belopp_ore) for row in due_by_day(until=until)]


@pytest.mark.usefixtures("db")
class TestWhatFallsDue:
    def test_is_nothing_where_nothing_is_decided(self):
        assert told() == []

    def test_is_told_by_the_day_from_which_it_is_due(self):
        factories.decision(factories.person(), rows={"egen": (100, PAY_DAY)})
        factories.decision(factories.person(982), rows={"egen": (50, NEXT_PAY_DAY)})
        factories.decision(factories.person(983), rows={"egen": (7, PAY_DAY)})
        assert told() == [(PAY_DAY, "", 2, 107), (NEXT_PAY_DAY, "", 1, 50)]

    def test_is_not_told_beyond_the_day_asked_for(self):
        factories.decision(factories.person(), rows={"egen": (100, NEXT_PAY_DAY)})
        assert told(PAY_DAY) == []

    def test_is_gone_when_it_is_paid(self):
        factories.decision(factories.person(), rows={"egen": 100})
        pay()
        assert told() == []

    def test_waits_for_the_attest_that_the_table_asks_for(self):
        beslut = factories.decision(factories.person(), rows={"egen": 100}, kind="avslag")
        assert told() == []
        answer(beslut, approved=True)
        assert told() == [(PAY_DAY, "", 1, 100)]

    def test_is_told_with_what_hindered_it_the_last_time(self):
        factories.decision(factories.person(konto=None), rows={"egen": 100})
        factories.decision(factories.person(982), rows={"egen": (50, NEXT_PAY_DAY)})
        pay()
        assert told() == [(PAY_DAY, "KONTO_SAKNAS", 1, 100), (NEXT_PAY_DAY, "", 1, 50)]

    def test_is_only_the_difference_where_the_month_has_had_something_before(self):
        who = factories.person()
        factories.decision(who, rows={"egen": 100})
        pay()
        changed(who, rows={"egen": 130})
        assert told() == [(NEXT_PAY_DAY, "", 1, 30)]

    def test_is_told_as_too_much_where_less_is_decided_than_was_paid(self):
        who = factories.person()
        factories.decision(who, rows={"egen": 100})
        pay()
        changed(who, rows={"egen": 70})
        assert told() == [(NEXT_PAY_DAY, "ATERKRAV_PROVAS", 1, -30)]
        pay(NEXT_PAY_DAY)
        assert told() == []

    def test_takes_off_only_what_the_same_anordnare_has_had(self):
        who = factories.person()
        factories.anordnare(ANORDNARE)
        factories.decision(who, rows={"egen": 100, ANORDNARE: 40})
        pay()
        changed(who, rows={"egen": 100, ANORDNARE: 55})
        assert told() == [(NEXT_PAY_DAY, "", 1, 15), (NEXT_PAY_DAY, "INGEN_SKILLNAD", 1, 0)]


def test_what_is_counted_is_what_a_run_of_the_day_would_settle(db):  # noqa: ARG001 - one database for all examples
    who = factories.person(konto=None)
    months = iter(date(2000 + number // 12, 1 + number % 12, 1) for number in range(12 * 18))

    @settings(max_examples=25, deadline=None)
    @given(decided=st.lists(st.integers(1, 500), min_size=1, max_size=3), account=st.booleans())
    def same(decided, account):
        if account and not factories.Utbetalningskonto.objects.exists():
            factories.give_account(("bankkonto", "5000-1111116"), person=who)
        manad = next(months)
        for ore in decided:  # each is a change of the one before, which may have been paid or not
            factories.decision(who, rows={"egen": ore}, manad=manad)
            settled, counted = due(dag=PAY_DAY).rader, due_by_day(until=PAY_DAY)
            assert sum(row.antal for row in counted) == len(settled)
            assert sum(row.belopp_ore for row in counted) == sum(row.kvar_ore for row in settled)
            pay()

    same()


@pytest.mark.usefixtures("db")
class TestWhatWaitsForAttest:
    def test_is_nothing_without_a_task(self):
        factories.decision(factories.person(), rows={"egen": 100}, kind="avslag")
        assert (waiting_for_attest().antal, waiting_for_attest().belopp_ore) == (0, 0)

    def test_is_the_newest_decision_of_each_month_with_an_open_task(self):
        who = factories.person()
        factories.decision(who, rows={"egen": 100})
        beslut = changed(who, rows={"egen": 130})
        task = Uppgift.objects.create(
            arende=beslut.arende, slag="attest", kod="ATTEST", innehall={}, skapad=factories.clock().now()
        )
        assert (waiting_for_attest().antal, waiting_for_attest().belopp_ore) == (1, 130)
        Uppgift.objects.filter(pk=task.pk).update(avslutad=factories.clock().now())
        assert waiting_for_attest().antal == 0

    def test_another_kind_of_task_is_none(self):
        beslut = factories.decision(factories.person(), rows={"egen": 100}, manad=MONTH)
        Uppgift.objects.create(
            arende=beslut.arende, slag="kontroll", kod="X", innehall={}, skapad=factories.clock().now()
        )
        assert waiting_for_attest().antal == 0
