"""The permit, for minutes from 2021-11-01. The month is November 2021."""

from datetime import date

import pytest
from tests.assessment.underlagen import FORETAG, KOOPERATIV, anordnare, assessed, in_month, report_of

from assistans.timeline.months import ALWAYS, Month, Period

NOVEMBER = Month(2021, 11)
KOD = "IVO_TILLSTAND_SAKNAS"
DAYS = [f"{dag:02d} 08.00-09.00 aktiv" for dag in range(1, 31)]


def refused(month=NOVEMBER, slag="foretag", periods=(), **changes):
    """The days whose hour was stopped for want of a permit."""
    facts = {
        FORETAG: anordnare(slag=slag, ivo_tillstand=periods, **changes),
        KOOPERATIV: anordnare(KOOPERATIV),
    }
    bedomning = assessed(report_of(month, *DAYS), **in_month(month, anordnare=facts))
    return sorted(fate.dag.day for fate in bedomning.minuter if fate.kod == KOD)


def ended(last):
    return (Period.inclusive(ALWAYS, date.fromisoformat(last)),)


def days(first, last=30):
    return list(range(first, last + 1))


@pytest.mark.parametrize("slag", ["foretag", "kooperativ"])
def test_without_any_permit_nothing_is_paid(slag):
    assert refused(slag=slag) == days(1)


@pytest.mark.parametrize("slag", ["kommun", "egen_arbetsgivare"])
def test_a_kommun_and_own_employment_need_none(slag):
    assert refused(slag=slag) == []


def test_before_november_2021_it_is_not_tested():
    assert refused(month=Month(2021, 10)) == []


@pytest.mark.parametrize(
    ("told", "refused_days"),
    [
        (None, []),
        ("2021-11-01", days(16)),
        ("2021-11-10", days(25)),
        ("2021-11-16", []),
        ("2021-11-15", days(30)),
        ("2021-10-18", days(2)),
        ("2021-10-17", days(1)),
        ("2021-10-01", days(1)),
    ],
)
def test_two_weeks_from_the_day_after_being_told_are_paid(told, refused_days):
    day = None if told is None else date.fromisoformat(told)
    assert refused(periods=ended("2021-09-30"), tillstand_upphort_meddelat=day) == refused_days


def test_days_between_the_end_and_the_notice_are_paid_like_the_two_weeks():
    assert refused(periods=ended("2021-11-05"), tillstand_upphort_meddelat=date(2021, 11, 10)) == days(25)


def test_a_permit_still_in_force_pays_whatever_was_told():
    assert refused(periods=ended("2021-11-20"), tillstand_upphort_meddelat=date(2021, 11, 1)) == days(21)


@pytest.mark.parametrize(
    ("contract", "refused_days"),
    [("2021-09-30", []), ("2021-10-01", days(1)), ("2021-11-01", days(1)), (None, [])],
)
def test_a_permit_that_ended_before_the_contract_gives_no_grace(contract, refused_days):
    day = None if contract is None else date.fromisoformat(contract)
    assert refused(periods=ended("2021-09-30"), avtal_from=day) == refused_days


def test_a_permit_that_begins_later_gives_no_grace_before_it():
    assert refused(periods=(Period(date(2021, 11, 11), None),)) == days(1, 10)


def test_a_gap_between_two_permits_is_judged_by_the_one_that_ended():
    gap = (Period(date(2021, 11, 21), None), Period(ALWAYS, date(2021, 11, 2)))
    assert refused(periods=gap, tillstand_upphort_meddelat=date(2021, 11, 1)) == days(16, 20)


def test_a_notice_from_before_the_last_permit_began_speaks_of_an_earlier_one():
    again = (Period(ALWAYS, date(2020, 1, 1)), Period(date(2021, 1, 1), date(2021, 11, 1)))
    assert refused(periods=again, tillstand_upphort_meddelat=date(2020, 1, 2)) == []
    assert refused(periods=again, tillstand_upphort_meddelat=date(2021, 1, 1)) == days(1)


def test_the_permit_of_one_anordnare_is_not_anothers():
    facts = {FORETAG: anordnare(ivo_tillstand=()), KOOPERATIV: anordnare(KOOPERATIV)}
    reports = (report_of(NOVEMBER, DAYS[0]), report_of(NOVEMBER, DAYS[1], anordnare=KOOPERATIV))
    assert assessed(*reports, **in_month(NOVEMBER, anordnare=facts)).per_kod == {KOD: 60}


def test_what_has_no_permit_is_stopped_and_not_held():
    facts = {FORETAG: anordnare(ivo_tillstand=())}
    assert assessed(report_of(NOVEMBER, DAYS[0]), **in_month(NOVEMBER, anordnare=facts)).utfall == "avslag"


def test_the_days_without_a_permit_are_told_from_the_first_to_the_last():
    facts = {
        FORETAG: anordnare(
            ivo_tillstand=(Period(date(2021, 11, 1), date(2021, 11, 4)), Period(date(2021, 11, 9), None)),
            tillstand_upphort_meddelat=None,
            avtal_from=date(2021, 11, 5),
        ),
        KOOPERATIV: anordnare(KOOPERATIV),
    }
    bedomning = assessed(report_of(NOVEMBER, *DAYS), **in_month(NOVEMBER, anordnare=facts))
    (told,) = [row for row in bedomning.spar if row.nyckel == "tillstand"]
    assert (told.resultat, told.enhet) == (5, "dagar")
    assert (told.varden["anordnare"], told.varden["fran"], told.varden["till"]) == (
        FORETAG,
        date(2021, 11, 4),
        date(2021, 11, 8),
    )


def test_with_a_permit_no_days_are_told():
    bedomning = assessed(report_of(NOVEMBER, *DAYS), **in_month(NOVEMBER))
    assert not [row for row in bedomning.spar if row.nyckel == "tillstand"]
