from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.timeline.months import Month
from assistans.timeline.rows import MonthClock

OCTOBER, MARCH, NOVEMBER = (MonthClock(Month(2018, month)) for month in (10, 3, 11))
local = datetime.fromisoformat
STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.mark.parametrize(
    ("dag", "fran", "till"),
    [(31, 800, 1200), (0, 800, 1200), (1, 1200, 800), (1, 800, 800), (1, 860, 900), (1, 800, 999), (1, 800, 2401),
     (1, 2400, 2400), (1, 2300, 2500)],
)  # fmt: skip
def test_a_row_that_cannot_be_is_invalid(dag, fran, till):
    assert NOVEMBER.span(dag, fran, till) == "RAD_OGILTIG"


@pytest.mark.parametrize(("fran", "till"), [(200, 400), (259, 400), (0, 200), (0, 259), (210, 220)])
def test_the_repeated_hour_is_ambiguous(fran, till):
    assert OCTOBER.span(28, fran, till) == "KLOCKSLAG_TVETYDIGT"


@pytest.mark.parametrize(("fran", "till"), [(200, 400), (259, 400), (0, 201), (0, 259), (200, 300)])
def test_the_skipped_hour_does_not_exist(fran, till):
    assert MARCH.span(25, fran, till) == "KLOCKSLAG_FINNS_INTE"


@pytest.mark.parametrize(
    ("clock", "dag", "fran", "till", "minutes"),
    [
        (OCTOBER, 28, 0, 400, 300),
        (OCTOBER, 28, 159, 300, 121),
        (OCTOBER, 28, 0, 159, 119),
        (OCTOBER, 28, 300, 400, 60),
        (OCTOBER, 28, 0, 2400, 1500),
        (OCTOBER, 27, 0, 400, 240),
        (MARCH, 25, 0, 400, 180),
        (MARCH, 25, 0, 200, 120),
        (MARCH, 25, 159, 300, 1),
        (MARCH, 25, 300, 400, 60),
        (MARCH, 25, 0, 2400, 1380),
        (NOVEMBER, 30, 2359, 2400, 1),
    ],
)
def test_a_row_is_as_long_as_the_time_that_passed(clock, dag, fran, till, minutes):
    start, end = clock.span(dag, fran, till)
    assert end - start == minutes


def test_the_days_follow_each_other_without_gap():
    assert OCTOBER.span(28, 2300, 2400)[1] == OCTOBER.span(29, 0, 100)[0]
    assert OCTOBER.length == 31 * 1440 + 60
    assert MARCH.length == 31 * 1440 - 60


@given(st.sampled_from([3, 10]), st.integers(1, 30), st.integers(0, 23), st.integers(0, 23))
def test_lengths_agree_with_the_time_zone_database(month, dag, one, other):
    fran, till = sorted((one, other))
    span = MonthClock(Month(2018, month)).span(dag, fran * 100, till * 100)
    if not isinstance(span, str):
        first, last = (datetime(2018, month, dag, hour, tzinfo=STOCKHOLM) for hour in (fran, till))
        passed = (last.timestamp() - first.timestamp()) / 60
        assert span[1] - span[0] == passed


def test_points_outside_the_month_are_cut_to_it():
    assert NOVEMBER.at(local("2018-10-31T23:00")) == 0
    assert NOVEMBER.at(local("2018-12-01T00:00")) == NOVEMBER.length
    assert NOVEMBER.at(local("2018-11-01T01:30") + timedelta(days=1)) == 1440 + 90
    assert MARCH.at(local("2018-03-25T02:30")) == MARCH.at(local("2018-03-25T03:00"))
