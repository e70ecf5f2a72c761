"""Each row goes to the pay day that will take it, with what stands in its way."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistans.desks.ekonom.coming import coming_days
from assistans.payments.coming import Waiting

DAYS = [date(2026, 6, 5), date(2026, 6, 18), date(2026, 7, 3)]


def waiting(dag, ore, *, kod="", antal=1):
    return Waiting(dag=dag, kod=kod, antal=antal, belopp_ore=ore)


def sums(rows):
    return [(day.antal, day.belopp_ore) for day in coming_days(DAYS, rows)]


def test_days_without_anything_are_told_too():
    assert sums([]) == [(0, 0), (0, 0), (0, 0)]


def test_what_is_due_on_a_pay_day_is_paid_on_it():
    assert sums([waiting(DAYS[1], 7)]) == [(0, 0), (1, 7), (0, 0)]


def test_what_fell_due_before_is_paid_on_the_first():
    assert sums([waiting(date(2026, 5, 20), 7), waiting(DAYS[0], 3, antal=2)]) == [(3, 10), (0, 0), (0, 0)]


def test_what_falls_due_between_waits_for_the_next():
    assert sums([waiting(date(2026, 6, 6), 7)]) == [(0, 0), (1, 7), (0, 0)]


def test_what_is_hindered_is_not_in_the_sum_but_told_with_words():
    first, *_ = coming_days(DAYS, [waiting(DAYS[0], 7), waiting(DAYS[0], 5, kod="KONTO_SAKNAS", antal=2)])
    assert (first.antal, first.belopp_ore) == (1, 7)
    [hinder] = first.hinder
    assert (hinder.ord.vad, hinder.antal, hinder.belopp_ore) == ("Konto saknas", 2, 5)


@given(
    st.lists(
        st.builds(
            waiting,
            st.dates(date(2026, 1, 1), DAYS[-1]),
            st.integers(-1000, 1000),
            kod=st.sampled_from(["", "KONTO_SAKNAS", "ATERKRAV_PROVAS"]),
            antal=st.integers(1, 9),
        )
    )
)
def test_nothing_is_lost_and_nothing_told_twice(rows):
    days = coming_days(DAYS, rows)
    assert sum(d.antal + sum(h.antal for h in d.hinder) for d in days) == sum(row.antal for row in rows)
    assert sum(d.belopp_ore + sum(h.belopp_ore for h in d.hinder) for d in days) == sum(
        r.belopp_ore for r in rows
    )
