"""What an assistant may still work is known before the month is over."""

from datetime import date

import pytest
from hypothesis import given
from tests.assessment.underlagen import FORETAG, KOOPERATIV, anordnare, assistent, months, rapport, underlag

from assistans.assessment import assess, readable, to_data
from assistans.law import builtin
from assistans.timeline.months import Month, Period

LAW = builtin()
TENTH = {"mottagen": date(2018, 10, 10)}
IN_OCTOBER = {"assessed_on": date(2018, 10, 10), "rakning": None}


def left(facts):
    return [(found.assistent, found.kvar) for found in assess(facts, LAW).arbetstid]


def test_before_august_2014_no_limit_is_told():
    report = rapport("09 08.00-16.00 aktiv", mottagen=date(2014, 8, 3))
    early = underlag(report, month=Month(2014, 7), assessed_on=date(2014, 9, 1), rakning=None)
    assert assess(early, LAW).arbetstid == ()


def test_a_person_without_any_grant_has_no_limits_told():
    assert left(underlag(rapport("09 08.00-16.00 aktiv"), beslut=())) == []


def test_an_assistant_who_has_not_reported_is_not_told():
    facts = underlag(
        rapport("01 08.00-16.00 aktiv", **TENTH),
        **IN_OCTOBER,
        assistenter={"A": assistent("A"), "B": assistent("B")},
    )
    assert left(facts) == [("A", 205 * 60)]


def test_a_limit_that_is_passed_leaves_nothing():
    whole_days = [f"{day:02d} 00.00-24.00 aktiv" for day in range(1, 11)]
    assert left(underlag(rapport(*whole_days))) == [("A", 0)]


def test_in_the_middle_of_the_month_the_rest_is_known():
    facts = underlag(rapport("01 08.00-18.00 aktiv", "09 08.00-18.30 vantetid", **TENTH), **IN_OCTOBER)
    assert to_data(assess(facts, LAW))["arbetstid"] == [
        {
            "assistent": "A",
            "from": "2018-10-01",
            "to": "2018-10-31",
            "regim": "arbetstidslagen",
            "veckotimmar": "48",
            "grans": "213:00",
            "arbetat": "20:30",
            "kvar": "192:30",
        }
    ]


def test_the_readable_output_says_it_in_a_sentence():
    facts = underlag(rapport("01 08.00-18.00 aktiv", **TENTH), **IN_OCTOBER)
    assert any("213 h" in line and "203 h återstår" in line for line in readable(assess(facts, LAW)))


def test_all_employers_of_the_person_count_together():
    facts = underlag(
        rapport("01 08.00-18.00 aktiv", **TENTH),
        rapport("02 08.00-18.00 aktiv", anordnare=KOOPERATIV, kollektivavtal=True, **TENTH),
        **IN_OCTOBER,
    )
    assert left(facts) == [("A", (213 - 20) * 60)]


def test_each_part_of_a_period_has_its_own_rest():
    periods = (Period(date(2018, 9, 17), date(2018, 10, 15)), Period(date(2018, 10, 15), date(2018, 11, 12)))
    report = rapport("01 08.00-18.00 aktiv", "15 08.00-09.00 aktiv", berakningsperiod=periods)
    assert left(underlag(report)) == [("A", 86 * 60), ("A", 116 * 60)]


@pytest.mark.parametrize(
    ("facts", "regim", "grans"),
    [
        ({}, "hushallsarbete", 231),
        ({"forlangd_arbetstid": True}, "hushallsarbete", 284),
        ({"kollektivavtal": True}, "kollektivavtal", 213),
    ],
)
def test_the_regime_is_named(facts, regim, grans):
    report = rapport("01 08.00-18.00 aktiv", anordnare="egen")
    own = {"egen": anordnare("egen", slag="egen_arbetsgivare"), FORETAG: anordnare()}
    found = assess(underlag(report, anordnare=own, assistenter={"A": assistent(**facts)}), LAW).arbetstid
    assert [(each.regim, each.grans) for each in found] == [(regim, grans * 60)]


@given(months())
def test_what_is_worked_is_work_of_the_reports_and_what_is_left_never_negative(facts):
    bedomning = assess(facts, LAW)
    reporting = {report.assistent for report in facts.tidsredovisningar}
    assert {found.assistent for found in bedomning.arbetstid} == reporting
    worked = sum(found.arbetat for found in bedomning.arbetstid)
    assert worked <= bedomning.redovisad.aktiv + bedomning.redovisad.vantetid
    assert all(found.kvar == max(0, found.grans - found.arbetat) for found in bedomning.arbetstid)
