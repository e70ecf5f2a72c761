from datetime import date

import pytest

from assistans.facts import Anordnare
from assistans.facts.anordnare import ALLTID, in_force
from assistans.timeline.months import Period

SPRING = Period.inclusive(date(2018, 3, 1), date(2018, 5, 31))
AUTUMN = Period.inclusive(date(2018, 9, 1), date(2018, 11, 30))


@pytest.mark.parametrize(
    ("day", "covered"),
    [("2018-02-28", False), ("2018-03-01", True), ("2018-05-31", True), ("2018-06-01", False), ("2018-09-01", True), ("2018-12-01", False)],
)  # fmt: skip
def test_a_register_is_in_force_on_the_days_of_any_of_its_periods(day, covered):
    assert in_force((SPRING, AUTUMN), date.fromisoformat(day)) == covered
    assert in_force((AUTUMN, SPRING), date.fromisoformat(day)) == covered


def test_no_period_is_never_in_force_and_always_is_every_day():
    assert not in_force((), date(2018, 3, 1))
    assert in_force(ALLTID, date.min)
    assert in_force(ALLTID, date.max)


def test_an_anordnare_of_whom_nothing_is_known_is_a_company_with_nothing_in_force():
    bare = Anordnare(id="5560000001")
    assert (bare.slag, bare.ivo_tillstand, bare.f_skatt, bare.arbetsgivare, bare.betalningsmottagare) == (
        "foretag",
        (),
        (),
        (),
        (),
    )
    assert (bare.avtal_from, bare.tillstand_upphort_meddelat) == (None, None)
