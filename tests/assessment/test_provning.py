"""The examination in progress: a minute is taken once, by the mode of the day, and what is left stays live."""

from datetime import date

import pytest
from tests.assessment.underlagen import FORETAG, anordnare, assistent, beslut, rapport, underlag

from assistans.assessment.checks import rader
from assistans.assessment.provning import Provning, month_days
from assistans.facts import AnnanManad, CaseError, Stallningstagande, Tid
from assistans.law import builtin, builtin_text, load
from assistans.timeline.months import Month, Period

STOPS, WAITS, NOTES = "ASSISTENT_EJ_ANMALD", "ASSISTENT_OVERLAPPAR", "NARSTAENDE"
DAY = "09 08.00-16.00 aktiv"
OTHER = "10 08.00-16.00 aktiv"
EIGHT = 8 * 1440 + 480
"""Exact minutes from the month's first midnight to 08.00 on the 9th."""


def begun(*reports, law=None, **changes):
    """An examination whose rows have been read."""
    provning = Provning(underlag(*(reports or (rapport(DAY),)), **changes), law or builtin())
    rader.check(provning)
    return provning


def position(kod=WAITS, utfall="godkand", **narrowed):
    return Stallningstagande(kod=kod, utfall=utfall, skal="prövat", **narrowed)


def take(provning, kod, *spans, soft=False):
    """Let a code take spans of the first live stretch, in minutes from its beginning."""
    segment = provning.live[0]
    provning.take(kod, [(segment, segment.start + a, segment.start + b) for a, b in spans], soft=soft)


def live(provning):
    return [(segment.start - EIGHT, segment.end - EIGHT) for segment in provning.live]


def taken(provning):
    return [(segment.start - EIGHT, segment.end - EIGHT, ode, kod) for segment, ode, kod in provning.tagna]


def changed(before, after):
    text = builtin_text()
    assert before in text
    return load(text.replace(before, after))


def test_a_row_without_length_cannot_be_approved_by_a_position():
    held = position("RAD_OGILTIG")
    with pytest.raises(CaseError, match="RAD_OGILTIG: a row without a computable length cannot be approved"):
        begun(rapport("32 08.00-16.00 aktiv"), stallningstaganden=(held,))


def test_a_position_on_clock_times_that_do_not_exist_is_refused():
    provning = begun(
        rapport("28 08.00-16.00 aktiv"), stallningstaganden=(position(dag=28, fran=215, till=300),)
    )
    with pytest.raises(CaseError, match=r"day 28 has no such clock times \(KLOCKSLAG_TVETYDIGT\)"):
        take(provning, WAITS, (0, 60))


def test_every_reported_minute_is_live_at_first():
    assert live(begun()) == [(0, 480)]
    assert begun().tagna == []


@pytest.mark.parametrize(("kod", "ode"), [(STOPS, "stoppad"), (WAITS, "vantar")])
def test_what_is_taken_has_its_fate_and_the_rest_stays_live(kod, ode):
    provning = begun()
    take(provning, kod, (60, 120), (300, 480))
    assert taken(provning) == [(60, 120, ode, kod), (300, 480, ode, kod)]
    assert live(provning) == [(0, 60), (120, 300)]
    assert provning.findings[kod].minuter == 240


def test_a_check_that_only_notes_takes_nothing():
    provning = begun()
    take(provning, NOTES, (0, 480))
    assert (live(provning), provning.tagna) == ([(0, 480)], [])
    assert provning.findings[NOTES].rader == {(0, 0)}


def test_a_check_that_is_off_is_not_even_seen():
    entry = "rules: [P6, D10]\n    modes:\n      - {from: 2013-07-01, mode: stopp, "
    provning = begun(law=changed(entry, entry.replace("stopp", "av")))
    take(provning, STOPS, (0, 480))
    provning.hold(STOPS)
    provning.remark(STOPS)
    assert (live(provning), provning.findings) == ([(0, 480)], {})
    assert not provning.runs(STOPS)


def test_a_soft_take_waits_where_it_would_have_stopped():
    provning = begun()
    take(provning, STOPS, (0, 60), soft=True)
    assert taken(provning) == [(0, 60, "vantar", STOPS)]


def test_a_soft_take_of_what_waits_still_waits():
    provning = begun()
    take(provning, WAITS, (0, 60), soft=True)
    assert taken(provning) == [(0, 60, "vantar", WAITS)]


def test_taking_nothing_leaves_no_finding():
    provning = begun()
    provning.take(STOPS, [])
    provning.take_where(STOPS, lambda _: False)
    assert (provning.findings, live(provning)) == ({}, [(0, 480)])


def test_only_the_stretches_that_are_hit_are_taken():
    provning = begun(rapport(DAY, OTHER))
    provning.take_where(STOPS, lambda segment: segment.post.dagnr == 10)
    assert live(provning) == [(0, 480)]
    assert taken(provning) == [(1440, 1920, "stoppad", STOPS)]


