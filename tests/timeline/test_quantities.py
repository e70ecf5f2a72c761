from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.timeline.quantities import (
    NOLL,
    UNITS_PER_HOUR,
    Ore,
    amount,
    converted_minutes,
    duration_text,
    minutes_text,
    parse_duration,
    units_of,
)

MONEY = st.integers(0, 10**12)


@pytest.mark.parametrize("text", ["1", "1.5", "1,50", "-1.00", "1.000", "", " 1.00", "1.00 kr", "١.٠٠"])
def test_money_needs_kronor_with_two_decimals(text):
    with pytest.raises(ValueError, match="kronor with two decimals"):
        Ore.parse(text)


@pytest.mark.parametrize("text", ["5", "5:0", "5:60", "5.00", "-1:00", ""])
def test_a_duration_needs_hours_and_minutes(text):
    with pytest.raises(ValueError, match="hours and minutes"):
        parse_duration(text)


def test_minutes_that_are_no_whole_units_are_refused():
    with pytest.raises(ValueError, match="1/28"):
        units_of(Fraction(1, 3))


@given(MONEY)
def test_money_reads_back_as_it_prints(ore):
    assert Ore.parse(Ore(ore).kronor()) == ore


@given(MONEY, MONEY)
def test_adding_and_subtracting_ore_gives_ore(one, other):
    assert isinstance(Ore(one) + other, Ore)
    assert isinstance(sum([Ore(one), Ore(other)]), Ore)
    assert (Ore(one) + Ore(other)) - Ore(other) == one
    assert isinstance(Ore(one) - other, Ore)


def test_a_debt_prints_with_its_sign():
    assert Ore(-105).kronor() == "-1.05"


def test_half_an_ore_is_rounded_up_once():
    assert amount(units=14, rate=60) == 1
    assert amount(units=13, rate=60) == 0
    assert amount(units=1680, rate=Fraction(330848, 10)) == 33085
    assert amount(units=0, rate=29540) == 0


@given(st.integers(0, 10**9), st.integers(1, 10**5))
def test_an_amount_is_never_more_than_half_an_ore_from_the_exact(units, rate):
    assert abs(amount(units=units, rate=rate) - Fraction(units * rate, 1680)) <= Fraction(1, 2)


@given(st.integers(0, 10**8))
def test_units_and_converted_minutes_are_the_same_time(units):
    assert units_of(Fraction(minutes_text(units))) == units


def test_converted_minutes_print_in_lowest_terms():
    assert minutes_text(8400) == "300"
    assert minutes_text(2625) == "375/4"


@given(st.integers(0, 10**6))
def test_a_duration_reads_back_as_it_prints(minutes):
    assert parse_duration(duration_text(minutes)) == minutes


def test_hours_may_pass_24_and_have_a_leading_zero():
    assert parse_duration("433:20") == 26000
    assert parse_duration("05:00") == parse_duration("5:00")


@pytest.mark.parametrize("text", ["1.00\n", "12345678901234.00", "1.00.00", "1 000.00", "+1.00", ".50"])
def test_what_only_looks_like_money_is_refused(text):
    with pytest.raises(ValueError, match="kronor with two decimals"):
        Ore.parse(text)


@pytest.mark.parametrize("text", ["12345678:00", "5:000", "5:00\n", " 5:00", "٥:00", "5:00:00"])
def test_what_only_looks_like_a_duration_is_refused(text):
    with pytest.raises(ValueError, match="hours and minutes"):
        parse_duration(text)


@pytest.mark.parametrize("minutes", [Fraction(1, 27), Fraction(1, 56), Fraction(29, 56)])
def test_a_part_of_a_unit_is_refused(minutes):
    with pytest.raises(ValueError, match="no whole number of 1/28 minutes"):
        units_of(minutes)


