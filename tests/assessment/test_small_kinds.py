import itertools
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.assessment.small_kinds import (
    consecutive,
    counted_up,
    read_berakningsperiod,
    read_kalender,
    read_timbelopp,
    shown_cap,
)
from assistans.facts import CaseError
from assistans.law import MissingParameterError, builtin
from assistans.timeline.months import Period, add_months
from assistans.timeline.quantities import Ore

LAW = builtin()
REGIMES = ["hushallsarbete", "arbetstidslagen", "kollektivavtal"]


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({}, "state day, or uppraknat_fran and procent"),
        ({"procent": "1.5"}, "the key uppraknat_fran is missing"),
        ({"uppraknat_fran": "299.80"}, "the key procent is missing"),
        ({"uppraknat_fran": "299.80", "procent": "1,5"}, "procent: '1,5' is not a percentage, such as 1.5"),
        ({"uppraknat_fran": "299.80", "procent": "-1"}, "is not a percentage"),
        ({"uppraknat_fran": "299.80", "procent": "1.23456"}, "is not a percentage"),
        ({"uppraknat_fran": "299.8", "procent": "1.5"}, "uppraknat_fran: '299.8' is not an amount"),
        ({"day": "2017-03-01", "x": "1"}, "x: unknown key"),
        ({"day": "2017-02-29"}, "day: '2017-02-29' is no day"),
    ],
)
def test_a_question_of_amounts_that_cannot_be_answered_is_refused(facts, problem):
    with pytest.raises(CaseError, match=problem):
        read_timbelopp(facts, LAW)


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"regim": "natt", "from": "2018-10-01", "antal": "1"}, "regim: 'natt' is not one of"),
        (
            {"regim": "kollektivavtal", "from": "2018-10-01", "antal": "0"},
            "antal: state from 1 to 100 periods",
        ),
        (
            {"regim": "kollektivavtal", "from": "2018-10-01", "antal": "101"},
            "antal: state from 1 to 100 periods",
        ),
        ({"regim": "kollektivavtal", "from": "2018-10-01"}, "the key antal is missing"),
    ],
)
def test_a_question_of_periods_that_cannot_be_answered_is_refused(facts, problem):
    with pytest.raises(CaseError, match=problem):
        read_berakningsperiod(facts, LAW)


@pytest.mark.parametrize("facts", [{}, {"month": "2018-13"}, {"month": "2018-10", "mottagen": "i går"}])
def test_a_question_of_days_that_cannot_be_answered_is_refused(facts):
    with pytest.raises(CaseError):
        read_kalender(facts, LAW)


def test_a_year_without_an_amount_stops():
    with pytest.raises(MissingParameterError, match="schablonbelopp"):
        read_timbelopp({"day": "1999-06-01"}, LAW)


@pytest.mark.parametrize(
    ("day", "amounts"),
    [
        ("2008-06-01", {"schablon": "237.00", "hogsta": "265.00", "verifierad": True}),
        ("2014-06-01", {"schablon": "280.00", "hogsta": "314.00", "verifierad": True}),
        ("2017-03-01", {"schablon": "291.00", "hogsta": "326.00", "verifierad": True}),
        ("2018-09-30", {"schablon": "295.40", "hogsta": "331.00", "verifierad": True}),
        ("2018-10-01", {"schablon": "295.40", "hogsta": "330.84", "verifierad": True}),
        ("2019-01-01", {"schablon": "299.80", "hogsta": "335.77", "verifierad": True}),
        ("2023-01-01", {"schablon": "324.50", "hogsta": "363.44", "verifierad": True}),
        ("2025-01-01", {"schablon": "342.60", "hogsta": "383.71", "verifierad": False}),
    ],
)
def test_the_amounts_of_a_day(day, amounts):
    assert read_timbelopp({"day": day}, LAW).data == amounts


def test_the_amounts_of_a_day_are_told_as_money_an_hour():
    rows = read_timbelopp({"day": "2018-10-01", "uppraknat_fran": "299.80", "procent": "1.5"}, LAW).spar
    assert [(row.nyckel, row.resultat, row.enhet) for row in rows] == [
        ("schablonbelopp", 29540, "öre per timme"),
        ("hogsta_timbelopp", 33084, "öre per timme"),
        ("uppraknat_belopp", 30430, "öre per timme"),
    ]


