"""Rows read. The clock went back on 2018-10-28 and forward on 2018-03-25."""

from datetime import date

import pytest
from tests.assessment.underlagen import (
    KOOPERATIV,
    assessed,
    beslut,
    codes,
    in_month,
    rapport,
    report_of,
    underlag,
)

from assistans.assessment import assess, row_fates
from assistans.facts import Rakning, Tid
from assistans.facts.beslut import BeviljadTid
from assistans.law import PolicyError, builtin_text, load
from assistans.timeline.months import Month

MARCH = Month(2018, 3)
DOUBLE = BeviljadTid(per="period", minuter=60000)


def declared(aktiv=0, vantetid=0, beredskap=0):
    return Rakning(mottagen=date(2018, 11, 4), tid=Tid(aktiv, vantetid, beredskap))


def waiting_of(bedomning):
    """Who waits, in minutes of each row: (report, row) -> minutes by code."""
    return {(fate.rapport, fate.rad): dict(fate.vantar) for fate in row_fates(bedomning) if fate.vantar}


@pytest.mark.parametrize(
    ("row", "kod"),
    [
        ("32 08.00-16.00 aktiv", "RAD_OGILTIG"),
        ("00 08.00-16.00 aktiv", "RAD_OGILTIG"),
        ("09 16.00-08.00 aktiv", "RAD_OGILTIG"),
        ("09 08.00-08.00 aktiv", "RAD_OGILTIG"),
        ("09 08.60-09.00 aktiv", "RAD_OGILTIG"),
        ("09 08.00-24.01 aktiv", "RAD_OGILTIG"),
        ("28 02.30-04.00 aktiv", "KLOCKSLAG_TVETYDIGT"),
        ("28 00.00-02.00 aktiv", "KLOCKSLAG_TVETYDIGT"),
    ],
)
def test_a_row_without_a_length_counts_nothing_and_waits(row, kod):
    bedomning = assessed(rapport("09 08.00-10.00 aktiv", row))
    assert bedomning.redovisad == bedomning.godkand == Tid(120)
    assert bedomning.vantar == Tid()
    assert bedomning.utfall == "delvis"
    assert codes(bedomning) == [kod]
    assert bedomning.per_kod == {}
    assert waiting_of(bedomning) == {(0, 1): {kod: 0}}


@pytest.mark.parametrize("row", ["25 02.00-04.00 aktiv", "25 00.00-02.30 aktiv", "25 02.15-02.45 aktiv"])
def test_a_clock_time_that_was_skipped_does_not_exist(row):
    bedomning = assessed(report_of(MARCH, row), **in_month(MARCH))
    assert (codes(bedomning), bedomning.utfall) == (["KLOCKSLAG_FINNS_INTE"], "vantar")


@pytest.mark.parametrize(
    ("month", "row", "minutes"),
    [
        (Month(2018, 10), "28 00.00-04.00 aktiv", 300),
        (Month(2018, 10), "28 03.00-04.00 aktiv", 60),
        (Month(2018, 10), "27 00.00-04.00 aktiv", 240),
        (MARCH, "25 00.00-04.00 aktiv", 180),
        (MARCH, "25 03.00-04.00 aktiv", 60),
        (MARCH, "25 00.00-02.00 aktiv", 120),
    ],
)
def test_reported_time_is_the_time_that_passed(month, row, minutes):
    assert assessed(report_of(month, row), **in_month(month)).redovisad == Tid(minutes)


def test_the_row_that_the_clock_change_made_longer_is_told_and_no_other():
    bedomning = assessed(rapport("28 00.00-04.00 aktiv", "28 05.00-06.00 aktiv", "27 00.00-04.00 aktiv"))
    (told,) = [row for row in bedomning.spar if row.nyckel.startswith("klockandring")]
    assert (told.resultat, told.inmatning["minuter"], told.varden["rad"]) == (
        300,
        240,
        "28 00.00-04.00 aktiv",
    )
    assert told.regler == ("T9", "T10", "T11")


def test_minutes_past_the_hour_count_in_the_written_length():
    bedomning = assessed(rapport("28 00.15-04.45 aktiv"))
    (told,) = [row for row in bedomning.spar if row.nyckel.startswith("klockandring")]
    assert (told.resultat, told.inmatning["minuter"]) == (330, 270)


def test_each_report_is_summed_by_kind():
    bedomning = assessed(
        rapport("09 08.00-10.00 aktiv", "09 22.00-24.00 vantetid"),
        rapport("10 08.00-09.00 beredskap", assistent="B"),
        beslut=(beslut(vantetid=True, beredskap=True),),
    )
    rows = [row.resultat for row in bedomning.spar if row.nyckel == "redovisad"]
    assert rows == [Tid(120, 120), Tid(0, 0, 60)]
    assert bedomning.redovisad == Tid(120, 120, 60)


