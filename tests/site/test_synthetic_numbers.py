"""Nobody real: birth numbers 980-999 only, right check digits, and never the same number twice."""

from datetime import date

import bankkonto
import pytest
from hypothesis import given
from hypothesis import strategies as st
from organisationsnummer import organisationsnummer as organisations
from personnummer import personnummer as persons

from assistans.site.synthetic import numbers

MOST = numbers.ADULT_DAYS * numbers.BIRTH_NUMBERS
INDEX = st.integers(0, MOST - 1)


def test_more_people_than_test_numbers_are_refused():
    with pytest.raises(numbers.NumbersUsedUp, match=str(MOST)):
        numbers.adult(MOST)


@given(INDEX)
def test_an_adults_number_has_a_right_check_digit(index):
    assert persons.valid(numbers.adult(index))


@given(INDEX)
def test_an_adults_birth_number_is_a_test_number(index):
    assert 980 <= int(numbers.adult(index)[8:11]) <= 999


@given(INDEX)
def test_adults_are_adults_on_the_first_day_of_the_demo(index):
    assert date(1950, 1, 1) <= numbers.fodd(numbers.adult(index)) <= date(2004, 12, 31)


@given(INDEX, INDEX)
def test_two_people_never_share_a_number(one, other):
    assert (numbers.adult(one) == numbers.adult(other)) == (one == other)


def test_the_first_hundred_thousand_are_all_different():
    assert len({numbers.adult(index) for index in range(100_000)}) == 100_000


def test_a_number_begins_with_the_birth_date_it_was_made_of():
    assert numbers.fodd(numbers.personnummer(date(1990, 1, 18), 981)) == date(1990, 1, 18)


def test_the_tax_agencys_own_test_number_is_made():
    assert numbers.personnummer(date(1990, 1, 18), 981) == "199001189811"


@given(st.sampled_from(["559999", "769999", "212999"]), st.integers(0, 999))
def test_an_organisation_number_has_a_right_check_digit(series, index):
    assert organisations.valid(numbers.organisationsnummer(series, index))


@given(st.integers(0, 99_999))
def test_a_bankgiro_ends_with_its_check_digit(index):
    number = numbers.bankgiro(index)
    assert (len(number), number[-1]) == (8, numbers.check_digit(number[:-1]))


@given(st.integers(0, 400_000))
def test_a_bank_account_is_one_that_banks_accept(index):
    bankkonto.validate(*numbers.account(index).split("-"))


@given(st.integers(0, 400_000), st.integers(0, 400_000))
def test_two_people_never_share_an_account(one, other):
    assert (numbers.account(one) == numbers.account(other)) == (one == other)
