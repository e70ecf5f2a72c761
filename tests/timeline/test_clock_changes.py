from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistans.timeline.clock_changes import (
    CHANGES,
    MissingClockChangeError,
    clock_change_in,
    summer_time_begins_or_ends,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def test_a_year_that_the_table_lacks_is_named():
    with pytest.raises(MissingClockChangeError, match="no row for 2038"):
        clock_change_in(2038, 10)


def test_months_without_a_change_need_no_row():
    assert clock_change_in(2050, 6) is None


def test_the_table_has_two_rows_a_year_and_no_gap():
    assert sorted(CHANGES) == list(range(1998, 2038))


@pytest.mark.parametrize("year", range(1998, 2038))
def test_the_table_agrees_with_the_time_zone_database(year):
    day = datetime(year, 1, 1, 12, tzinfo=UTC)
    changed = []
    while day.year == year:
        if (day - timedelta(days=1)).astimezone(STOCKHOLM).utcoffset() != day.astimezone(
            STOCKHOLM
        ).utcoffset():
            changed.append(day.date())
        day += timedelta(days=1)
    assert changed == [date(year, 3, CHANGES[year][0]), date(year, 10, CHANGES[year][1])]


def test_a_day_knows_which_way_its_clock_goes():
    assert summer_time_begins_or_ends(date(2018, 3, 25)) == "spring"
    assert summer_time_begins_or_ends(date(2018, 10, 28)) == "autumn"
    assert summer_time_begins_or_ends(date(2018, 10, 27)) is None


@pytest.mark.parametrize("year", [1997, 2038, 1])
@pytest.mark.parametrize("month", [3, 10])
def test_no_year_outside_the_table_is_assumed(year, month):
    with pytest.raises(MissingClockChangeError, match=f"no row for {year}: add it in timeline"):
        clock_change_in(year, month)


@pytest.mark.parametrize("month", [1, 2, 4, 5, 6, 7, 8, 9, 11, 12])
def test_only_march_and_october_have_a_change(month):
    assert clock_change_in(2018, month) is None


def test_a_month_tells_the_day_of_its_change():
    assert clock_change_in(2018, 3) == (25, "spring")
    assert clock_change_in(2018, 10) == (28, "autumn")


@pytest.mark.parametrize("year", range(1998, 2038))
def test_every_change_falls_on_the_last_sunday_of_its_month(year):
    for month, day in zip((3, 10), CHANGES[year], strict=True):
        assert date(year, month, day).isoweekday() == 7
        assert day + 7 > 31


@pytest.mark.parametrize("year", range(1998, 2038))
def test_the_clock_is_put_forward_in_spring_and_back_in_autumn(year):
    for month, direction in ((3, "spring"), (10, "autumn")):
        day, way = clock_change_in(year, month)
        midnight = datetime(year, month, day, tzinfo=STOCKHOLM)
        passed = midnight.replace(hour=12).timestamp() - midnight.timestamp()
        assert way == direction
        assert passed == (11 if way == "spring" else 13) * 3600
        assert summer_time_begins_or_ends(midnight.date()) == direction
        assert summer_time_begins_or_ends(midnight.date() - timedelta(days=1)) is None
