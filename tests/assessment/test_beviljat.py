from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.underlagen import beslut

from assistans.assessment.beviljat import beviljade_minuter, rests_on
from assistans.facts.beslut import BeviljadTid
from assistans.law import builtin
from assistans.timeline.months import Month, Period, add_months

WEEK = BeviljadTid(per="per_vecka", minuter=60)
MONTH = BeviljadTid(per="per_manad", minuter=60)
WHOLE = BeviljadTid(per="period", minuter=60)


@pytest.fixture(scope="module")
def law():
    return builtin()


def period(first, last):
    return Period.inclusive(date.fromisoformat(first), date.fromisoformat(last))


def granted(law, tid, beviljandeperiod):
    return beviljade_minuter(law, beslut(beviljandeperiod=beviljandeperiod, tid=tid), tid)


@pytest.mark.parametrize(
    ("first", "last", "weeks"),
    [
        ("2018-07-01", "2018-12-31", Fraction(26)),
        ("2018-09-15", "2019-03-14", Fraction(26)),
        ("2018-08-31", "2019-02-27", Fraction(26)),
        ("2018-09-01", "2019-02-28", Fraction(26)),
        ("2018-10-01", "2018-10-31", Fraction(26, 6)),
        ("2018-02-01", "2018-02-28", Fraction(26, 6)),
        ("2018-10-01", "2018-12-31", Fraction(13)),
        ("2018-08-01", "2018-12-31", Fraction(130, 6)),
        ("2018-10-02", "2018-11-01", Fraction(31, 7)),
        ("2018-10-15", "2019-01-14", Fraction(92, 7)),
        ("2018-10-01", "2018-10-30", Fraction(30, 7)),
        ("2018-10-01", "2018-10-01", Fraction(1, 7)),
        ("2018-10-01", "2018-10-07", Fraction(1)),
    ],
)
def test_time_a_week_is_26_weeks_a_half_year_a_sixth_a_whole_month_and_else_by_days(law, first, last, weeks):
    assert granted(law, WEEK, period(first, last)) == 60 * weeks


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2018-07-01", "2018-12-31", Fraction(6)),
        ("2018-10-01", "2018-10-31", Fraction(1)),
        ("2018-10-16", "2018-12-31", Fraction(16, 31) + 2),
        ("2018-10-16", "2018-11-15", Fraction(16, 31) + Fraction(15, 30)),
        ("2020-02-01", "2020-02-28", Fraction(28, 29)),
        ("2018-12-31", "2019-01-01", Fraction(2, 31)),
        ("2018-10-10", "2018-10-10", Fraction(1, 31)),
    ],
)
def test_time_a_month_goes_by_the_days_where_a_month_is_broken(law, first, last, months):
    assert granted(law, MONTH, period(first, last)) == 60 * months


@pytest.mark.parametrize(("first", "last"), [("2018-07-01", "2018-12-31"), ("2018-10-05", "2018-10-06")])
def test_time_for_the_period_is_what_it_says(law, first, last):
    assert granted(law, WHOLE, period(first, last)) == 60


@pytest.mark.parametrize(
    ("first", "last", "per", "name"),
    [
        ("2018-07-01", "2018-12-31", "per_vecka", "veckor_per_halvar"),
        ("2018-09-15", "2019-03-14", "per_vecka", "veckor_per_halvar"),
        ("2018-10-01", "2018-12-31", "per_vecka", "veckor_annan_period"),
        ("2018-07-01", "2018-12-31", "per_manad", "bruten_manad"),
        ("2018-07-01", "2018-12-31", "period", "langsta_beviljandeperiod"),
    ],
)
def test_the_rule_that_gave_the_time_is_named_and_is_in_the_law(law, first, last, per, name):
    assert rests_on(period(first, last), per) == name
    assert law.parameter(name).rules


@given(st.dates(date(2009, 1, 1), date(2025, 12, 31)), st.integers(1, 180), st.integers(0, 10000))
def test_more_time_a_week_gives_as_much_more_time(start, days, minutes):
    whole = Period(start, start + timedelta(days=days))
    tid = BeviljadTid(per="per_vecka", minuter=minutes)
    assert granted(builtin(), tid, whole) == minutes * granted(builtin(), WEEK, whole) / 60


@given(st.dates(date(2009, 1, 1), date(2025, 12, 31)), st.integers(1, 180))
def test_a_broken_month_and_its_rest_are_the_whole_months(start, days):
    end = min(start + timedelta(days=days), add_months(start, 6))
    first, last = Month.of(start), Month.of(end - timedelta(days=1))
    before = Period(first.first, start)
    after = Period(end, last.period.end)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    parts = [part for part in (before, Period(start, end), after) if part.length]
    assert sum(granted(builtin(), MONTH, part) for part in parts) == 60 * months