def test_the_mode_is_that_of_the_day_when_it_changes_inside_the_month():
    entry = "rules: [P6, D10]\n    modes:\n"
    softer = changed(entry, entry + "      - {from: 2018-10-10, mode: vanta}\n")
    provning = begun(rapport(DAY, OTHER), law=softer)
    provning.take_where(STOPS, lambda _: True)
    assert [ode for _, _, ode, _ in taken(provning)] == ["stoppad", "vantar"]
    assert provning.findings[STOPS].lagen == {"stopp", "vanta"}


def test_a_fact_of_the_month_takes_all_that_is_live():
    provning = begun(rapport(DAY), rapport(OTHER, assistent="B"))
    provning.hold("RAKNING_SAKNAS")
    assert provning.live == []
    assert provning.findings["RAKNING_SAKNAS"].minuter == 960


def test_a_fact_of_a_report_takes_that_reports_minutes():
    provning = begun(rapport(DAY), rapport(OTHER, assistent="B"))
    provning.hold("FOR_SENT", rapporter=[1])
    assert live(provning) == [(0, 480)]
    assert provning.findings["FOR_SENT"].rapporter == {1}


def test_a_fact_is_seen_though_there_is_nothing_left_to_take():
    provning = begun()
    take(provning, STOPS, (0, 480))
    provning.hold("RAKNING_SAKNAS")
    assert provning.findings["RAKNING_SAKNAS"].minuter == 0
    assert provning.findings["RAKNING_SAKNAS"].lagen == {"vanta"}


@pytest.mark.parametrize(
    "narrowed",
    [
        {},
        {"assistent": "A"},
        {"anordnare": FORETAG},
        {"rapport": "r1"},
        {"dag": 9},
        {"dag": 9, "fran": 800, "till": 1600},
    ],
)
def test_a_position_lets_through_what_it_means(narrowed):
    held = position(**narrowed)
    provning = begun(rapport(DAY, id="r1"), stallningstaganden=(held,))
    take(provning, WAITS, (0, 480))
    assert live(provning) == [(0, 480)]
    assert provning.used_positions == {id(held)}


@pytest.mark.parametrize(
    "narrowed",
    [
        {"assistent": "B"},
        {"anordnare": "egen"},
        {"rapport": "r2"},
        {"dag": 10},
        {"dag": 9, "fran": 0, "till": 800},
    ],
)
def test_a_position_on_something_else_lets_nothing_through(narrowed):
    facts = {"assistenter": {"A": assistent(), "B": assistent("B")}}
    provning = begun(rapport(DAY, id="r1"), stallningstaganden=(position(**narrowed),), **facts)
    take(provning, WAITS, (0, 480))
    assert taken(provning) == [(0, 480, "vantar", WAITS)]
    assert provning.used_positions == set()


def test_a_position_on_another_code_lets_nothing_through():
    provning = begun(stallningstaganden=(position("FOR_SENT"),))
    take(provning, WAITS, (0, 480))
    assert live(provning) == []


def test_clock_times_of_a_position_cut_the_minutes():
    held = (position(dag=9, fran=900, till=1000), position(utfall="stoppad", dag=9, fran=1100, till=1130))
    provning = begun(stallningstaganden=held)
    take(provning, WAITS, (0, 480))
    assert live(provning) == [(60, 120)]
    assert sorted(taken(provning)) == [
        (0, 60, "vantar", WAITS),
        (120, 180, "vantar", WAITS),
        (180, 210, "stoppad", WAITS),
        (210, 480, "vantar", WAITS),
    ]


def test_a_stopping_position_stops_before_one_that_lets_through():
    held = (position(dag=9), position(utfall="stoppad", dag=9, fran=900, till=1000))
    provning = begun(stallningstaganden=held)
    take(provning, WAITS, (0, 480))
    assert taken(provning) == [(60, 120, "stoppad", WAITS)]
    assert live(provning) == [(0, 60), (120, 480)]


def test_no_position_lets_through_what_is_stopped():
    provning = begun(stallningstaganden=(position(STOPS),))
    take(provning, STOPS, (0, 480))
    assert live(provning) == []


@pytest.mark.parametrize(
    ("day", "days"),
    [(None, 31), ("2018-11-01", 31), ("2018-10-31", 30), ("2018-10-02", 1), ("2018-10-01", 0), ("2018-09-30", 0), ("0001-01-01", 0)],
)  # fmt: skip
def test_the_days_of_the_month_before_a_day_are_counted(day, days):
    assert begun().days_before(None if day is None else date.fromisoformat(day)) == days


def test_each_day_knows_its_grant():
    early = beslut(beviljandeperiod=Period(date(2018, 7, 1), date(2018, 10, 3)))
    late = beslut(beviljandeperiod=Period(date(2018, 10, 5), date(2019, 1, 1)))
    other = beslut(beviljandeperiod=Period(date(2019, 1, 1), date(2019, 2, 1)))
    provning = begun(beslut=(late, other, early))
    assert provning.grant_by_day[1:6] == [early, early, None, None, late]
    assert provning.grant_by_day[31] is late
    assert len(provning.grant_by_day) == 32
    assert provning.grants == [early, late]


