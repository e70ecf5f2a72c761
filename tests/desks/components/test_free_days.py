from datetime import date

import pytest

from assistans.desks.components.free_days import _NAMES, calendar_day
from assistans.law.law import builtin, builtin_text, load
from assistans.timeline.clock_changes import MissingClockChangeError


def test_a_year_without_a_known_clock_change_is_not_guessed_at():
    with pytest.raises(MissingClockChangeError, match="2099"):
        calendar_day(date(2099, 3, 29))


def test_every_free_day_of_the_law_has_a_name_in_swedish():
    assert set(builtin().free_days) == set(_NAMES)


def test_a_free_day_that_has_no_name_here_is_written_with_the_laws():
    text = """---
free_days:
  drottningens_dag: {rule: "03-12", lagrum: "Lag (1989:253) 2 §", sfs: "1989:253", from: 2000-01-01}
"""
    found = calendar_day(date(2026, 3, 12), law=load(builtin_text() + text))
    assert (found.red, found.name) == (True, "drottningens_dag")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 3), "långfredagen"),
        (date(2026, 5, 14), "Kristi himmelsfärdsdag"),
        (date(2026, 6, 20), "midsommardagen"),
        (date(2026, 10, 31), "alla helgons dag"),
        (date(2026, 12, 25), "juldagen"),
    ],
)
def test_a_holiday_is_red_and_named(day, name):
    found = calendar_day(day)
    assert (found.red, found.name) == (True, name)


@pytest.mark.parametrize("day", [date(2026, 6, 19), date(2026, 12, 24), date(2026, 12, 31)])
def test_an_eve_is_named_and_not_red(day):
    found = calendar_day(day)
    assert found.name.endswith("afton")
    assert not found.red


def test_sundays_are_red_and_saturdays_are_not():
    assert calendar_day(date(2026, 4, 12)).red
    assert not calendar_day(date(2026, 4, 11)).red


def test_a_day_that_ceased_to_be_free_is_neither_red_nor_named():
    assert calendar_day(date(2004, 5, 31)).name == "annandag pingst"
    found = calendar_day(date(2005, 5, 16))
    assert (found.red, found.name) == (False, "")


def test_a_day_is_named_by_weekday_in_full_and_in_short():
    found = calendar_day(date(2026, 4, 8))
    assert (found.number, found.weekday, found.short) == (8, "onsdag", "ons")


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 3, 29), "Sommartid börjar: klockan 02–03 finns inte"),
        (date(2026, 10, 25), "Vintertid börjar: klockan 02–03 går två gånger"),
        (date(2026, 10, 24), ""),
    ],
)
def test_the_night_when_the_clock_is_changed_is_said(day, text):
    assert calendar_day(day).clock == text
