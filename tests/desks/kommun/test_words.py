"""Weeks, hours and prices as the kommun's pages write them."""

import pytest

from assistans.desks.kommun import words

FIXED = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("units", "text"),
    [(0, "0 min"), (20 * 1680, "20 h"), (435 * 28, "7 h 15 min"), (-90 * 28, "−1 h 30 min"), (7, "1/4 min")],
)
def test_hours_are_exact_and_less_is_less(units, text):
    assert words.hours(units).replace(FIXED, " ") == text


def test_weeks_of_a_row():
    told = words.weeks((("2018-W52", 1680), ("2019-W01", -1680))).replace(FIXED, " ")
    assert told == "vecka 52: 1 h, vecka 1: −1 h"


@pytest.mark.parametrize(
    ("ore", "text"), [(None, ""), ("29130", "291,30 kr"), ("31500/7", "45,00 kr"), ("100/3", "0,333333 kr")]
)
def test_a_price_is_kronor_an_hour_or_nothing(ore, text):
    assert words.price(ore).replace(FIXED, " ") == text


def test_persons_are_counted():
    assert [words.persons(many) for many in (1, 2)] == ["1 person", "2 personer"]
