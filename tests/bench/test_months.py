"""The months that the benchmark assesses are what they say: of so many rows, half clean, the others each with its fault."""

import pytest
from bench.months import ROWS, months

from assistans.assessment import assess
from assistans.law import builtin


def rows_of(underlag):
    return sum(len(report.rader) for report in underlag.tidsredovisningar)


@pytest.mark.parametrize("rows", [ROWS, 2 * ROWS, 8 * ROWS])
def test_every_month_has_just_so_many_rows(rows):
    assert {rows_of(underlag) for underlag in months(10, rows=rows)} == {rows}


def test_the_same_months_are_made_every_time():
    assert months(4) == months(4)


@pytest.mark.parametrize(
    ("seed", "kod"),
    [
        (0, "ASSISTENT_OVERLAPPAR"),
        (2, "RAKNING_SKILJER_SIG"),
        (4, "ASSISTENT_EJ_ANMALD"),
        (6, "DUBBELASSISTANS_EJ_BEVILJAD"),
        (8, "OVER_BEVILJAD_TID"),
    ],
)
def test_every_other_month_has_its_fault(seed, kod):
    found = assess(months(10)[seed], builtin())
    assert kod in {seen.kod for seen in found.iakttagelser}
    assert found.utfall != "beviljat"


@pytest.mark.parametrize("seed", [1, 3, 5, 7, 9])
def test_the_months_between_are_paid_whole(seed):
    found = assess(months(10)[seed], builtin())
    assert (found.utfall, found.godkand) == ("beviljat", found.redovisad)