def test_earlier_months_belong_to_the_first_grant_and_later_ones_to_the_last():
    halves = [
        Period(date(2018, 7, 1), date(2018, 10, 10)),
        Period(date(2018, 10, 10), date(2018, 10, 20)),
        Period(date(2018, 10, 20), date(2019, 1, 1)),
    ]
    earlier, later = AnnanManad(month=Month(2018, 9), enheter=1), AnnanManad(month=Month(2018, 11), enheter=2)
    provning = begun(
        beslut=tuple(beslut(beviljandeperiod=half) for half in halves), tidigare=(earlier,), senare=(later,)
    )
    assert [provning.used_elsewhere(place) for place in range(3)] == [(earlier,), (), (later,)]


def test_a_single_grant_has_both_earlier_and_later_months():
    earlier, later = AnnanManad(month=Month(2018, 9), enheter=1), AnnanManad(month=Month(2018, 11), enheter=2)
    assert begun(tidigare=(earlier,), senare=(later,)).used_elsewhere(0) == (earlier, later)


def test_a_row_knows_its_assistant_and_anordnare():
    own = {"egen": anordnare("egen", slag="egen_arbetsgivare"), FORETAG: anordnare()}
    provning = begun(rapport(DAY), rapport(OTHER, anordnare="egen"), anordnare=own)
    assert [provning.egen(post) for (post,) in provning.poster] == [False, True]
    assert provning.assistent(provning.poster[0][0]).id == "A"
    assert provning.anordnare(provning.poster[1][0]).id == "egen"


def test_the_live_stretches_of_a_grant_are_those_of_its_days():
    early = beslut(beviljandeperiod=Period(date(2018, 7, 1), date(2018, 10, 10)))
    late = beslut(beviljandeperiod=Period(date(2018, 10, 10), date(2019, 1, 1)))
    provning = begun(rapport(DAY, OTHER), beslut=(early, late))
    assert [[s.post.dagnr for s in provning.live_under(grant)] for grant in (early, late)] == [[9], [10]]


def test_a_day_without_a_grant_is_under_none_though_there_is_but_one():
    late = beslut(beviljandeperiod=Period(date(2018, 10, 10), date(2019, 1, 1)))
    provning = begun(rapport(DAY, OTHER), beslut=(late,))
    assert [s.post.dagnr for s in provning.live_under(late)] == [10]
    assert not provning.granted_every_day
    assert begun().granted_every_day


def test_only_rows_that_share_minutes_are_simultaneous_for_as_long_as_they_live():
    provning = begun(rapport(DAY, OTHER), rapport("09 15.00-17.00 aktiv", assistent="B"))
    assert [s.post.assistent for s in provning.live_simultaneous()] == ["A", "B"]
    provning.take_where(STOPS, lambda segment: segment.post.assistent == "B")
    assert [(s.post.assistent, s.post.dagnr) for s in provning.live_simultaneous()] == [("A", 9)]


def test_the_fates_that_there_are_are_told_with_their_minutes_by_kind():
    provning = begun(rapport(DAY, "10 08.00-09.00 vantetid", "32 08.00-09.00 beredskap"))
    assert provning.odes() == {"godkand", "vantar"}
    provning.take_where(STOPS, lambda segment: segment.post.slag == "aktiv")
    assert provning.raw() == {"godkand": Tid(0, 60), "vantar": Tid(), "stoppad": Tid(480)}
    provning.take_where(WAITS, lambda _: True)
    assert provning.odes() == {"stoppad", "vantar"}
    assert provning.raw() == {"godkand": Tid(), "vantar": Tid(0, 60), "stoppad": Tid(480)}


def test_the_last_reporting_day_is_that_of_the_month():
    assert begun().sista_dag == date(2018, 12, 5)


def test_fates_are_given_in_order_of_row_and_time_with_rows_without_length():
    provning = begun(rapport(OTHER, DAY, "32 08.00-09.00 vantetid"))
    provning.take(STOPS, [(provning.live[0], EIGHT + 60, EIGHT + 120)])
    found = [
        (fate.rad, fate.start - EIGHT if fate.end else 0, fate.ode, fate.kod, fate.enheter)
        for fate in provning.minuter()
    ]
    assert found == [
        (0, 1440, "godkand", None, 480 * 28),
        (1, 0, "godkand", None, 60 * 28),
        (1, 60, "stoppad", STOPS, 60 * 28),
        (1, 120, "godkand", None, 360 * 28),
        (2, 0, "vantar", "RAD_OGILTIG", 0),
    ]


def test_the_days_of_a_month_are_found_by_their_number():
    days = month_days(Month(2018, 2))
    assert (days[0], days[1], days[28], len(days)) == (
        date(2018, 2, 1),
        date(2018, 2, 1),
        date(2018, 2, 28),
        29,
    )
