"""The ledger: whole öre, sum zero, each event once, nothing ever changed."""

from collections import Counter
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.base.known import at_once
from tests.payments import factories

from assistans.payments import ledger, queries
from assistans.payments.models import Journal, Ledgerkonto, Postering

pytestmark = pytest.mark.usefixtures("db")

DAY = date(2018, 11, 20)
DEBIT, CREDIT = Ledgerkonto.ASSISTANSERSATTNING, Ledgerkonto.UTBETALNING_PA_VAG


def posting(ore, konto=DEBIT, lagrum="51 kap. 14 § SFB"):
    return Postering(konto=konto, ore=ore, lagrum=lagrum)


def post(key="utbetalning:1", ore=100, *, postings=None, text="Utbetalning"):
    return ledger.post(
        business_key=key,
        dag=DAY,
        text=text,
        postings=[posting(ore), posting(-ore, CREDIT)] if postings is None else postings,
        clock=factories.clock(),
    )


def write_raw(*ores, journal=None):
    with transaction.atomic():
        journal = journal or Journal.objects.create(
            business_key="x", dag=DAY, at=factories.clock().now(), text=""
        )
        for ore in ores:
            Postering.objects.create(journal=journal, konto=DEBIT, ore=ore, lagrum="")


class TestWhatIsNoJournal:
    def test_one_posting_alone_is_refused(self):
        with pytest.raises(ledger.NotBalanced, match="at least two postings"):
            post(postings=[posting(100)])

    def test_postings_that_do_not_sum_to_zero_are_refused(self):
        with pytest.raises(ledger.NotBalanced, match="sum to 1 öre"):
            post(postings=[posting(100), posting(-99, CREDIT)])

    @pytest.mark.parametrize("ore", [1.5, "100", True, 0])
    def test_anything_but_whole_ore_is_refused(self, ore):
        with pytest.raises(ledger.NotBalanced, match="whole öre"):
            post(postings=[posting(ore), posting(-100, CREDIT)])

    def test_nothing_is_left_of_a_refused_journal(self):
        with pytest.raises(ledger.NotBalanced):
            post(postings=[posting(100), posting(-99, CREDIT)])
        assert not Journal.objects.exists()

    def test_one_bad_event_stops_all_of_its_call(self):
        good = ledger.Entry(business_key="a", dag=DAY, text="", postings=[posting(1), posting(-1, CREDIT)])
        bad = ledger.Entry(business_key="b", dag=DAY, text="", postings=[posting(1), posting(-2, CREDIT)])
        with pytest.raises(ledger.NotBalanced):
            ledger.post_all([good, bad], clock=factories.clock())
        assert not Journal.objects.exists()


class TestTheSameEventTwice:
    def test_gives_the_same_journal_and_changes_nothing(self):
        first = post()
        assert post().pk == first.pk
        assert Postering.objects.count() == 2

    def test_gives_the_same_journal_whatever_the_order_of_its_postings(self):
        first = post()
        assert post(postings=[posting(-100, CREDIT), posting(100)]).pk == first.pk

    @pytest.mark.parametrize(
        "other",
        [
            {"ore": 101},
            {"text": "Annan text"},
            {"postings": [posting(100), posting(-60, CREDIT), posting(-40, CREDIT)]},
            {"postings": [posting(100, lagrum="51 kap. 15 § SFB"), posting(-100, CREDIT)]},
        ],
    )
    def test_with_another_content_stops(self, other):
        post()
        with pytest.raises(ledger.KeyTaken, match="utbetalning:1"):
            post(**other)
        assert sorted(Postering.objects.values_list("ore", flat=True)) == [-100, 100]

    def test_twice_in_one_call_stops(self):
        entry = ledger.Entry(business_key="a", dag=DAY, text="", postings=[posting(1), posting(-1, CREDIT)])
        with pytest.raises(ledger.KeyTaken):
            ledger.post_all([entry, entry], clock=factories.clock())

    def test_new_events_are_posted_beside_one_that_was_posted_before(self):
        first = post("a")
        entries = [
            ledger.Entry(
                business_key=key, dag=DAY, text="Utbetalning", postings=[posting(100), posting(-100, CREDIT)]
            )
            for key in "ab"
        ]
        journals = ledger.post_all(entries, clock=factories.clock())
        assert journals["a"].pk == first.pk
        assert journals["b"].posteringar.count() == 2


