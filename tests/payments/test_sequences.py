"""Whatever is decided, changed and paid in whatever order: paid once, never set off, and everything ties out."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.payments import factories
from tests.payments.test_services import ANORDNARE, OTHER, answer, everything_ties_out, pay

from assistans.payments.models import Betalningshinder, Postering, Utbetalning
from assistans.registers.models import Person

PAY_DAYS = (date(2018, 11, 20), date(2018, 12, 5), date(2018, 12, 20), date(2019, 1, 4))
ore = st.integers(1, 10**9)
decisions = st.tuples(
    st.dictionaries(st.sampled_from([ANORDNARE, OTHER, "egen"]), ore, max_size=3),
    st.dictionaries(st.sampled_from(["0180", "1280"]), ore, max_size=2),
    st.sampled_from([True, True, False]),  # attested, or sent back
)
histories = st.lists(st.lists(decisions, max_size=2), min_size=1, max_size=len(PAY_DAYS))


@pytest.fixture
def two_anordnare(db):
    factories.kommun()
    factories.kommun("1280", "Malmö", "2120001124")
    who = factories.person()
    for number, konto in ((ANORDNARE, "50501055"), (OTHER, "50501063")):
        factories.contract(who, factories.anordnare(number, konto=("bankgiro", konto)))
    return db


@pytest.mark.usefixtures("two_anordnare")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories)
def test_what_is_paid_is_the_most_that_any_run_has_seen_decided_and_the_kommun_owes_the_latest(history):
    who = Person.objects.get()
    manad = _month_of_its_own(who)
    paid, claims = {}, {}
    for dag, made in zip(PAY_DAYS, history, strict=False):
        standing = [decision for decision in made if _decide(who, manad, *decision)]
        pay(dag)
        if standing:
            rows, claims, _ = standing[-1]
            paid = {via: max(paid.get(via, 0), rows.get(via, 0)) for via in {*paid, *rows}}
        assert _paid(manad) == paid
        assert _claims(manad) == claims
    assert everything_ties_out()


def _month_of_its_own(who):
    months = who.manadsarende_set.count()
    return date(2000 + months // 12, months % 12 + 1, 1)


def _decide(who, manad, rows, kommuner, attested):
    beslut = factories.decision(
        who, rows=rows, kommuner=kommuner, manad=manad, dag=date(2018, 11, 1), kind="andring"
    )
    answer(beslut, approved=attested)
    return attested


def _paid(manad):
    rows = Utbetalning.objects.filter(beslutsrad__beslut__arende__manad=manad)
    return dict(rows.values_list("beslutsrad__via").annotate(ore=Sum("belopp_ore")))


def _claims(manad):
    rows = Postering.objects.filter(konto="fordran_kommun", beslut__arende__manad=manad)
    return {k: ore for k, ore in rows.values_list("kommun").annotate(ore=Sum("ore")) if ore}


@pytest.mark.usefixtures("two_anordnare")
def test_what_was_paid_too_much_is_noted_with_its_amount():
    who = Person.objects.get()
    for dag, rows in zip(PAY_DAYS, [{"egen": 100}, {}, {"egen": 70}, {}], strict=True):
        answer(factories.decision(who, rows=rows, dag=date(2018, 11, 1), kind="andring"), approved=True)
        pay(dag)
    amounts = Betalningshinder.objects.order_by("pk").values_list("belopp_ore", flat=True)
    assert list(amounts) == [-100, -30, -100]


def _queries_to_pay(first, last, dag):
    for number in range(first, last):
        who = factories.person(number)
        factories.decision(who, rows={"egen": 100}, kommuner={"0180": 40}, dag=dag)
    with CaptureQueriesContext(connection) as captured:
        assert pay(dag).antal == last - first
    return len(captured)


@pytest.mark.usefixtures("db")
def test_a_run_asks_as_many_questions_for_ten_payments_as_for_one():
    factories.kommun()
    assert _queries_to_pay(980, 981, PAY_DAYS[0]) == _queries_to_pay(981, 991, PAY_DAYS[1])
