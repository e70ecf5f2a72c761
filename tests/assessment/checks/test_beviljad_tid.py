from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.underlagen import KOOPERATIV, assessed, beslut, rapport

from assistans.assessment import row_fates
from assistans.facts import AnnanManad, Tid
from assistans.facts.beslut import BeviljadTid
from assistans.timeline.months import Month, Period

KOD = "OVER_BEVILJAD_TID"
WORTH = {"aktiv": 28, "vantetid": 7, "beredskap": 4}
DOUBLE = BeviljadTid(per="period", minuter=60000)


def granted(minutes, per="period", **changes):
    return beslut(tid=BeviljadTid(per=per, minuter=minutes), vantetid=True, beredskap=True, dubbelassistans=DOUBLE, **changes)  # fmt: skip


def stopped(bedomning):
    return [fate.stoppad.get(KOD, 0) for fate in row_fates(bedomning)]


def used(month, units):
    return (AnnanManad(month=month, enheter=units),)


@pytest.mark.parametrize(("minutes", "over"), [(0, 480), (1, 479), (479, 1), (480, 0), (481, 0)])
def test_what_goes_beyond_the_granted_time_is_stopped(minutes, over):
    assert stopped(assessed(rapport("09 08.00-16.00 aktiv"), beslut=(granted(minutes),))) == [over]


def test_the_time_is_used_in_time_order_whoever_reports_it():
    reports = (
        rapport("11 08.00-10.00 aktiv"),
        rapport("09 08.00-10.00 aktiv", assistent="B", anordnare=KOOPERATIV),
    )
    assert stopped(assessed(*reports, beslut=(granted(180),))) == [60, 0]


def test_the_first_minutes_of_the_row_are_the_ones_that_fit():
    bedomning = assessed(rapport("09 08.00-16.00 aktiv"), beslut=(granted(60),))
    (over,) = [fate for fate in bedomning.minuter if fate.kod == KOD]
    assert (over.start % 1440, over.end % 1440) == (540, 960)


@pytest.mark.parametrize(
    ("kind", "minutes", "fits"),
    [
        ("aktiv", 60, 60),
        ("vantetid", 60, 240),
        ("beredskap", 60, 420),
        ("vantetid", 1, 4),
        ("beredskap", 1, 7),
    ],
)
def test_the_time_is_counted_converted(kind, minutes, fits):
    bedomning = assessed(rapport(f"09 00.00-12.00 {kind}"), beslut=(granted(minutes),))
    assert bedomning.godkand.minuter == fits


@pytest.mark.parametrize(
    ("earlier", "approved"), [(28 * 60 - 27, 0), (28 * 60 - 28, 1), (28 * 60 - 55, 1), (28 * 58, 2)]
)
def test_only_whole_raw_minutes_that_fit_are_approved(earlier, approved):
    bedomning = assessed(
        rapport("09 08.00-16.00 aktiv"), beslut=(granted(60),), tidigare=used(Month(2018, 9), earlier)
    )
    assert bedomning.godkand == Tid(approved)


def test_a_later_waiting_minute_may_fit_where_an_active_one_did_not():
    # 27 units are left: no active minute, three of väntetid, then six units: one of beredskap, two are lost.
    facts = {"beslut": (granted(60),), "tidigare": used(Month(2018, 9), 28 * 59 + 1)}
    rows = ("09 08.00-08.10 aktiv", "09 09.00-09.10 vantetid", "09 10.00-10.10 beredskap")
    assert assessed(rapport(*rows), **facts).godkand == Tid(0, 3, 1)


def test_at_once_each_minute_is_tried_by_rank():
    # 35 units: an active and a väntetid minute at once, then 0 are left for the second minute.
    facts = {"beslut": (granted(60),), "tidigare": used(Month(2018, 9), 28 * 60 - 35)}
    reports = (rapport("09 08.00-08.10 aktiv"), rapport("09 08.00-08.10 vantetid", assistent="B"))
    assert assessed(*reports, **facts).godkand == Tid(1, 1)


def test_at_once_a_cheaper_minute_fits_for_as_long_as_anything_is_left():
    facts = {"beslut": (granted(60),), "tidigare": used(Month(2018, 9), 28 * 60 - 50)}
    reports = (rapport("09 08.00-08.10 aktiv"), rapport("09 08.00-08.10 vantetid", assistent="B"))
    # 50 = 28 + 7, then 15 = 7 + 7, then 1 that nothing fits into.
    assert assessed(*reports, **facts).godkand == Tid(1, 3)


def test_who_is_there_at_once_and_fits_to_the_end_is_told_nothing():
    # 42 = 28 + 7, then 7 of väntetid: the whole of that row fits.
    facts = {"beslut": (granted(60),), "tidigare": used(Month(2018, 9), 28 * 60 - 42)}
    reports = (rapport("09 08.00-08.02 aktiv"), rapport("09 08.00-08.02 vantetid", assistent="B"))
    bedomning = assessed(*reports, **facts)
    assert stopped(bedomning) == [1, 0]
    assert {fate.rapport for fate in bedomning.minuter if fate.kod == KOD} == {0}


@pytest.mark.parametrize(
    ("earlier", "later", "left"),
    [(0, 0, 480), (60, 0, 420), (0, 60, 420), (100, 80, 300), (300, 300, 0), (999, 0, 0)],
)
def test_what_other_months_have_used_is_gone(earlier, later, left):
    facts = {"tidigare": used(Month(2018, 9), 28 * earlier), "senare": used(Month(2018, 11), 28 * later)}
    assert assessed(rapport("09 08.00-16.00 aktiv"), beslut=(granted(480),), **facts).godkand == Tid(left)


