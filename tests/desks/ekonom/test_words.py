"""What the economist's pages call things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.desks.components.kinds import BADGES
from assistans.desks.ekonom.words import HINDER, counted, hinder_words, short_kronor
from assistans.payments.models import Betalningshinder


def test_every_code_of_the_pay_run_has_words_and_a_badge_that_exists():
    assert set(HINDER) == set(Betalningshinder.Kod.values)
    for words in HINDER.values():
        assert words.vad
        assert words.atgard
        assert words.badge in BADGES


def test_a_code_that_has_no_words_is_shown_as_it_is():
    assert hinder_words("NY_KOD").vad == "NY_KOD"


@pytest.mark.parametrize(
    ("ore", "text"),
    [
        (0, "0 kr"),
        (99_999, "999 kr"),
        (100_000, "1 t"),
        (99_999_999, "999 t"),
        (100_000_000, "1,0 mn"),
        (225_982_444, "2,2 mn"),
    ],
)
def test_an_amount_in_a_drawing_is_short_and_cut(ore, text):
    assert short_kronor(ore) == text


@given(st.integers(0, 10**14))
def test_no_amount_in_a_drawing_says_more_than_there_is(ore):
    number, unit = short_kronor(ore).split()
    said = int(number.replace(",", "")) * {"kr": 100, "t": 100_000, "mn": 10_000_000}[unit]
    assert said <= ore


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0 betalningar"), (1, "1 betalning"), (15_000, "15\N{NO-BREAK SPACE}000 betalningar")],
)
def test_a_number_is_told_with_its_noun(number, text):
    assert counted(number, "betalning", "betalningar") == text
