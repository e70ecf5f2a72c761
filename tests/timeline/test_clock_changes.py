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
