"""The generator's own arithmetic: the time zone's clock changes, conversion and money, by hand-made examples."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.facts import Rad, Tid
from assistans.site.synthetic import worked
from assistans.timeline.months import Month

SPRING, AUTUMN, FEBRUARI = Month(2026, 3), Month(2025, 10), Month(2026, 2)


def rad(text):
    return Rad.parse(text)


@pytest.mark.parametrize("text", ["29 02.30-05.00 aktiv", "29 01.00-02.30 aktiv"])
def test_an_hour_that_does_not_exist_has_no_length(text):
    with pytest.raises(ValueError, match="does not exist"):
        worked.minutes(SPRING, rad(text))


def test_a_day_that_does_not_exist_has_no_length():
    with pytest.raises(ValueError, match="day"):
        worked.minutes(FEBRUARI, rad("30 08.00-12.00 aktiv"))


def test_minutes_beyond_the_hour_have_no_length():
    with pytest.raises(ValueError, match="minute"):
        worked.minutes(FEBRUARI, rad("11 12.00-12.75 aktiv"))


@pytest.mark.parametrize(
    ("month", "text", "minutes"),
    [
        (SPRING, "29 00.00-06.00 aktiv", 300),
        (SPRING, "28 00.00-06.00 aktiv", 360),
        (AUTUMN, "26 00.00-06.00 aktiv", 420),
        (AUTUMN, "27 00.00-06.00 aktiv", 360),
        (FEBRUARI, "1 22.15-24.00 vantetid", 105),
        (FEBRUARI, "28 23.00-24.00 beredskap", 60),
    ],
)
def test_a_row_lasts_what_was_really_worked(month, text, minutes):
    assert worked.minutes(month, rad(text)) == minutes


def test_time_is_summed_by_kind():
    rows = map(rad, ["1 08.00-10.00 aktiv", "1 10.00-10.30 aktiv", "2 00.00-06.00 vantetid"])
    assert worked.total(FEBRUARI, rows) == Tid(aktiv=150, vantetid=360)


def test_an_hour_of_each_kind_converts_by_its_share():
    assert worked.units(Tid(60, 60, 60)) == 60 * 28 + 15 * 28 + 60 * 4


@pytest.mark.parametrize(
    ("units", "ore"),
    [(1_680, 34_770), (0, 0), (28, 580), (4, 83), (7 * 1_680, 243_390)],
)
def test_time_is_priced_by_the_hour(units, ore):
    assert worked.ore(units) == ore


@given(st.integers(0, 10**7), st.integers(1, 50_000))
def test_rounding_is_half_up(units, per_hour):
    exact = Fraction(units * per_hour, 1_680)
    assert Fraction(-1, 2) <= exact - worked.ore(units, per_hour=per_hour) < Fraction(1, 2)


def test_half_an_ore_goes_up():
    assert worked.ore(1, per_hour=840) == 1


def test_a_week_may_begin_in_the_month_before():
    assert worked.weeks(SPRING, [rad("1 08.00-09.00 aktiv"), rad("2 08.00-09.00 aktiv")]) == {
        "2026-W09": 1_680,
        "2026-W10": 1_680,
    }


def test_the_kommun_owes_no_more_than_twenty_hours_a_week():
    rows = [rad(f"{day} 08.00-20.00 aktiv") for day in range(2, 9)]
    assert worked.kommun_units(SPRING, rows, before={}) == 20 * 1_680


def test_hours_of_the_month_before_count_in_the_same_week():
    rows = [rad("1 08.00-20.00 aktiv")]
    assert worked.kommun_units(SPRING, rows, before={"2026-W09": 15 * 1_680}) == 5 * 1_680
    assert worked.kommun_units(SPRING, rows, before={"2026-W09": 99 * 1_680}) == 0
    assert worked.kommun_units(SPRING, rows, before={"2026-W08": 15 * 1_680}) == 12 * 1_680
