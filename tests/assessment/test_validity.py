from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.underlagen import beslut, rapport, underlag

from assistans.assessment.validity import NEVER_APPROVED, longer_than, refuse_invalid
from assistans.facts import CaseError, Stallningstagande
from assistans.law import builtin
from assistans.timeline.months import Month, Period, add_months

LAW = builtin()
DAY = "09 08.00-16.00 aktiv"


def period(first, last):
    return Period.inclusive(date.fromisoformat(first), None if last is None else date.fromisoformat(last))


def holding(kod, utfall="stoppad"):
    return underlag(
        rapport(DAY), stallningstaganden=(Stallningstagande(kod=kod, utfall=utfall, skal="prövat"),)
    )


@pytest.mark.parametrize(
    ("first", "last", "longer"),
    [
        ("2018-07-01", "2018-12-31", False),
        ("2018-07-01", "2019-01-01", True),
        ("2018-07-01", None, True),
        ("2018-09-15", "2019-03-14", False),
        ("2018-09-15", "2019-03-15", True),
        ("2018-08-31", "2019-02-28", False),
        ("2018-08-31", "2019-03-01", True),
        ("2019-08-31", "2020-02-29", False),
        ("2019-08-31", "2020-03-01", True),
        ("2018-08-30", "2019-02-28", False),
        ("2018-08-29", "2019-02-28", False),
        ("2018-08-28", "2019-02-27", False),
        ("2018-08-28", "2019-02-28", True),
        ("2018-03-31", "2018-09-30", False),
        ("2018-10-09", "2018-10-09", False),
    ],
)
def test_a_grant_is_six_months_at_most(first, last, longer):
    assert longer_than(period(first, last), 6) == longer
    facts = underlag(rapport(DAY), beslut=(beslut(), beslut(beviljandeperiod=period(first, last))))
    if longer:
        with pytest.raises(
            CaseError, match=r"^beslut\[1\].beviljandeperiod: longer than 6 months \(SFB 51 kap. 9 §\)"
        ):
            refuse_invalid(facts, LAW)
    else:
        refuse_invalid(facts, LAW)


@given(st.dates(date(2009, 1, 1), date(2025, 12, 31)), st.integers(1, 12))
def test_a_period_to_the_same_day_number_is_never_too_long(start, months):
    end = add_months(start, months)
    assert not longer_than(Period(start, end), months)
    assert longer_than(Period(start, date.fromordinal(end.toordinal() + 2)), months)


@pytest.mark.parametrize("kod", sorted(LAW.observations))
def test_a_position_is_taken_only_on_what_waits(kod):
    month = Month(2018, 10)
    waits = LAW.observation(kod).highest(month.first, month.last) == "vanta"
    if waits or kod in {"SJUKHUSVISTELSE", "INSTITUTION"}:
        refuse_invalid(holding(kod), LAW)
    else:
        with pytest.raises(CaseError, match=rf"stallningstaganden\[0\].kod: {kod} does not wait"):
            refuse_invalid(holding(kod), LAW)


@pytest.mark.parametrize("kod", NEVER_APPROVED)
def test_what_is_missing_cannot_be_approved_but_can_be_stopped(kod):
    refuse_invalid(holding(kod, "stoppad"), LAW)
    with pytest.raises(
        CaseError, match=f"utfall: {kod} cannot be approved: what is missing must come in first"
    ):
        refuse_invalid(holding(kod, "godkand"), LAW)


def test_what_came_late_can_be_approved():
    refuse_invalid(holding("FOR_SENT", "godkand"), LAW)


def test_a_code_that_is_none_is_refused_and_cut():
    with pytest.raises(CaseError, match=rf"stallningstaganden\[0\].kod: '{'X' * 80}' is no observation code"):
        refuse_invalid(holding("X" * 100), LAW)
