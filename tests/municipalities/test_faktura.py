"""The invoice as plain values, and its number: 13 digits made of what it is."""

from datetime import date

import pytest
from bankkonto.luhn import validate_luhn
from hypothesis import given
from hypothesis import strategies as st
from tests.municipalities.invoices import CREDIT, USUAL, change, faktura, rad
from tests.privacy import personnummer_in

from assistans.municipalities.faktura import TooMany, fakturanummer

kommuner = st.integers(114, 2584).map("{:04d}".format)
days = st.dates(date(2011, 1, 1), date(2099, 12, 31)).map(lambda day: day.replace(day=15))


@pytest.mark.parametrize("lopnummer", [0, 100])
def test_a_number_has_room_for_ninety_nine_debits_of_a_kommun_and_month(lopnummer):
    with pytest.raises(TooMany):
        fakturanummer(kommun="0180", debiteras=date(2018, 12, 15), lopnummer=lopnummer)


def test_a_number_is_kommun_month_place_and_check_digit():
    assert fakturanummer(kommun="0180", debiteras=date(2018, 12, 15), lopnummer=1) == "0180201812013"


@given(kommuner, days, st.integers(1, 99))
def test_a_number_has_a_check_digit_and_is_nobodys(kommun, day, lopnummer):
    number = fakturanummer(kommun=kommun, debiteras=day, lopnummer=lopnummer)
    assert len(number) == 13
    assert validate_luhn(number)
    assert personnummer_in(f"kommunfaktura-{number}.xml") == []


@given(st.lists(st.tuples(kommuner, days, st.integers(1, 99)), unique=True, max_size=50))
def test_two_debits_never_share_a_number(debits):
    numbers = {fakturanummer(kommun=k, debiteras=day, lopnummer=n) for k, day, n in debits}
    assert len(numbers) == len({(k, day.replace(day=1), n) for k, day, n in debits})


def test_the_amount_is_the_rows_and_less_than_nothing_is_a_credit():
    assert USUAL.belopp == sum(rad.belopp for rad in USUAL.rader)
    assert [invoice.is_kredit for invoice in (USUAL, CREDIT)] == [False, True]


def test_what_comes_to_nothing_is_an_invoice():
    assert not faktura(rad(1), change(2, -rad(1).belopp)).is_kredit