def test_a_day_and_a_counting_up_are_answered_together():
    answer = read_timbelopp({"day": "2019-06-01", "uppraknat_fran": "299.80", "procent": "1.5"}, LAW).data
    assert answer == {"schablon": "299.80", "hogsta": "335.77", "verifierad": True, "nytt": "304.30"}


@pytest.mark.parametrize(
    ("exact", "whole", "shown"),
    [
        (Fraction(330848, 10), False, 33084),
        (Fraction(33085), False, 33085),
        (Fraction(330848, 10), True, 33100),
        (Fraction(33049), True, 33000),
        (Fraction(33050), True, 33100),
        (Fraction(330499, 10), True, 33000),
        (Fraction(33000), True, 33000),
    ],
)
def test_the_cap_is_shown_down_to_ore_or_to_the_nearest_krona(exact, whole, shown):
    assert shown_cap(exact, whole=whole) == shown


@given(st.fractions(0, 10**6, max_denominator=100))
def test_the_cap_is_never_shown_above_itself(exact):
    assert exact - 1 < shown_cap(exact, whole=False) <= exact


@pytest.mark.parametrize(
    ("before", "percent", "after"),
    [(29100, "1.5", 29540), (29540, "1.5", 29980), (29980, "1.5", 30430), (30430, "3.5", 31500), (31500, "1.5", 31970), (31970, "1.5", 32450),
     (32450, "2.5", 33260), (33260, "3", 34260), (34260, "1.5", 34770), (1000, "0.5", 1010), (1000, "0.4", 1000), (29980, "0", 29980)],
)  # fmt: skip
def test_an_amount_counted_up_is_rounded_to_ten_ore_five_up(before, percent, after):
    assert counted_up(Ore(before), Fraction(percent), LAW) == after


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"month": "2016-10"}, {"sista_dag": "2016-12-05", "utbetalningsdagar": ["2016-11-18", "2016-12-05"]}),
        (
            {"month": "2018-10", "mottagen": "2018-11-06"},
            {"sista_dag": "2018-12-05", "utbetalningsdagar": ["2018-11-20", "2018-12-05"], "utbetalningsdag": "2018-12-05"},
        ),
    ],
)  # fmt: skip
def test_the_days_of_a_month(facts, answer):
    assert read_kalender(facts, LAW).data == answer


@pytest.mark.parametrize("regim", REGIMES)
@pytest.mark.parametrize("number", [1, 2, 13])
def test_periods_follow_each_other_without_gap(regim, number):
    periods = consecutive(LAW, regim, date(2018, 1, 31), number)
    assert len(periods) == number
    assert periods[0].start == date(2018, 1, 31)
    assert [earlier.end for earlier in periods[:-1]] == [later.start for later in periods[1:]]


@given(st.dates(date(2015, 1, 1), date(2025, 12, 31)), st.integers(1, 20))
def test_household_work_goes_in_blocks_of_28_days_and_the_others_by_months(first, number):
    blocks = consecutive(LAW, "hushallsarbete", first, number)
    assert {period.length for period in blocks} == {28}
    for regim, months in (("arbetstidslagen", 4), ("kollektivavtal", 6)):
        starts = [add_months(first, months * place) for place in range(number + 1)]
        assert consecutive(LAW, regim, first, number) == [
            Period(*pair) for pair in itertools.pairwise(starts)
        ]


@pytest.mark.parametrize(
    ("regim", "weekly"), [("hushallsarbete", 52), ("arbetstidslagen", 48), ("kollektivavtal", 48)]
)
def test_each_period_has_the_limit_of_its_days_rounded_up_to_whole_hours(regim, weekly):
    answer = read_berakningsperiod({"regim": regim, "from": "2018-10-01", "antal": "2"}, LAW).data
    for period in answer["perioder"]:
        days = (
            date.fromisoformat(period["to"]) - date.fromisoformat(period["from"]) + timedelta(days=1)
        ).days
        assert period["grans"] == f"{-(-weekly * days // 7)}:00"


def test_every_answer_says_on_what_it_rests():
    for answer in (
        read_kalender({"month": "2018-10", "mottagen": "2018-11-06"}, LAW),
        read_timbelopp({"day": "2018-10-01", "uppraknat_fran": "299.80", "procent": "1.5"}, LAW),
        read_berakningsperiod({"regim": "kollektivavtal", "from": "2018-10-01", "antal": "2"}, LAW),
    ):
        assert answer.spar
        assert all(row.lagrum and row.regler for row in answer.spar)
