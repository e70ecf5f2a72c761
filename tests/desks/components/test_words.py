from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.desks.components.words import day, duration, instant, kronor, month
from assistans.timeline.months import Month

INSTANT = datetime(2026, 4, 3, 12, 5, tzinfo=UTC)


def spaced(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("missing", [None, "", "1200", 12.5, Decimal(12), True])
def test_an_amount_that_is_no_whole_ore_is_refused(missing):
    with pytest.raises(TypeError, match="give whole öre"):
        kronor(missing)


@pytest.mark.parametrize("missing", [None, "", "90", 1.5, True])
def test_a_duration_that_is_no_exact_number_is_refused(missing):
    with pytest.raises(TypeError, match="give exact minutes"):
        duration(missing)


def test_a_duration_below_nothing_is_refused():
    with pytest.raises(ValueError, match="-1 minutes is no duration"):
        duration(-1)


@pytest.mark.parametrize("missing", [None, "", "2026-04-03", INSTANT])
def test_a_day_that_is_no_date_is_refused(missing):
    with pytest.raises(TypeError, match="give a date"):
        day(missing)


@pytest.mark.parametrize("missing", [None, "", "2026-04", 4])
def test_a_month_that_is_neither_date_nor_month_is_refused(missing):
    with pytest.raises(TypeError, match="give a date or a Month"):
        month(missing)


@pytest.mark.parametrize("missing", [None, "", date(2026, 4, 3)])
def test_an_instant_that_is_no_datetime_is_refused(missing):
    with pytest.raises(TypeError, match="give a datetime"):
        instant(missing)


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        instant(INSTANT.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("ore", "text"),
    [(0, "0,00 kr"), (1, "0,01 kr"), (123456789, "1 234 567,89 kr"), (-120050, "−1 200,50 kr")],
)
def test_an_amount_is_written_in_kronor(ore, text):
    assert spaced(kronor(ore)) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 min"),
        (45, "45 min"),
        (750, "12 h 30 min"),
        (156_000, "2 600 h"),
        (Fraction(135, 4), "33 3/4 min"),
    ],
)
def test_a_duration_is_written_in_hours_and_minutes(minutes, text):
    assert spaced(duration(minutes)) == text


def test_days_and_months_are_written_with_the_month_by_name():
    assert spaced(day(date(2026, 4, 3))) == "3 april 2026"
    assert spaced(month(date(2026, 3, 31))) == spaced(month(Month(2026, 3))) == "mars 2026"


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (INSTANT, "3 april 2026 kl. 14.05"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "1 januari 2027 kl. 00.30"),
        (datetime(2026, 4, 3, 7, 5, tzinfo=timezone(timedelta(hours=-5))), "3 april 2026 kl. 14.05"),
    ],
)
def test_an_instant_is_written_in_swedish_local_time(moment, text):
    assert spaced(instant(moment)) == text


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_an_amount_is_never_broken_over_two_lines_and_says_every_ore(ore):
    text = kronor(ore)
    assert " " not in text
    digits = "".join(sign for sign in text if sign.isdigit())
    assert int(digits) * (-1 if text.startswith("−") else 1) == ore
