"""Hospital and institution. A stay's first day is day 1, so a stay from the 1st has its 28th day on the 28th."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.underlagen import FORETAG, anordnare, assessed, beslut, codes, rapport

from assistans.facts import Rakning, Vistelse
from assistans.facts.person import Person
from assistans.facts.rakning import Kostnader
from assistans.timeline.months import Period

EACH_DAY = [f"{dag:02d} 10.00-12.00 aktiv" for dag in range(1, 32)]
EGEN = {"egen": anordnare("egen", slag="egen_arbetsgivare"), FORETAG: anordnare()}
REASONS = (beslut(sarskilda_skal=frozenset({"sjukhus"})),)


def stay(fran, till=None):
    return Vistelse(datetime.fromisoformat(fran), None if till is None else datetime.fromisoformat(till))


def known(*spans):
    return tuple(
        Period.inclusive(*(None if day is None else date.fromisoformat(day) for day in span))
        for span in spans
    )


def fates(*stays, kod="SJUKHUSVISTELSE", rader=EACH_DAY, anordnare_id=FORETAG, **changes):
    """The minutes by day that a code took: what waits, and what is stopped."""
    rakning = Rakning(mottagen=date(2018, 11, 4), tid=None, sjukhus=stays, kostnader=Kostnader())
    bedomning = assessed(
        rapport(*rader, anordnare=anordnare_id), **{"rakning": rakning, "anordnare": EGEN, **changes}
    )
    found = {"vantar": {}, "stoppad": {}}
    for fate in bedomning.minuter:
        if fate.kod == kod:
            found[fate.ode][fate.dag.day] = found[fate.ode].get(fate.dag.day, 0) + fate.end - fate.start
    return found["vantar"], found["stoppad"]


def whole(first, last):
    return dict.fromkeys(range(first, last + 1), 120)


def test_without_a_stay_nothing_is_touched():
    assert fates() == ({}, {})


def test_the_first_28_days_wait_without_sarskilda_skal_and_later_ones_stop():
    assert fates(stay("2018-10-01T00:00", "2018-11-01T00:00")) == (whole(1, 28), whole(29, 31))


def test_with_sarskilda_skal_only_what_lies_beyond_28_days_stops():
    assert fates(stay("2018-10-01T00:00", "2018-11-01T00:00"), beslut=REASONS) == ({}, whole(29, 31))


def test_other_reasons_are_not_reasons_for_hospital():
    school = (beslut(sarskilda_skal=frozenset({"skola"})),)
    assert fates(stay("2018-10-05T00:00", "2018-10-06T00:00"), beslut=school) == (whole(5, 5), {})


def test_own_employees_only_wait_beyond_28_days_too():
    assert fates(stay("2018-10-01T00:00"), anordnare_id="egen", beslut=REASONS) == (whole(29, 31), {})


@pytest.mark.parametrize(
    ("fran", "till", "minutes"),
    [
        ("2018-10-05T11:00", "2018-10-05T11:30", {5: 30}),
        ("2018-10-05T00:00", "2018-10-05T10:00", {}),
        ("2018-10-05T12:00", "2018-10-05T23:00", {}),
        ("2018-10-05T11:59", "2018-10-06T10:01", {5: 1, 6: 1}),
        ("2018-10-05T00:00", "2018-10-06T00:00", {5: 120}),
        ("2018-09-20T11:00", "2018-10-01T11:00", {1: 60}),
        ("2018-10-31T11:00", None, {31: 60}),
    ],
)
def test_only_minutes_inside_the_clock_times_are_touched(fran, till, minutes):
    assert fates(stay(fran, till)) == (minutes, {})


@pytest.mark.parametrize(
    ("before", "stopped"),
    [
        (("2018-09-01", "2018-09-30"), whole(1, 31)),
        (("2018-09-05", "2018-09-30"), whole(3, 31)),
        (("2018-09-05", "2018-09-29"), whole(29, 31)),
        (("2018-09-20", "2018-09-30"), whole(18, 31)),
        (("2018-08-01", "2018-08-31"), whole(29, 31)),
    ],
)
def test_days_are_counted_from_a_stay_known_from_before(before, stopped):
    now = stay("2018-10-01T00:00", "2018-11-01T00:00")
    assert fates(now, sjukhus_tidigare=known(before), beslut=REASONS) == ({}, stopped)


@pytest.mark.parametrize(
    ("ended", "begins", "joined"),
    [
        ("2018-09-30", "2018-10-01T08:00", True),
        ("2018-09-30", "2018-10-02T08:00", False),
        ("2018-09-29", "2018-10-01T08:00", False),
    ],
)
def test_stays_with_no_whole_free_day_between_them_are_one(ended, begins, joined):
    before = known(("2018-09-01", ended))
    _, stopped = fates(stay(begins, "2018-10-04T00:00"), sjukhus_tidigare=before, beslut=REASONS)
    assert bool(stopped) == joined


def test_a_stay_that_ends_at_midnight_does_not_have_the_day_after():
    one, other = stay("2018-10-01T00:00", "2018-10-10T00:00"), stay("2018-10-11T00:00", "2018-11-01T00:00")
    # The 10th is a whole free day, so the second stay has its own 28 days.
    assert fates(one, other, beslut=REASONS) == ({}, {})


def test_a_stay_that_ends_a_minute_later_has_that_day():
    one, other = stay("2018-10-01T00:00", "2018-10-10T00:01"), stay("2018-10-11T00:00", "2018-11-01T00:00")
    assert fates(one, other, beslut=REASONS) == ({}, whole(29, 31))


def test_a_known_stay_still_running_goes_on():
    assert fates(sjukhus_tidigare=known(("2018-09-25", None))) == (whole(1, 22), whole(23, 31))


def test_a_known_stay_inside_the_month_takes_its_whole_days():
    assert fates(sjukhus_tidigare=known(("2018-10-05", "2018-10-06"))) == (whole(5, 6), {})


def test_the_same_stay_told_twice_takes_each_minute_once():
    twice = stay("2018-10-05T11:00", "2018-10-06T11:00")
    assert fates(twice, twice, sjukhus_tidigare=known(("2018-10-05", "2018-10-05"))) == ({5: 120, 6: 60}, {})


def test_the_order_of_stays_is_irrelevant():
    one, other = stay("2018-10-01T00:00", "2018-10-05T00:00"), stay("2018-10-05T12:00", "2018-11-01T00:00")
    assert fates(one, other, beslut=REASONS) == fates(other, one, beslut=REASONS)


def test_the_reasons_are_those_of_the_days_grant():
    grants = (
        beslut(
            beviljandeperiod=Period(date(2018, 7, 1), date(2018, 10, 10)),
            sarskilda_skal=frozenset({"sjukhus"}),
        ),
        beslut(beviljandeperiod=Period(date(2018, 10, 10), date(2019, 1, 1))),
    )
    assert fates(stay("2018-10-09T00:00", "2018-10-11T00:00"), beslut=grants) == (whole(10, 10), {})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30 * 24), st.integers(1, 200)), min_size=1, max_size=4))
def test_every_minute_of_a_stay_and_no_other_is_touched(spans):
    """Hour by hour: who is in hospital at some hour of October has that hour's rows held or stopped."""
    stays, inside = [], set()
    for start, length in spans:
        end = min(start + length, 31 * 24 - 1)
        if start < end:
            stays.append(stay(*(f"2018-10-{hour // 24 + 1:02d}T{hour % 24:02d}:00" for hour in (start, end))))
            inside |= set(range(start, end))
    waiting, stopped = fates(*stays)
    for dag in range(1, 32):
        hours = {(dag - 1) * 24 + 10, (dag - 1) * 24 + 11}
        assert waiting.get(dag, 0) + stopped.get(dag, 0) == 60 * len(hours & inside)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2018-10-05", "2018-10-06", whole(5, 6)),
        ("2018-09-20", "2018-10-01", whole(1, 1)),
        ("2018-10-31", "2018-11-20", whole(31, 31)),
        ("2018-10-30", None, whole(30, 31)),
        ("2018-09-01", "2018-09-30", {}),
        ("2018-11-01", None, {}),
    ],
)
def test_days_in_an_institution_are_not_paid(first, last, days):
    assert fates(kod="INSTITUTION", institution=known((first, last))) == ({}, days)