@pytest.mark.parametrize(
    ("ore", "text"),
    [
        (0, "0.00"),
        (5, "0.05"),
        (99, "0.99"),
        (100, "1.00"),
        (147700, "1477.00"),
        (-1, "-0.01"),
        (-100, "-1.00"),
    ],
)
def test_ore_print_as_kronor(ore, text):
    assert Ore(ore).kronor() == text


def test_kronor_and_ore_both_count_when_read():
    assert Ore.parse("295.40") == 29540
    assert Ore.parse("0.01") == 1
    assert Ore.parse("9999999999999.99") == 999999999999999


def test_money_is_whole_ore_and_anything_but_adding_gives_a_plain_number():
    assert type(Ore(100) * 2) is int
    assert type(Ore(100) + 5) is Ore
    assert type(5 + Ore(100)) is Ore
    assert type(Ore(100) - 5) is Ore
    assert NOLL == 0


@pytest.mark.parametrize(
    ("minutes", "units"),
    [(1, 28), (60, 1680), (Fraction(1, 4), 7), (Fraction(1, 7), 4), (Fraction(375, 4), 2625)],
)
def test_a_minute_of_vantetid_is_a_quarter_and_of_beredskap_a_seventh(minutes, units):
    assert units_of(minutes) == units


@pytest.mark.parametrize(
    ("units", "rate", "ore"),
    [
        (1680, 29540, 29540),  # an hour
        (28, 29540, 492),  # a minute: 492.33
        (7, 29540, 123),  # a minute of väntetid: 123.08
        (4, 29540, 70),  # a minute of beredskap: 70.33
        (840, 29541, 14771),  # half an hour: 14770.50, half up
        (840, 29540, 14770),
        (1, 840, 1),  # exactly half an öre
        (1, 839, 0),
        (3, 840, 2),  # one and a half
        (1, Fraction(1), 0),
    ],
)
def test_time_is_priced_exactly_and_rounded_half_up(units, rate, ore):
    assert amount(units=units, rate=rate) == ore
    assert type(amount(units=units, rate=rate)) is Ore


@given(st.integers(0, 10**9), st.fractions(0, 10**5, max_denominator=1000))
def test_an_amount_at_any_exact_rate_is_the_nearest_ore_and_the_upper_of_two(units, rate):
    exact = rate * units / 1680
    assert exact - Fraction(1, 2) < amount(units=units, rate=rate) <= exact + Fraction(1, 2)


@given(st.integers(0, 10**8), st.integers(0, 10**8), st.integers(1, 10**5))
def test_time_priced_in_two_parts_differs_by_one_ore_at_most(one, other, rate):
    whole = amount(units=one + other, rate=rate)
    assert abs(amount(units=one, rate=rate) + amount(units=other, rate=rate) - whole) <= 1


@given(st.integers(0, 10**8), st.integers(1, 10**5))
def test_whole_hours_are_never_rounded(hours, rate):
    assert amount(units=hours * UNITS_PER_HOUR, rate=rate) == hours * rate


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0:00"), (5, "0:05"), (59, "0:59"), (60, "1:00"), (26000, "433:20")]
)
def test_minutes_print_as_hours_and_minutes(minutes, text):
    assert duration_text(minutes) == text


@pytest.mark.parametrize(("units", "text"), [(0, "0"), (1, "1/28"), (28, "1"), (30, "15/14")])
def test_units_print_as_a_fraction_of_minutes(units, text):
    assert minutes_text(units) == text


@pytest.mark.parametrize(
    ("units", "minutes"), [(0, 0), (28, 1), (7, Fraction(1, 4)), (33600, 1200), (-28, -1)]
)
def test_units_become_converted_minutes_exactly(units, minutes):
    assert converted_minutes(units) == minutes


@given(st.fractions(0, 10**6), st.fractions(0, 10**6))
def test_money_is_the_exact_product_rounded_half_up_in_whatever_terms(units, rate):
    exact = units * rate / UNITS_PER_HOUR
    assert amount(units=units, rate=rate) == (exact + Fraction(1, 2)) // 1
