from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.timeline.months import Month, Period, add_months

DAYS = st.dates(date(1994, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("text", ["2018-13", "2018-0", "2018", "0000-01", "2018-1", "18-10"])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match="is not a month"):
        Month.parse(text)


def test_a_period_that_still_runs_has_no_length():
    with pytest.raises(ValueError, match="still runs"):
        _ = Period(date(2018, 1, 1), None).length


def test_a_month_knows_its_days():
    assert Month.parse("2020-02").days == 29
    assert Month.parse("2018-12").shift(1) == Month(2019, 1)
    assert Month(2018, 1).shift(-13) == Month(2016, 12)
    assert str(Month(2018, 3)) == "2018-03"


def test_an_interval_that_includes_both_days_ends_before_the_next():
    period = Period.inclusive(date(2018, 10, 1), date(2018, 10, 31))
    assert period == Month(2018, 10).period
    assert period.last == date(2018, 10, 31)
    assert period.covers(date(2018, 10, 31))
    assert not period.covers(date(2018, 11, 1))


def test_the_last_day_of_all_means_still_running():
    assert Period.inclusive(date(2018, 1, 1), date.max) == Period(date(2018, 1, 1), None)


@given(DAYS, st.integers(0, 400), DAYS, st.integers(0, 400))
def test_periods_overlap_when_they_share_a_day(one, length, other, other_length):
    first = Period.inclusive(one, date.fromordinal(one.toordinal() + length))
    second = Period.inclusive(other, date.fromordinal(other.toordinal() + other_length))
    shared = set(first.each_day()) & set(second.each_day())
    assert first.overlaps(second) == bool(shared)
    assert set(first.within(second).each_day()) == shared


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [("2018-08-31", 6, "2019-02-28"), ("2019-08-31", 6, "2020-02-29"), ("2000-02-29", 216, "2018-02-28")],
)
def test_a_month_without_the_day_ends_with_its_last(start, months, end):
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)
