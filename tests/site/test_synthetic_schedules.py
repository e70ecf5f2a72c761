"""A synthetic month is one that could have been worked, and nothing in it is wrong."""

from itertools import pairwise

import pytest

from assistans.site.synthetic import county, plans, schedules, worked
from assistans.timeline.months import Month

COUNTY = county.draw(3)
PERSONS = list(COUNTY.persons(24))
MONTHS = [Month(2026, 2), Month(2026, 3), Month(2026, 4), Month(2025, 10)]
PERSON_MONTHS = [(person, month) for person in PERSONS for month in MONTHS]


@pytest.fixture(scope="module")
def rows():
    return {(p.index, m): schedules.month_rows(COUNTY, p, m) for p, m in PERSON_MONTHS}


def spans(by_assistant):
    return sorted((rad.dag, rad.fran, rad.till) for rader in by_assistant.values() for rad in rader)


def test_the_same_seed_gives_the_same_month(rows):
    assert schedules.month_rows(COUNTY, PERSONS[3], MONTHS[1]) == rows[3, MONTHS[1]]


def test_nobody_works_at_the_same_time_as_another(rows):
    for month in rows.values():
        for (dag, _, till), (next_dag, fran, _) in pairwise(spans(month)):
            assert dag < next_dag or till <= fran


def test_every_row_has_a_length(rows):
    for (_, month), by_assistant in rows.items():
        assert all(worked.minutes(month, rad) > 0 for rader in by_assistant.values() for rad in rader)


def test_all_days_are_worked(rows):
    for (_, month), by_assistant in rows.items():
        assert {dag for dag, _, _ in spans(by_assistant)} == set(range(1, month.days + 1))


def test_nights_hold_only_what_is_granted(rows):
    for person, month in PERSON_MONTHS:
        kinds = {rad.slag for rader in rows[person.index, month].values() for rad in rader}
        assert kinds == {"aktiv", *person.granted}


def test_a_month_stays_below_its_grant(rows):
    for person, month in PERSON_MONTHS:
        total = worked.total(month, (rad for rader in rows[person.index, month].values() for rad in rader))
        a_week = plans.grant(person, month.period).tid.minuter
        assert worked.units(total) * 7 < a_week * 28 * month.days


def test_nobody_works_more_than_the_law_allows(rows):
    for (_, month), by_assistant in rows.items():
        for rader in by_assistant.values():
            total = worked.total(month, rader)
            assert (total.aktiv + total.vantetid) * 7 <= 48 * 60 * month.days


def test_a_month_has_about_a_hundred_and_seventy_rows(rows):
    counts = [len(spans(month)) for month in rows.values()]
    assert 150 <= sum(counts) / len(counts) <= 190


@pytest.mark.parametrize(("minute", "hhmm"), [(0, 0), (5, 5), (90, 130), (1350, 2230), (1440, 2400)])
def test_minutes_are_written_as_clock_times(minute, hhmm):
    assert schedules.hhmm(minute) == hhmm
