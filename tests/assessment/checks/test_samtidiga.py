import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.underlagen import assessed, beslut, rapport

from assistans.assessment import row_fates
from assistans.facts import AnnanManad, Tid
from assistans.facts.beslut import BeviljadTid
from assistans.timeline.months import Month, Period

KOD = "DUBBELASSISTANS_EJ_BEVILJAD"
DAY = "09 08.00-16.00 aktiv"


def double(minutes, per="period", **changes):
    return (beslut(dubbelassistans=BeviljadTid(per=per, minuter=minutes), **changes),)


def two(row=DAY, other=DAY):
    return rapport(row), rapport(other, assistent="B")


def waiting(bedomning):
    return [fate.vantar.get(KOD, 0) for fate in row_fates(bedomning)]


def used(month, minutes):
    return (AnnanManad(month=month, enheter=0, dubbel_minuter=minutes),)


def test_without_a_grant_for_two_the_second_waits():
    bedomning = assessed(*two())
    assert (waiting(bedomning), bedomning.dubbel_minuter) == ([0, 480], 0)


@pytest.mark.parametrize(
    ("budget", "waits"), [(0, 480), (1, 479), (137, 343), (479, 1), (480, 0), (481, 0), (60000, 0)]
)
def test_the_grant_for_two_is_a_budget_in_raw_minutes(budget, waits):
    bedomning = assessed(*two(), beslut=double(budget))
    assert waiting(bedomning) == [0, waits]
    assert bedomning.dubbel_minuter == 480 - waits


def test_the_minutes_that_fit_are_the_first():
    bedomning = assessed(*two(), beslut=double(60))
    (held,) = [fate for fate in bedomning.minuter if fate.kod == KOD]
    assert (held.start % 1440, held.end % 1440) == (9 * 60, 16 * 60)


def test_only_the_minutes_at_once_count():
    bedomning = assessed(*two("09 08.00-12.00 aktiv", "09 11.00-16.00 aktiv"), beslut=double(6000))
    assert bedomning.dubbel_minuter == 60
    assert assessed(*two("09 08.00-12.00 aktiv", "09 12.00-16.00 aktiv")).utfall == "beviljat"


@pytest.mark.parametrize(
    ("kind", "granted"), [("vantetid", {"vantetid": True}), ("beredskap", {"beredskap": True})]
)
def test_a_second_assistant_of_any_kind_counts_whole(kind, granted):
    bedomning = assessed(*two(DAY, f"09 08.00-16.00 {kind}"), beslut=double(480, **granted))
    assert bedomning.dubbel_minuter == 480


def test_three_at_once_use_the_budget_twice_as_fast_minute_by_minute():
    reports = (*two(), rapport(DAY, assistent="C"))
    bedomning = assessed(*reports, beslut=double(61))
    # Thirty minutes of both seconds, then one minute of the one that ranks first.
    assert waiting(bedomning) == [0, 449, 450]
    assert bedomning.dubbel_minuter == 61


@pytest.mark.parametrize(
    ("earlier", "later", "left"), [(0, 0, 480), (100, 0, 380), (0, 100, 380), (200, 300, 0), (100, 100, 280)]
)
def test_what_other_months_have_used_is_gone(earlier, later, left):
    facts = {"tidigare": used(Month(2018, 9), earlier), "senare": used(Month(2018, 11), later)}
    assert assessed(*two(), beslut=double(480), **facts).dubbel_minuter == left


def test_a_weekly_budget_is_of_the_whole_period():
    # 26 weeks of 20 minutes are 520.
    assert (
        assessed(
            *two("09 00.00-24.00 aktiv", "09 00.00-24.00 aktiv"), beslut=double(20, "per_vecka")
        ).dubbel_minuter
        == 520
    )


def test_each_grant_has_a_budget_of_its_own():
    halves = (
        Period(Month(2018, 7).first, Month(2018, 10).first.replace(day=10)),
        Period(Month(2018, 10).first.replace(day=10), Month(2019, 1).first),
    )
    grants = double(60, beviljandeperiod=halves[0]) + double(90, beviljandeperiod=halves[1])
    rows = ("09 08.00-16.00 aktiv", "10 08.00-16.00 aktiv")
    bedomning = assessed(rapport(*rows), rapport(*rows, assistent="B"), beslut=grants)
    assert bedomning.dubbel_minuter == 150
    assert waiting(bedomning) == [0, 0, 420, 390]


def test_days_without_a_grant_do_not_use_the_budget():
    grant = double(480, beviljandeperiod=Period(Month(2018, 10).first.replace(day=10), Month(2019, 1).first))
    rows = ("09 08.00-16.00 aktiv", "10 08.00-16.00 aktiv")
    bedomning = assessed(rapport(*rows), rapport(*rows, assistent="B"), beslut=grant)
    assert bedomning.dubbel_minuter == 480
    assert bedomning.per_kod == {"UTANFOR_BESLUT": 960}


def test_double_time_lies_inside_the_granted_time():
    grants = double(60000, tid=BeviljadTid(per="period", minuter=600))
    bedomning = assessed(*two(), beslut=grants)
    assert bedomning.godkand == Tid(600)
    assert bedomning.dubbel_minuter == 300


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("ABCD"), st.integers(0, 22), st.integers(1, 6)), max_size=7),
    st.integers(0, 1500),
)
def test_hour_by_hour_the_slow_and_obvious_way_comes_to_the_same(spans, budget):
    """Who is there at each hour, one of each assistant; all but one of them are seconds, in order of time."""
    hours = {}
    for name, start, length in spans:
        for hour in range(start, min(24, start + length)):
            hours.setdefault(hour, set()).add(name)
    seconds = sum(60 * (len(names) - 1) for names in hours.values())
    reports = [
        rapport(f"09 {start:02d}.00-{min(24, start + length):02d}.00 aktiv", assistent=name)
        for name, start, length in spans
    ]
    bedomning = assessed(*reports, beslut=double(budget))
    assert bedomning.per_kod.get(KOD, 0) == max(0, seconds - budget)
    assert bedomning.dubbel_minuter == min(seconds, budget)


def told(bedomning, nyckel):
    return [row for row in bedomning.spar if row.nyckel == nyckel]


def test_the_budget_is_told_with_what_was_granted_used_before_used_now_and_left():
    bedomning = assessed(*two(), beslut=double(600), tidigare=used(Month(2018, 9), 50))
    (budget,) = told(bedomning, "dubbelassistans")
    assert (budget.resultat, budget.varden["beviljat"], budget.varden["anvant"]) == (550, 600, 50)
    (left,) = told(bedomning, "dubbelassistans_kvar")
    assert (left.resultat, left.varden["manaden"]) == (70, 480)
    assert {budget.enhet, left.enhet} == {"minuter"}


def test_without_a_grant_for_two_no_budget_is_told():
    assert told(assessed(*two()), "dubbelassistans") == []
    assert told(assessed(*two()), "dubbelassistans_kvar") == []
