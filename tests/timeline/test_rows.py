from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.timeline.months import Month
from assistans.timeline.rows import MonthClock, month_clock

STOCKHOLM = ZoneInfo("Europe/Stockholm")
YEARS = range(2008, 2038)
QUARTERS = [hour * 100 + minute for hour in range(24) for minute in (0, 1, 15, 30, 59)] + [2400]
local = datetime.fromisoformat


@pytest.fixture
def october():
    return MonthClock(Month(2018, 10))


@pytest.fixture
def march():
    return MonthClock(Month(2018, 3))


@pytest.fixture
def november():
    return MonthClock(Month(2018, 11))


def last_sunday(year, month):
    last = date(year, month, 31)
    return last - timedelta(days=last.isoweekday() % 7)


def instant(day, hhmm):
    """The UTC minute of a clock time by the time-zone database; None when it does not exist or comes twice."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM) + timedelta(days=hhmm // 2400)
    at = midnight.replace(hour=hhmm // 100 % 24, minute=hhmm % 100)
    first, second = (at.replace(fold=fold).timestamp() for fold in (0, 1))
    return first // 60 if first == second else None


def elapsed(day, fran, till):
    begins, ends = instant(day, fran), instant(day, till)
    return None if begins is None or ends is None else ends - begins


@pytest.mark.parametrize(
    ("dag", "fran", "till"),
    [(31, 800, 1200), (0, 800, 1200), (-1, 800, 1200), (1, 1200, 800), (1, 800, 800), (1, 860, 900), (1, 800, 960), (1, 800, 999),
     (1, 800, 2401), (1, 2400, 2400), (1, 2300, 2500), (1, 2400, 2500), (1, 0, 0)],
)  # fmt: skip
def test_a_row_that_cannot_be_is_invalid(november, dag, fran, till):
    assert november.span(dag, fran, till) == "RAD_OGILTIG"


@pytest.mark.parametrize(
    ("dag", "fran", "till"), [(28, 1200, 800), (28, 230, 230), (28, 260, 400), (28, 0, 2401)]
)
def test_a_row_that_cannot_be_is_invalid_on_a_night_of_change_too(october, dag, fran, till):
    assert october.span(dag, fran, till) == "RAD_OGILTIG"


@pytest.mark.parametrize(
    ("fran", "till"), [(200, 400), (259, 400), (0, 200), (0, 259), (210, 220), (200, 300), (230, 300)]
)
def test_the_repeated_hour_is_ambiguous(october, fran, till):
    assert october.span(28, fran, till) == "KLOCKSLAG_TVETYDIGT"


@pytest.mark.parametrize(
    ("fran", "till"), [(200, 400), (259, 400), (0, 201), (0, 259), (200, 300), (210, 220)]
)
def test_the_skipped_hour_does_not_exist(march, fran, till):
    assert march.span(25, fran, till) == "KLOCKSLAG_FINNS_INTE"


@pytest.mark.parametrize(
    ("fran", "till", "minutes"),
    [(0, 400, 300), (159, 300, 121), (0, 159, 119), (300, 400, 60), (0, 2400, 1500), (2300, 2400, 60)],
)
def test_a_row_over_the_repeated_hour_gains_it(october, fran, till, minutes):
    start, end = october.span(28, fran, till)
    assert end - start == minutes


@pytest.mark.parametrize(
    ("fran", "till", "minutes"),
    [(0, 400, 180), (0, 200, 120), (159, 300, 1), (300, 400, 60), (0, 2400, 1380), (159, 200, 1)],
)
def test_a_row_over_the_skipped_hour_loses_it(march, fran, till, minutes):
    start, end = march.span(25, fran, till)
    assert end - start == minutes


@pytest.mark.parametrize("dag", [27, 29])
def test_the_days_around_a_night_of_change_are_as_long_as_others(october, dag):
    start, end = october.span(dag, 0, 400)
    assert end - start == 240
    assert october.midnight(dag + 1) - october.midnight(dag) == 1440


@pytest.mark.parametrize("dag", [1, 30])
def test_the_first_and_last_day_of_a_month_have_rows(november, dag):
    assert november.span(dag, 0, 2400) == ((dag - 1) * 1440, dag * 1440)
    assert november.span(dag, 2359, 2400) == (dag * 1440 - 1, dag * 1440)


def test_a_row_is_placed_on_the_exact_minutes_of_the_month(october, march, november):
    assert november.span(2, 830, 1245) == (1440 + 510, 1440 + 765)
    assert october.span(28, 100, 300) == (27 * 1440 + 60, 27 * 1440 + 240)
    assert october.span(29, 0, 100) == (28 * 1440 + 60, 28 * 1440 + 120)
    assert march.span(25, 300, 301) == (24 * 1440 + 120, 24 * 1440 + 121)
    assert march.span(26, 0, 100) == (25 * 1440 - 60, 25 * 1440)


def test_the_days_follow_each_other_without_gap(october, march):
    assert october.span(28, 2300, 2400)[1] == october.span(29, 0, 100)[0]
    assert october.midnight(29) - october.midnight(28) == 1500
    assert october.midnight(1) == march.midnight(1) == 0
    assert october.midnight(32) == october.length == 31 * 1440 + 60
    assert march.midnight(32) == march.length == 31 * 1440 - 60


def test_a_month_without_a_change_has_plain_days(november):
    assert november.length == 30 * 1440
    assert november.change_day == 0
    assert [november.midnight(dag) for dag in range(1, 32)] == list(range(0, 31 * 1440, 1440))


def test_points_outside_the_month_are_cut_to_it(november):
    assert november.at(local("2018-10-31T23:00")) == 0
    assert november.at(local("2017-12-31T23:00")) == 0
    assert november.at(local("2018-12-01T00:00")) == november.length
    assert november.at(local("2019-01-01T00:00")) == november.length


def test_points_inside_the_month_are_exact(october, march, november):
    assert november.at(local("2018-11-01T00:00")) == 0
    assert november.at(local("2018-11-02T01:30")) == 1440 + 90
    assert november.at(local("2018-11-30T23:59")) == november.length - 1
    assert october.at(local("2018-10-28T03:00")) == 27 * 1440 + 240
    assert march.at(local("2018-03-25T01:30")) == 24 * 1440 + 90


def test_a_point_in_the_repeated_hour_is_the_earlier_and_in_the_skipped_hour_its_end(october, march):
    assert october.at(local("2018-10-28T02:30")) == 27 * 1440 + 150
    assert march.at(local("2018-03-25T02:30")) == march.at(local("2018-03-25T03:00")) == 24 * 1440 + 120
    assert march.at(local("2018-03-24T02:30")) == 23 * 1440 + 150


def test_a_month_has_one_clock():
    assert month_clock(Month(2018, 10)) is month_clock(Month(2018, 10))
    assert month_clock(Month(2018, 10)).month == Month(2018, 10)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("month", [3, 10])
def test_every_night_of_change_is_the_last_sunday(year, month):
    assert MonthClock(Month(year, month)).change_day == last_sunday(year, month).day


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("month", [3, 10])
def test_rows_around_every_night_of_change_are_as_long_as_the_time_zone_database_says(year, month):
    night, clock = last_sunday(year, month), MonthClock(Month(year, month))
    for day in {night - timedelta(days=1), night, min(night + timedelta(days=1), date(year, month, 31))}:
        for fran in (0, 100, 130, 159, 300, 315, 400, 2200):
            for till in (159, 300, 301, 400, 800, 2359, 2400):
                if fran < till:
                    start, end = clock.span(day.day, fran, till)
                    assert end - start == elapsed(day, fran, till), (day, fran, till)


@pytest.mark.parametrize("year", YEARS)
def test_clock_times_that_come_twice_are_ambiguous_whatever_the_year(year):
    night, clock = last_sunday(year, 10), MonthClock(Month(year, 10))
    for hhmm in QUARTERS:
        twice = instant(night, hhmm) is None
        if hhmm < 2359:
            assert (clock.span(night.day, hhmm, 2400) == "KLOCKSLAG_TVETYDIGT") == twice, hhmm
        if hhmm:
            assert (clock.span(night.day, 0, hhmm) == "KLOCKSLAG_TVETYDIGT") == twice, hhmm


@pytest.mark.parametrize("year", YEARS)
def test_clock_times_that_do_not_exist_are_told_whatever_the_year(year):
    night, clock = last_sunday(year, 3), MonthClock(Month(year, 3))
    for hhmm in QUARTERS:
        # 02.00 is still the moment when the first part of the night ends, though nothing begins then.
        missing = instant(night, hhmm) is None
        if hhmm < 2359:
            assert (clock.span(night.day, hhmm, 2400) == "KLOCKSLAG_FINNS_INTE") == missing, hhmm
        if hhmm:
            ends_nowhere = missing and hhmm != 200
            assert (clock.span(night.day, 0, hhmm) == "KLOCKSLAG_FINNS_INTE") == ends_nowhere, hhmm


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_as_long_as_the_time_zone_database_says(year, month):
    first = datetime(year, month, 1, tzinfo=STOCKHOLM)
    after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=STOCKHOLM)
    assert MonthClock(Month(year, month)).length * 60 == after.timestamp() - first.timestamp()


@given(st.sampled_from([3, 10]), st.integers(1, 31), st.integers(0, 1439), st.integers(0, 1439))
def test_lengths_agree_with_the_time_zone_database(month, dag, one, other):
    fran, till = sorted(minute // 60 * 100 + minute % 60 for minute in (one, other))
    span = MonthClock(Month(2018, month)).span(dag, fran, till)
    if not isinstance(span, str):
        assert span[1] - span[0] == elapsed(date(2018, month, dag), fran, till)


@given(st.integers(2008, 2037), st.sampled_from([3, 10]), st.integers(1, 30), st.sampled_from(QUARTERS[1:-1]))
def test_cutting_a_day_anywhere_outside_the_hour_of_change_loses_no_minute(year, month, dag, at):
    clock = MonthClock(Month(year, month))
    before, after = clock.span(dag, 0, at), clock.span(dag, at, 2400)
    if not isinstance(before, str) and not isinstance(after, str):
        assert (before[0], after[1]) == clock.span(dag, 0, 2400)
        assert before[1] == after[0]
