from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.timeline.months import ALWAYS, Month, Period, add_months

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


@pytest.mark.parametrize(
    "text", ["2018-00", "12018-10", "2018-10-01", " 2018-10", "2018-10\n", "", "٢٠١٨-10"]
)
def test_what_only_looks_like_a_month_is_refused(text):
    with pytest.raises(ValueError, match="is not a month, such as 2018-10"):
        Month.parse(text)


def test_the_days_of_a_period_that_still_runs_cannot_be_gone_through():
    with pytest.raises(ValueError, match="still runs"):
        list(Period(date(2018, 1, 1), None).each_day())


@given(st.integers(1, 9998), st.integers(1, 12))
def test_a_month_reads_back_as_it_prints(year, month):
    assert Month.parse(str(Month(year, month))) == Month(year, month)


@given(DAYS)
def test_a_day_lies_in_its_month_and_in_no_other(day):
    month = Month.of(day)
    assert (month.year, month.month) == (day.year, day.month)
    assert month.period.covers(day)
    assert not month.shift(1).period.covers(day)
    assert not month.shift(-1).period.covers(day)


@given(DAYS, st.integers(-500, 500))
def test_months_follow_each_other_without_gap(day, months):
    month = Month.of(day)
    assert month.shift(1).first == month.last + timedelta(days=1) == month.period.end
    assert month.shift(months).shift(-months) == month
    assert month.shift(0) == month
    assert month.first.day == 1
    assert len(list(month.period.each_day())) == month.days == month.last.day


def test_months_are_ordered_in_time():
    assert Month(2017, 12) < Month(2018, 1) < Month(2018, 10)


@pytest.mark.parametrize(
    ("month", "days"), [("2016-02", 29), ("2018-02", 28), ("2000-02", 29), ("2100-02", 28), ("2018-04", 30)]
)
def test_february_has_its_leap_day(month, days):
    assert Month.parse(month).days == days


def test_a_period_still_running_covers_every_later_day_and_no_earlier():
    running = Period(date(2018, 10, 2), None)
    assert running.last is None
    assert running.covers(date(2018, 10, 2))
    assert running.covers(date.max)
    assert not running.covers(date(2018, 10, 1))
    assert Period.inclusive(date(2018, 10, 2), None) == running


def test_a_period_of_one_day_has_that_day():
    one = Period.inclusive(date(2018, 10, 2), date(2018, 10, 2))
    assert one.length == 1
    assert list(one.each_day()) == [date(2018, 10, 2)]
    assert one.last == date(2018, 10, 2)


def test_periods_that_only_meet_share_no_day():
    october, november = Month(2018, 10).period, Month(2018, 11).period
    assert not october.overlaps(november)
    assert not november.overlaps(october)
    assert october.within(november).length == 0


@given(DAYS, st.integers(0, 400), DAYS)
def test_what_still_runs_overlaps_all_that_ends_after_its_start(one, length, start):
    closed, running = Period.inclusive(one, one + timedelta(days=length)), Period(start, None)
    assert closed.overlaps(running) == running.overlaps(closed) == (closed.last >= start)
    assert closed.within(running) == running.within(closed)
    assert closed.within(running) == Period(max(one, start), closed.end)


def test_two_periods_that_still_run_share_what_both_have():
    earlier, later = Period(date(2018, 1, 1), None), Period(date(2018, 3, 1), None)
    assert earlier.overlaps(later)
    assert later.overlaps(earlier)
    assert earlier.within(later) == later


def test_always_is_before_every_day():
    assert Period(ALWAYS, None).covers(date(1, 1, 1))


@given(DAYS, st.integers(-100, 100))
def test_adding_months_keeps_the_day_number_or_takes_the_last(day, months):
    moved = add_months(day, months)
    assert Month.of(moved) == Month.of(day).shift(months)
    assert moved.day == min(day.day, Month.of(moved).days)
