"""The first 20 hours of an ISO week. In October 2018 the week 2018-W41 is the 8th to the 14th; an hour is 295.40."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.oracle import kommunens_enheter
from tests.assessment.underlagen import (
    FORETAG,
    KOOPERATIV,
    anordnare,
    assessed,
    assistent,
    beslut,
    months,
    rapport,
    underlag,
)

from assistans.assessment import assess
from assistans.facts import CaseError, Rakning
from assistans.facts.beslut import BeviljadTid, Timbelopp
from assistans.facts.person import Kommuntid, Person
from assistans.facts.rakning import Kostnader
from assistans.law import builtin
from assistans.timeline.months import ALWAYS, Period
from assistans.timeline.quantities import Ore

HOUR = 1680
DOUBLE = BeviljadTid(per="period", minuter=60000)


def days(first, last, times="08.00-18.00", kind="aktiv"):
    return [f"{day:02d} {times} {kind}" for day in range(first, last + 1)]


def share(*reports, **changes):
    (part,) = assessed(*reports, **changes).kommun
    return part


def weeks(part):
    return {week.vecka: week.enheter for week in part.veckor}


def test_a_day_that_no_kommun_answers_for_stops():
    gap = Person(kommun=(Kommuntid(kommun="0180", period=Period(date(2018, 10, 10), None)),))
    with pytest.raises(CaseError, match="no kommun answers for the person on 2018-10-09: state one"):
        assessed(rapport(*days(9, 10)), person=gap)


def test_a_gap_on_a_day_without_payable_time_is_no_matter():
    gap = Person(kommun=(Kommuntid(kommun="0180", period=Period(date(2018, 10, 9), None)),))
    assert share(rapport(*days(9, 9)), person=gap).enheter == 10 * HOUR


@pytest.mark.parametrize(
    ("last", "hours"),
    [(8, 10), (9, 20), (10, 20), (14, 20), (15, 30), (16, 40), (17, 40), (21, 40), (22, 50)],
)
def test_each_week_gives_its_first_twenty_hours(last, hours):
    part = share(rapport(*days(8, last)))
    assert part.enheter == hours * HOUR
    assert part.belopp == hours * 29540


def test_a_week_with_less_gives_what_it_has_and_another_does_not_make_it_up():
    part = share(rapport(*days(8, 8), *days(15, 18)))
    assert weeks(part) == {"2018-W41": 10 * HOUR, "2018-W42": 20 * HOUR}


def test_waiting_and_stopped_time_is_not_shared():
    late = rapport(*days(8, 9), assistent="B", anordnare=KOOPERATIV, mottagen=date(2018, 12, 10))
    part = share(rapport(*days(11, 11)), late, assessed_on=date(2018, 12, 11))
    assert weeks(part) == {"2018-W41": 10 * HOUR}


@pytest.mark.parametrize(("kind", "worth"), [("vantetid", 7), ("beredskap", 4)])
def test_converted_hours_count(kind, worth):
    part = share(rapport(*days(8, 14, kind=kind)), beslut=(beslut(vantetid=True, beredskap=True),))
    assert part.enheter == min(20 * HOUR, 70 * 60 * worth)


def test_the_twentieth_hour_ends_inside_a_minute_of_two_assistants_by_rank():
    both = beslut(dubbelassistans=DOUBLE, vantetid=True)
    # 19:59 of active time, then 08.00 with an active and a väntetid minute at once: 28 units are left for both.
    reports = (
        rapport("08 00.00-19.59 aktiv", "09 08.00-09.00 aktiv"),
        rapport("09 08.00-09.00 vantetid", assistent="B"),
    )
    assert share(*reports, beslut=(both,)).enheter == 20 * HOUR


@pytest.mark.parametrize(("used", "left"), [(0, 20), (5, 15), (20, 0), (30, 0)])
def test_hours_already_approved_in_the_week_that_the_month_begins_inside_are_gone(used, left):
    part = share(rapport(*days(1, 3)), tidigare_veckor={"2018-W40": used * HOUR})
    assert part.enheter == left * HOUR


@pytest.mark.parametrize(("used", "left"), [(0, 20), (5, 15), (20, 0)])
def test_hours_of_a_later_month_decided_first_are_gone(used, left):
    part = share(rapport(*days(29, 31)), senare_veckor={"2018-W44": used * HOUR})
    assert part.enheter == left * HOUR


def test_the_last_part_of_a_minute_of_the_hours_is_used_too():
    part = share(rapport(*days(1, 1)), tidigare_veckor={"2018-W40": 20 * HOUR - 1})
    assert weeks(part) == {"2018-W40": 1}


def test_the_hours_and_the_share_are_told_in_their_units():
    told = {row.nyckel: (row.resultat, row.enhet) for row in assessed(rapport(*days(1, 1))).spar}
    assert told["kommunvecka"] == (600, "omräknade minuter")
    assert told["kommunens_del_efter_utfort"] == (10 * 29540, "öre")


def test_other_weeks_do_not_touch_this_one():
    part = share(
        rapport(*days(8, 10)), tidigare_veckor={"2018-W40": 20 * HOUR}, senare_veckor={"2018-W44": 20 * HOUR}
    )
    assert part.enheter == 20 * HOUR


def test_two_kommuner_share_by_the_day_in_one_weeks_twenty_hours():
    moved = Person(
        kommun=(
            Kommuntid(kommun="1480", period=Period(date(2018, 10, 9), None)),
            Kommuntid(kommun="0180", period=Period(ALWAYS, date(2018, 10, 9))),
        )
    )
    bedomning = assessed(rapport(*days(8, 12)), person=moved)
    assert bedomning.kommun_lista
    assert [(part.kommun, part.enheter) for part in bedomning.kommun] == [
        ("0180", 10 * HOUR),
        ("1480", 10 * HOUR),
    ]


def test_a_kommun_whose_time_is_outside_the_month_is_not_listed():
    moved = Person(
        kommun=(
            Kommuntid(kommun="1480", period=Period(ALWAYS, date(2018, 10, 1))),
            Kommuntid(kommun="0180", period=Period(date(2018, 10, 1), None)),
        )
    )
    bedomning = assessed(rapport(*days(8, 8)), person=moved)
    assert not bedomning.kommun_lista
    assert [part.kommun for part in bedomning.kommun] == ["0180"]


def test_a_second_kommun_without_hours_is_listed_with_nothing():
    moved = Person(
        kommun=(
            Kommuntid(kommun="0180", period=Period(ALWAYS, date(2018, 10, 20))),
            Kommuntid(kommun="1480", period=Period(date(2018, 10, 20), None)),
        )
    )
    one, other = assessed(rapport(*days(8, 8)), person=moved).kommun
    assert (one.enheter, other.enheter, other.belopp, other.veckor) == (10 * HOUR, 0, 0, ())


def test_without_any_kommun_the_share_is_owed_by_nobody_named():
    part = share(rapport(*days(8, 8)), person=Person())
    assert (part.kommun, part.enheter) == (None, 10 * HOUR)


def test_all_anordnare_count_together_in_time_order():
    part = share(rapport(*days(8, 8)), rapport(*days(9, 10), assistent="B", anordnare=KOOPERATIV))
    assert weeks(part) == {"2018-W41": 20 * HOUR}


def test_each_rate_is_rounded_once():
    grants = beslut(timbelopp_utanfor_ees=Ore(25055))
    abroad = {"A": assistent(), "B": assistent("B", bosatt="utanfor_ees")}
    reports = (rapport("08 08.00-08.07 aktiv"), rapport("09 08.00-08.07 aktiv", assistent="B"))
    kostnader = Rakning(mottagen=date(2018, 11, 4), tid=None, kostnader=Kostnader())
    part = share(*reports, beslut=(grants,), assistenter=abroad, rakning=kostnader)
    assert part.belopp == 3446 + 2923  # 7/60 of 295.40 is 34.4633 and of 250.55 is 29.2308


def test_nothing_in_advance_is_shared():
    part = share(rapport(*days(8, 9)), person=Person(utbetalning="forskott"))
    assert (part.enheter, part.belopp, part.veckor) == (0, 0, ())


def test_the_share_of_costs_is_by_time():
    own = {"egen": anordnare("egen", slag="egen_arbetsgivare"), FORETAG: anordnare()}
    costs = Kostnader(lon=Ore(300000))
    facts = {"anordnare": own, "rakning": Rakning(mottagen=date(2018, 11, 4), tid=None, kostnader=costs)}
    part = share(rapport(*days(8, 10), anordnare="egen"), **facts)
    assert part.belopp == 200000  # 20 of 30 hours of 3 000 kr


def test_costs_that_do_not_decide_leave_the_share_by_the_hour():
    own = {"egen": anordnare("egen", slag="egen_arbetsgivare"), FORETAG: anordnare()}
    costs = Kostnader(lon=Ore(99_999_999))
    facts = {"anordnare": own, "rakning": Rakning(mottagen=date(2018, 11, 4), tid=None, kostnader=costs)}
    assert share(rapport(*days(8, 10), anordnare="egen"), **facts).belopp == 20 * 29540


def test_at_a_higher_amount_the_kommun_pays_that_amount():
    hogre = beslut(timbelopp=Timbelopp(hogre=Ore(31000)))
    costs = Rakning(mottagen=date(2018, 11, 4), tid=None, kostnader=Kostnader(lon=Ore(99_999_999)))
    assert share(rapport(*days(8, 10)), beslut=(hogre,), rakning=costs).belopp == 20 * 31000


@settings(max_examples=60, deadline=None)
@given(months())
def test_week_by_week_the_slow_and_obvious_way_comes_to_the_same(facts):
    bedomning = assess(facts, builtin())
    assert weeks(bedomning.kommun[0]) == kommunens_enheter(facts, bedomning)


@settings(max_examples=60, deadline=None)
@given(months(), st.integers(0, 20))
def test_no_week_gives_more_than_twenty_hours_with_what_is_used_elsewhere(facts, used):
    changed = assess(
        underlag(*facts.tidsredovisningar, beslut=facts.beslut, tidigare_veckor={"2018-W40": used * HOUR}),
        builtin(),
    )
    for week in changed.kommun[0].veckor:
        elsewhere = used * HOUR if week.vecka == "2018-W40" else 0
        assert 0 < week.enheter <= 20 * HOUR - elsewhere
