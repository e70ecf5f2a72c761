from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.desks.components.drawing import percent


def test_a_share_of_nothing_cannot_be_drawn():
    with pytest.raises(ZeroDivisionError):
        percent(1, 0)


@pytest.mark.parametrize(
    ("part", "of", "text"),
    [(0, 1440, "0.000%"), (480, 1440, "33.333%"), (1, 1440, "0.069%"), (1440, 1440, "100.000%")],
)
def test_a_share_has_three_decimals_cut(part, of, text):
    assert percent(part, of) == text


@given(st.integers(min_value=0, max_value=1440))
def test_a_share_is_never_more_than_it_is_and_at_most_a_thousandth_less(part):
    drawn = Fraction(percent(part, 1440).removesuffix("%"))
    exact = Fraction(part * 100, 1440)
    assert 0 <= exact - drawn < Fraction(1, 1000)
