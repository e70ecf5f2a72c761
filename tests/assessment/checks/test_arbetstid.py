"""Working time. December has 31 days and no clock change: 48 h a week is 213 h (48 × 31 ÷ 7 = 212.57), 52 h is 231 h, 64 h is 284 h."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.underlagen import (
    FORETAG,
    KOOPERATIV,
    anordnare,
    assessed,
    assistent,
    beslut,
    in_month,
    report_of,
)

from assistans.assessment.checks.arbetstid import limit_minutes
from assistans.facts import AnnanTid, Rad, Rakning
from assistans.facts.beslut import BeviljadTid
from assistans.facts.rakning import Kostnader
from assistans.timeline.months import Month, Period

KOD = "ARBETSTID_OVERSKRIDEN"
PLENTY = (beslut(tid=BeviljadTid(per="period", minuter=600_000), vantetid=True, beredskap=True, dubbelassistans=BeviljadTid(per="period", minuter=60000)),)  # fmt: skip
EGEN = {
    "egen": anordnare("egen", slag="egen_arbetsgivare"),
    FORETAG: anordnare(),
    KOOPERATIV: anordnare(KOOPERATIV),
}
DECEMBER = Month(2018, 12)
ACCOUNT = Rakning(mottagen=date(2019, 1, 4), tid=None, kostnader=Kostnader())


def rows(hours_a_day, kind="aktiv", first=1, last=31):
    return [f"{dag:02d} 00.00-{hours_a_day:02d}.00 {kind}" for dag in range(first, last + 1)]


def reported(*rader, **changes):
    return report_of(DECEMBER, *rader, **changes)


def excess(*reports, who=None, **changes):
    """The minutes above the limit, by day."""
    who = {"A": who or assistent(), "B": assistent("B")}
    facts = {"beslut": PLENTY, "anordnare": EGEN, "rakning": ACCOUNT, "assistenter": who, **changes}
    found = {}
    for fate in assessed(*reports, **in_month(DECEMBER, **facts)).minuter:
        if fate.kod == KOD:
            found[fate.dag.day] = found.get(fate.dag.day, 0) + fate.end - fate.start
    return found


def period(first, last):
    return Period(date(2018, 12, first), date(2018, 12, 1) + timedelta(days=last))


@pytest.mark.parametrize(
    ("weekly", "days", "hours"),
    [(48, 31, 213), (48, 30, 206), (48, 28, 192), (52, 31, 231), (52, 28, 208), (64, 31, 284), (48, 1, 7), (48, 7, 48), (48, 8, 55), (40, 31, 178)],
)  # fmt: skip
def test_the_limit_of_a_part_is_weekly_hours_by_days_rounded_up_to_whole_hours(weekly, days, hours):
    whole = Period(date(2018, 10, 1), date(2018, 10, 1) + timedelta(days=days))
    assert limit_minutes(weekly, whole) == hours * 60


@given(st.integers(1, 80), st.integers(1, 366))
def test_a_limit_is_never_below_the_exact_and_less_than_an_hour_above(weekly, days):
    limit = limit_minutes(weekly, Period(date(2018, 1, 1), date(2018, 1, 1) + timedelta(days=days)))
    assert limit % 60 == 0
    assert 0 <= limit * 7 - weekly * days * 60 < 60 * 7


@pytest.mark.parametrize(
    ("who", "hired_by", "limit"),
    [
        ({}, FORETAG, 213),
        ({"kollektivavtal": True}, FORETAG, 213),
        ({"forlangd_arbetstid": True}, FORETAG, 213),
        ({}, "egen", 231),
        ({"kollektivavtal": True}, "egen", 213),
        ({"kollektivavtal": True, "forlangd_arbetstid": True}, "egen", 213),
        ({"forlangd_arbetstid": True}, "egen", 284),
        ({"narstaende": True}, "egen", 231),
    ],
)
def test_each_regime_has_its_limit(who, hired_by, limit):
    worked = 10 * 31
    found = excess(reported(*rows(10), anordnare=hired_by), who=assistent(**who))
    assert sum(found.values()) == (worked - limit) * 60


@pytest.mark.parametrize(
    ("stated", "assistant", "hours"),
    [(True, False, 213), (False, True, 231), (None, True, 213), (None, False, 231)],
)
def test_what_the_report_says_of_kollektivavtal_overrides_the_assistants(stated, assistant, hours):
    report = reported(*rows(10), anordnare="egen", kollektivavtal=stated)
    assert sum(excess(report, who=assistent(kollektivavtal=assistant)).values()) == (310 - hours) * 60


@pytest.mark.parametrize(("month", "hours"), [(Month(2016, 4), 206), (Month(2016, 5), 231)])
def test_close_relatives_come_under_household_work_from_may_2016(month, hours):
    who = {"A": assistent(narstaende=True)}
    grant = beslut(
        beviljandeperiod=Period(month.first, month.shift(6).first),
        tid=BeviljadTid(per="period", minuter=600_000),
    )
    account = Rakning(mottagen=month.shift(1).first, tid=None, kostnader=Kostnader())
    report = report_of(month, *rows(10, last=month.days), anordnare="egen")
    facts = in_month(month, beslut=(grant,), assistenter=who, anordnare=EGEN, rakning=account)
    assert assessed(report, **facts).per_kod == {KOD: (10 * month.days - hours) * 60}


@pytest.mark.parametrize(("month", "tested"), [(Month(2014, 7), False), (Month(2014, 8), True)])
def test_working_time_is_controlled_from_august_2014(month, tested):
    grant = beslut(
        beviljandeperiod=Period(month.first, month.shift(6).first),
        tid=BeviljadTid(per="period", minuter=600_000),
    )
    bedomning = assessed(report_of(month, *rows(10)), **in_month(month, beslut=(grant,)))
    assert bedomning.per_kod == ({KOD: (310 - 213) * 60} if tested else {})


def test_what_lies_last_in_time_is_the_excess():
    assert excess(reported(*rows(7)), reported("31 20.00-23.00 aktiv")) == {31: 420}
    assert excess(reported("31 20.00-23.00 aktiv"), reported(*rows(7))) == {31: 420}


def test_exactly_the_limit_is_allowed_and_a_minute_more_is_not():
    assert excess(reported(*rows(7, last=30), "31 00.00-03.00 aktiv")) == {}
    assert excess(reported(*rows(7, last=30), "31 00.00-03.01 aktiv")) == {31: 1}


def test_all_employers_of_the_same_person_count_together():
    found = excess(
        reported(*rows(4)),
        reported(*[row.replace("00.00-04", "04.00-07") for row in rows(4)], anordnare=KOOPERATIV),
    )
    assert sum(found.values()) == 4 * 60
    assert set(found) == {31}


def test_each_assistant_has_a_limit_of_her_own():
    assert excess(reported(*rows(6)), reported(*rows(6), assistent="B")) == {}


def test_work_for_other_persons_does_not_count():
    elsewhere = AnnanTid(assistent="A", rader=tuple(Rad(dag, 1000, 2200, "aktiv") for dag in range(1, 32)))
    assert excess(reported(*rows(6)), annan_tid=(elsewhere,)) == {}


def test_vantetid_counts_whole_and_beredskap_not_at_all():
    assert sum(excess(reported(*rows(7, "vantetid"))).values()) == 4 * 60
    assert excess(reported(*rows(12, "beredskap"))) == {}


def test_beredskap_is_never_the_excess():
    assert excess(reported(*rows(7), "31 20.00-23.00 beredskap")) == {31: 240}


def test_a_minute_reported_twice_is_worked_once():
    assert excess(reported(*rows(6)), reported(*rows(6), anordnare=KOOPERATIV)) == {}


def test_time_that_is_not_paid_for_another_reason_is_still_worked():
    young = assistent(anmald={FORETAG: date(2018, 12, 10)})
    found = excess(reported(*rows(10)), who=young)
    assert sum(found.values()) == (310 - 213) * 60


def test_where_regimes_differ_the_lowest_limit_holds():
    found = excess(
        reported(*rows(5), anordnare="egen"),
        reported(*[row.replace("00.00-05", "05.00-10") for row in rows(5)]),
    )
    assert sum(found.values()) == (310 - 213) * 60


@pytest.mark.parametrize(
    ("stated", "taken"), [((), {}), ((period(1, 28),), {28: 240}), ((period(1, 31),), {})]
)
def test_a_stated_period_has_its_own_limit(stated, taken):
    # 7 h a day on the first 28 days are 196 h; 28 days allow 192 and the whole month 213.
    assert excess(reported(*rows(7, last=28), berakningsperiod=stated)) == taken


def test_several_stated_periods_are_each_tested():
    halves = (period(1, 14), period(15, 28))
    found = excess(reported(*rows(7, last=28), berakningsperiod=halves))
    assert found == {14: 120, 28: 120}  # 14 days allow 96 h


def test_days_that_no_stated_period_covers_are_the_calendar_month():
    found = excess(reported(*rows(7), berakningsperiod=(period(1, 28),)))
    # 192 h until the 28th; of the month's 213 h, 217 worked and 4 h already taken are still work: 4 h over.
    assert found == {28: 240, 31: 240}


def test_a_period_over_the_month_is_cut_to_it_and_nothing_moves_between_months():
    around = Period(date(2018, 11, 17), date(2018, 12, 15))
    found = excess(reported(*rows(8, last=14), berakningsperiod=(around,)))
    # The 14 days in December allow 96 h of the 112 that were worked.
    assert found == {13: 480, 14: 480}


def test_a_stated_period_outside_the_month_is_no_period_of_it():
    before = Period(date(2018, 11, 1), date(2018, 12, 1))
    assert sum(excess(reported(*rows(7), berakningsperiod=(before,))).values()) == 4 * 60


def test_a_period_stated_on_one_report_holds_for_all_of_the_assistants():
    found = excess(
        reported(*rows(4, last=28), berakningsperiod=(period(1, 28),)),
        reported(*[row.replace("00.00-04", "04.00-07") for row in rows(4, last=28)], anordnare=KOOPERATIV),
    )
    assert sum(found.values()) == 4 * 60


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 24), min_size=31, max_size=31))
def test_minute_by_minute_the_slow_and_obvious_way_comes_to_the_same(hours):
    """Count the month's hours in time order: what comes after the 213th is not paid."""
    written = [
        f"{dag:02d} 00.00-{worked:02d}.00 aktiv" for dag, worked in enumerate(hours, start=1) if worked
    ]
    left, expected = 213, {}
    for dag, worked in enumerate(hours, start=1):
        for _ in range(worked):
            left -= 1
            if left < 0:
                expected[dag] = expected.get(dag, 0) + 60
    assert excess(reported(*written)) == expected


