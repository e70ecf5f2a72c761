from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.timeline.quantities import Ore, amount, duration_text, minutes_text, parse_duration, units_of

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
