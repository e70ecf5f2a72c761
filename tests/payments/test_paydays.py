"""The pay days that come next: the 5th and the 20th, moved to the weekday before (D5, D6)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.law import builtin
from assistans.payments import paydays

LAW = builtin()


def next_days(first, number=3):
    return paydays.coming(law=LAW, first=first, number=number)


def test_a_pay_day_itself_comes_first():
    assert next_days(date(2018, 11, 20)) == [date(2018, 11, 20), date(2018, 12, 5), date(2018, 12, 20)]


def test_the_day_after_leads_to_the_next():
    assert next_days(date(2018, 11, 21), 1) == [date(2018, 12, 5)]


def test_a_20th_before_midsummer_is_paid_the_weekday_before():
    assert next_days(date(2026, 6, 6), 1) == [date(2026, 6, 18)]


@given(first=st.dates(date(2017, 1, 1), date(2030, 12, 31)), number=st.integers(1, 8))
def test_they_are_in_order_never_before_the_first_and_each_a_day_to_pay_on(first, number):
    days = next_days(first, number)
    assert len(days) == number
    assert days == sorted(set(days))
    assert days[0] >= first
    for day in days:
        paydays.check(dag=day, law=LAW)


@given(first=st.dates(date(2017, 1, 1), date(2030, 12, 31)))
def test_no_pay_day_is_passed_over(first):
    found = next_days(first, 1)[0]
    for between in range((found - first).days):
        with pytest.raises(paydays.WrongDay):
            paydays.check(dag=first + timedelta(between), law=LAW)