def test_several_earlier_months_are_summed():
    earlier = used(Month(2018, 8), 28 * 100) + used(Month(2018, 9), 28 * 200)
    assert assessed(rapport("09 08.00-16.00 aktiv"), beslut=(granted(480),), tidigare=earlier).godkand == Tid(
        180
    )


def test_earlier_months_count_against_the_first_grant_and_later_ones_against_the_last():
    halves = (Period(date(2018, 7, 1), date(2018, 10, 10)), Period(date(2018, 10, 10), date(2019, 1, 1)))
    grants = tuple(granted(300, beviljandeperiod=half) for half in halves)
    facts = {"tidigare": used(Month(2018, 9), 28 * 100), "senare": used(Month(2018, 11), 28 * 200)}
    rows = rapport("09 08.00-16.00 aktiv", "10 08.00-16.00 aktiv")
    assert stopped(assessed(rows, beslut=grants, **facts)) == [280, 380]


def test_unused_time_does_not_carry_over_to_the_next_grant():
    halves = (Period(date(2018, 7, 1), date(2018, 10, 10)), Period(date(2018, 10, 10), date(2019, 1, 1)))
    grants = tuple(granted(300, beviljandeperiod=half) for half in halves)
    rows = rapport("09 08.00-09.00 aktiv", "10 08.00-16.00 aktiv")
    assert stopped(assessed(rows, beslut=grants)) == [0, 180]


@pytest.mark.parametrize(
    ("per", "minutes", "approved"), [("per_vecka", 10, 260), ("per_manad", 50, 300), ("period", 70, 70)]
)
def test_the_budget_is_that_of_the_whole_period_in_any_month(per, minutes, approved):
    assert assessed(rapport("09 08.00-16.00 aktiv"), beslut=(granted(minutes, per),)).godkand == Tid(approved)


def test_a_fraction_of_a_unit_that_was_granted_is_not_used():
    # Ten days of 1 minute a week are 10/7 minutes: 40 units, so one active minute and one of väntetid.
    grant = granted(1, "per_vecka", beviljandeperiod=Period(date(2018, 10, 5), date(2018, 10, 15)))
    assert assessed(
        rapport("09 08.00-08.10 aktiv", "09 09.00-09.10 vantetid"), beslut=(grant,)
    ).godkand == Tid(1, 1)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("AB"),
            st.sampled_from([0, 10, 30]),
            st.integers(1, 40),
            st.sampled_from(sorted(WORTH)),
        ),
        max_size=5,
    ),
    st.integers(0, 28 * 90),
)
def test_minute_by_minute_the_slow_and_obvious_way_comes_to_the_same(spans, left):
    """One after the other and by rank: an assistant's rows follow each other, so nobody is in two places."""
    at = {"A": 0, "B": 0}
    minutes, rows = {}, {"A": [], "B": []}
    for name, pause, length, kind in spans:
        start = at[name] + pause
        at[name] = start + length
        rows[name].append((start, start + length, kind))
    reports = []
    for name, written in rows.items():
        texts = [f"09 {a // 60:02d}.{a % 60:02d}-{b // 60:02d}.{b % 60:02d} {kind}" for a, b, kind in written]
        reports.append(rapport(*texts, assistent=name))
        for place, (start, end, kind) in enumerate(written):
            begins = start
            for earlier in reversed(written[:place]):
                begins = earlier[0] if earlier[1] == begins and earlier[2] == kind else begins
            for minute in range(start, end):
                minutes.setdefault(minute, []).append((begins, name, kind))
    expected, rest = dict.fromkeys(WORTH, 0), left
    for minute in sorted(minutes):
        for _, _, kind in sorted(minutes[minute]):
            if WORTH[kind] <= rest:
                rest -= WORTH[kind]
                expected[kind] += 1
    grant = granted(600)
    bedomning = assessed(*reports, beslut=(grant,), tidigare=used(Month(2018, 9), 28 * 600 - left))
    assert bedomning.godkand._asdict() == expected


def told(bedomning, nyckel):
    (row,) = [row for row in bedomning.spar if row.nyckel == nyckel]
    return row


def test_the_time_is_told_with_what_was_granted_used_before_used_now_and_left():
    facts = {"beslut": (granted(10, "per_vecka"),), "tidigare": used(Month(2018, 9), 28 * 50 + 7)}
    bedomning = assessed(rapport("09 08.00-09.00 aktiv", "10 00.00-00.10 vantetid"), **facts)
    budget, left = told(bedomning, "beviljad_tid"), told(bedomning, "beviljad_tid_kvar")
    assert (budget.resultat, budget.varden["beviljat"], budget.varden["anvant"]) == (
        Fraction(839, 4),
        260,
        Fraction(201, 4),
    )
    assert (budget.varden["fran"], budget.varden["till"]) == (date(2018, 7, 1), date(2018, 12, 31))
    assert (left.resultat, left.varden["manaden"]) == (Fraction(839, 4) - Fraction(125, 2), Fraction(125, 2))


def test_when_more_was_worked_than_was_left_only_what_was_approved_is_told_as_used():
    bedomning = assessed(rapport("09 08.00-16.00 aktiv"), beslut=(granted(100),))
    assert told(bedomning, "beviljad_tid_kvar").varden["manaden"] == 100
    assert told(bedomning, "beviljad_tid_kvar").resultat == 0


def test_more_used_before_than_was_granted_leaves_nothing_and_no_debt():
    bedomning = assessed(
        rapport("09 08.00-16.00 aktiv"), beslut=(granted(100),), tidigare=used(Month(2018, 9), 28 * 200)
    )
    assert told(bedomning, "beviljad_tid").resultat == told(bedomning, "beviljad_tid_kvar").resultat == 0