def test_a_raw_minute_of_each_kind_is_worth_its_part():
    bedomning = assessed(
        rapport("09 08.00-10.00 aktiv", "10 00.00-04.00 vantetid", "11 00.00-07.00 beredskap"),
        beslut=(beslut(vantetid=True, beredskap=True),),
    )
    assert bedomning.enheter == (120 + 240 // 4 + 420 // 7) * 28


def test_a_worth_that_is_no_whole_number_of_units_stops():
    text = builtin_text()
    assert 'value: "1/7"' in text
    other = load(text.replace('value: "1/7"', 'value: "1/9"'))
    with pytest.raises(PolicyError, match="beredskap_del: a minute must be a whole number"):
        assess(underlag(rapport("09 08.00-10.00 aktiv")), other)


@pytest.mark.parametrize(
    ("first", "second", "waits"),
    [
        (("A", "08.00-12.00 aktiv"), ("B", "09.00-13.00 aktiv"), 1),
        (("A", "09.00-13.00 aktiv"), ("B", "08.00-12.00 aktiv"), 0),
        (("B", "08.00-12.00 aktiv"), ("A", "08.00-12.00 aktiv"), 0),
        (("A", "08.00-12.00 aktiv"), ("B", "08.00-16.00 aktiv"), 1),
        (("B", "08.00-12.00 aktiv"), ("A", "08.00-16.00 aktiv"), 0),
    ],
)
def test_the_row_that_starts_later_waits_then_the_later_assistant(first, second, waits):
    reports = [rapport(f"09 {row}", assistent=name) for name, row in (first, second)]
    assert list(waiting_of(assessed(*reports))) == [(waits, 0)]


def test_of_one_assistants_two_anordnare_the_later_name_waits():
    reports = (rapport("09 08.00-12.00 aktiv", anordnare=KOOPERATIV), rapport("09 08.00-12.00 aktiv"))
    assert waiting_of(assessed(*reports)) == {(0, 0): {"ASSISTENT_OVERLAPPAR": 240}}


@pytest.mark.parametrize(
    ("kept", "waits"), [("aktiv", "vantetid"), ("aktiv", "beredskap"), ("vantetid", "beredskap")]
)
def test_of_one_assistants_two_kinds_the_less_worth_waits(kept, waits):
    rows = rapport(f"09 08.00-12.00 {waits}", f"09 08.00-12.00 {kept}")
    bedomning = assessed(rows, beslut=(beslut(vantetid=True, beredskap=True),))
    assert waiting_of(bedomning) == {(0, 0): {"ASSISTENT_OVERLAPPAR": 240}}


def test_a_row_that_continues_one_from_before_midnight_keeps_that_ones_start():
    night = rapport("09 22.00-24.00 aktiv", "10 00.00-06.00 aktiv", assistent="B")
    other = rapport("09 23.00-24.00 aktiv", "10 00.00-02.00 aktiv")
    bedomning = assessed(night, other)
    assert waiting_of(bedomning) == {
        (1, 0): {"DUBBELASSISTANS_EJ_BEVILJAD": 60},
        (1, 1): {"DUBBELASSISTANS_EJ_BEVILJAD": 120},
    }


@pytest.mark.parametrize(
    "broken",
    [
        rapport("09 22.00-23.59 aktiv", "10 00.00-06.00 aktiv", assistent="B"),
        rapport("09 22.00-24.00 vantetid", "10 00.00-06.00 aktiv", assistent="B"),
    ],
)
def test_a_row_after_a_break_or_of_another_kind_begins_anew(broken):
    other = rapport("09 23.59-24.00 aktiv", "10 00.00-02.00 aktiv")
    bedomning = assessed(broken, other, beslut=(beslut(vantetid=True),))
    assert waiting_of(bedomning)[0, 1] == {"DUBBELASSISTANS_EJ_BEVILJAD": 120}


def test_the_day_of_the_row_decides_its_week_and_amount():
    bedomning = assessed(rapport("31 23.00-24.00 aktiv", "01 00.00-01.00 aktiv"), rakning=declared(120))
    assert sorted(fate.dag for fate in bedomning.minuter) == [date(2018, 10, 1), date(2018, 10, 31)]
    assert [week.vecka for week in bedomning.kommun[0].veckor] == ["2018-W40", "2018-W44"]