def test_the_limit_is_told_with_what_was_worked_and_what_is_left():
    facts = in_month(DECEMBER, beslut=PLENTY, anordnare=EGEN, rakning=ACCOUNT)
    rows_told = [
        row
        for row in assessed(reported(*rows(2), berakningsperiod=(period(1, 28),)), **facts).spar
        if row.nyckel == "arbetstid"
    ]
    assert [(row.resultat, row.varden["arbetat"], row.varden["kvar"]) for row in rows_told] == [
        (192 * 60, 56 * 60, 136 * 60),
        (213 * 60, 62 * 60, 151 * 60),
    ]
    assert [(row.varden["fran"], row.varden["till"]) for row in rows_told] == [
        (date(2018, 12, 1), date(2018, 12, 28)),
        (date(2018, 12, 1), date(2018, 12, 31)),
    ]
    assert {
        (row.varden["assistent"], row.varden["veckograns"], row.varden["regim"]) for row in rows_told
    } == {("A", 48, "arbetstidslagen")}


def test_the_longer_week_of_household_work_is_told():
    facts = in_month(
        DECEMBER,
        beslut=PLENTY,
        anordnare=EGEN,
        rakning=ACCOUNT,
        assistenter={"A": assistent(forlangd_arbetstid=True)},
    )
    (row,) = [
        row
        for row in assessed(reported(*rows(2), anordnare="egen"), **facts).spar
        if row.nyckel == "arbetstid"
    ]
    assert (row.varden["veckograns"], row.varden["regim"], row.resultat) == (64, "hushallsarbete", 284 * 60)
