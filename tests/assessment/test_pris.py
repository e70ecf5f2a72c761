"""One price is told from another by what is paid and how."""

from datetime import date
from fractions import Fraction

from assistans.assessment.pris import Pris
from assistans.law import builtin


def price(timbelopp=30000, **told):
    given = {
        "grund": "timbelopp",
        "konto": False,
        "forskott": False,
        "begransad": False,
        "lagrum": "F1091 5 §",
    }
    return Pris(timbelopp=Fraction(timbelopp), **{"dagens": None} | given | told)


def test_a_lower_amount_comes_before_a_higher():
    assert min([price(32000), price(30000)], key=lambda found: found.order).timbelopp == 30000


def test_prices_that_are_paid_in_other_ways_are_told_apart():
    alike = [price(), price(grund="kostnader"), price(konto=True), price(forskott=True)]
    assert len({found.order for found in alike}) == len(alike)


def test_two_prices_of_the_same_content_are_two():
    assert len({price(), price()}) == 2


def test_of_two_equal_amounts_the_dated_comes_before_the_one_that_is_found_reasonable():
    dated = price(dagens=builtin().parameter("schablonbelopp").at(date(2018, 10, 1)))
    assert min([price(), dated], key=lambda found: found.order) is dated