class TestTheSameEventAtTheSameTime:
    def test_gives_both_callers_the_same_journal(self):
        outcomes = at_once(post, post)
        assert outcomes[0].pk == outcomes[1].pk
        assert Postering.objects.count() == 2

    def test_with_another_content_stops_one_of_them(self):
        outcomes = at_once(post, lambda: post(ore=200))
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Journal", "KeyTaken"]
        assert Postering.objects.count() == 2


class TestWhatTheDatabaseRefuses:
    def test_a_journal_without_postings(self):
        with pytest.raises(IntegrityError, match="at least two"), transaction.atomic():
            Journal.objects.create(business_key="x", dag=DAY, at=factories.clock().now(), text="")

    def test_a_journal_out_of_balance(self):
        with pytest.raises(IntegrityError, match="sum zero"):
            write_raw(100, -99)

    def test_postings_added_later_although_they_balance(self):
        journal = post()
        with pytest.raises(IntegrityError, match="earlier transaction"):
            write_raw(100, -100, journal=journal)

    def test_an_account_outside_the_chart(self):
        with pytest.raises(IntegrityError, match="payments_postering_konto"):
            post(postings=[posting(100, konto="kaffekassan"), posting(-100, CREDIT)])

    def test_a_claim_on_nobody(self):
        with pytest.raises(IntegrityError, match="claim_names_kommun"):
            post(
                postings=[
                    posting(100, Ledgerkonto.FORDRAN_KOMMUN),
                    posting(-100, Ledgerkonto.KOMMUNENS_ANDEL),
                ]
            )

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE payments_postering SET ore = ore * 2",
            "DELETE FROM payments_postering",
            "UPDATE payments_journal SET text = ''",
            "DELETE FROM payments_journal",
            "TRUNCATE payments_journal CASCADE",
            "UPDATE payments_utbetalning SET belopp_ore = 1",
            "DELETE FROM payments_utbetalningskorning",
            "UPDATE payments_bankfil SET innehall = ''",
            "DELETE FROM payments_reglering",
            "DELETE FROM payments_betalningshinder",
            "DELETE FROM municipalities_kommunfordran",
        ],
    )
    def test_changing_anything(self, statement):
        post()
        with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(statement)


class TestBalances:
    def test_the_trial_balance_lists_the_whole_chart(self):
        assert [line.konto for line in queries.trial_balance()] == Ledgerkonto.values

    def test_debit_and_credit_are_kept_apart(self):
        post("a", 100)
        post("b", -30)
        line = next(line for line in queries.trial_balance() if line.konto == DEBIT)
        assert (line.debet_ore, line.kredit_ore, line.saldo_ore) == (100, 30, 70)

    def test_no_journal_is_out_of_balance(self):
        post()
        assert queries.unbalanced_journals() == 0


MANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
amounts = st.lists(st.integers(-(10**12), 10**12).filter(bool), min_size=1, max_size=6).filter(sum)


@MANY
@given(events=st.lists(st.tuples(st.integers(0, 5), amounts), max_size=8))
def test_whatever_is_posted_the_ledger_sums_to_zero_and_each_key_stands_for_one_event(events):
    before = Counter({line.konto: line.saldo_ore for line in queries.trial_balance()})
    told = {}
    prefix = Journal.objects.count()
    for key, ores in events:
        name = f"{prefix}:{key}"
        try:
            post(name, postings=[*(posting(ore) for ore in ores), posting(-sum(ores), CREDIT)])
        except ledger.KeyTaken:
            assert sorted(told[name]) != sorted(ores)
        else:
            assert sorted(told.setdefault(name, ores)) == sorted(ores)
    after = {line.konto: line.saldo_ore for line in queries.trial_balance()}
    assert sum(after.values()) == 0
    assert after[DEBIT] - before[DEBIT] == sum(map(sum, told.values()))
    assert queries.unbalanced_journals() == 0