def test_own_employees_days_in_an_institution_wait():
    inside = known(("2018-10-05", "2018-10-06"))
    assert fates(kod="INSTITUTION", institution=inside, anordnare_id="egen") == (whole(5, 6), {})


def test_hospital_is_tested_before_institution_and_a_minute_is_taken_once():
    both = fates(
        stay("2018-10-05T11:00", "2018-10-05T12:00"),
        kod="INSTITUTION",
        institution=known(("2018-10-05", "2018-10-05")),
    )
    assert both == ({}, {5: 60})


def test_after_death_nothing_is_judged_as_a_stay():
    rakning = Rakning(mottagen=date(2018, 11, 4), tid=None, sjukhus=(stay("2018-10-05T00:00"),))
    bedomning = assessed(rapport(*EACH_DAY[9:]), rakning=rakning, person=Person(avliden=date(2018, 10, 9)))
    assert codes(bedomning) == ["EFTER_DODSFALL"]


def test_the_stays_are_told_in_order_of_time_with_their_last_day_that_can_be_paid():
    begun = [date(2018, 10, day) for day in (1, 5, 9, 13, 17, 21, 25)]
    stays = tuple(stay(f"{day}T08:00", f"{day}T20:00") for day in reversed(begun))
    rakning = Rakning(mottagen=date(2018, 11, 4), tid=None, sjukhus=stays)
    rows = [row for row in assessed(rapport(*EACH_DAY), rakning=rakning).spar if row.nyckel == "sjukhus"]
    assert [row.varden["fran"] for row in rows] == begun
    assert (rows[0].resultat, rows[0].enhet) == (date(2018, 10, 28), "dag")
