from fractions import Fraction

import pytest

from assistans.assessment.words import show
from assistans.facts import Tid
from assistans.timeline.quantities import Ore


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (300, "minuter", "5:00"),
        (Ore(147700), "öre", "1477.00 kr"),
        (Fraction(29540), "öre per timme", "295.40 kr"),
        (Fraction(330848, 10), "öre per timme", "330.848 kr"),
        (Fraction(1, 3), "öre per timme", "1/3 öre"),
        (Fraction(375, 4), "omräknade minuter", "375/4"),
        (Tid(300, 0, 60), "", "aktiv 5:00, beredskap 1:00"),
        (Tid(), "", "0:00"),
        (True, "ja eller nej", "ja"),
        (None, "", "inte angiven"),
        ((), "", "inga"),
        (("A", "B"), "", "A, B"),
    ],
)
def test_a_value_prints_in_plain_words(value, unit, text):
    assert show(value, unit) == text
