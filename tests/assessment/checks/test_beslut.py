from datetime import date

import pytest
from tests.assessment.underlagen import assessed, beslut, codes, in_month, rapport, report_of, stopped

from assistans.facts import Tid
from assistans.facts.person import Person
from assistans.timeline.months import Month, Period

DAYS = ["09 08.00-10.00 aktiv", "10 08.00-10.00 aktiv", "11 08.00-10.00 aktiv"]
KINDS = [("vantetid", "VANTETID_EJ_BEVILJAD"), ("beredskap", "BEREDSKAP_EJ_BEVILJAD")]


def granted(*periods, **changes):
    return tuple(
        beslut(beviljandeperiod=Period.inclusive(*map(date.fromisoformat, period)), **changes)
        for period in periods
    )


def test_without_any_grant_the_whole_month_waits_and_is_worth_nothing():
    bedomning = assessed(rapport(*DAYS), beslut=())
    assert codes(bedomning) == ["BESLUT_SAKNAS"]
    assert (bedomning.vantar, bedomning.belopp, bedomning.utfall) == (Tid(360), 0, "vantar")


def test_without_any_grant_validity_and_overlap_are_all_that_is_tested():
    bedomning = assessed(rapport(*DAYS, "32 08.00-10.00 aktiv"), rapport(DAYS[0]), beslut=(), rakning=None)
    assert codes(bedomning) == ["ASSISTENT_OVERLAPPAR", "BESLUT_SAKNAS", "RAD_OGILTIG"]


@pytest.mark.parametrize(
    ("periods", "minutes"),
    [
        ([("2018-10-01", "2018-10-31")], 0),
        ([("2018-10-09", "2018-10-11")], 0),
        ([("2018-10-10", "2018-12-31")], 120),
        ([("2018-07-01", "2018-10-10")], 120),
        ([("2018-10-10", "2018-10-10")], 240),
        ([("2018-07-01", "2018-10-09"), ("2018-10-11", "2018-12-31")], 120),
        ([("2018-10-11", "2018-12-31"), ("2018-07-01", "2018-10-09")], 120),
        ([("2018-07-01", "2018-10-09"), ("2018-10-10", "2018-12-31")], 0),
        ([("2018-04-01", "2018-09-30")], 360),
        ([("2018-11-01", "2018-12-31")], 360),
    ],
)
def test_days_without_a_grant_are_not_paid(periods, minutes):
    took = stopped("UTANFOR_BESLUT", rapport(*DAYS), beslut=granted(*periods))
    assert took == (minutes, {"stoppad"} if minutes else set())


@pytest.mark.parametrize(("died", "minutes"), [(8, 360), (9, 240), (10, 120), (11, 0), (31, 0)])
def test_after_the_day_of_death_time_waits(died, minutes):
    took = stopped("EFTER_DODSFALL", rapport(*DAYS), person=Person(avliden=date(2018, 10, died)))
    assert took == (minutes, {"vantar"} if minutes else set())


@pytest.mark.parametrize(("died", "minutes"), [("2018-09-30", 360), ("2018-11-01", 0)])
def test_a_death_in_another_month_takes_all_or_nothing(died, minutes):
    person = Person(avliden=date.fromisoformat(died))
    assert stopped("EFTER_DODSFALL", rapport(*DAYS), person=person)[0] == minutes


@pytest.mark.parametrize(("died", "told"), [(30, True), (31, False)])
def test_a_death_is_told_only_where_days_of_the_month_are_left(died, told):
    bedomning = assessed(rapport(*DAYS), person=Person(avliden=date(2018, 10, died)))
    assert ("dodsfall" in {row.nyckel for row in bedomning.spar}) == told


@pytest.mark.parametrize(("kind", "kod"), KINDS)
@pytest.mark.parametrize("given", [True, False])
def test_only_the_kinds_of_the_decision_are_paid(kind, kod, given):
    took = stopped(kod, rapport("09 00.00-04.00 " + kind, *DAYS), beslut=(beslut(**{kind: given}),))
    assert took == ((0, set()) if given else (240, {"stoppad"}))


def test_one_kind_does_not_give_the_other():
    bedomning = assessed(
        rapport("09 00.00-04.00 vantetid", "10 00.00-04.00 beredskap"), beslut=(beslut(vantetid=True),)
    )
    assert (bedomning.godkand, bedomning.stoppad) == (Tid(0, 240), Tid(0, 0, 240))


def test_the_grant_of_the_day_decides_the_kinds():
    grants = (
        *granted(("2018-07-01", "2018-10-09"), vantetid=True),
        *granted(("2018-10-10", "2018-12-31"), vantetid=False),
    )
    rows = ("09 00.00-04.00 vantetid", "10 00.00-04.00 vantetid")
    assert stopped("VANTETID_EJ_BEVILJAD", rapport(*rows), beslut=grants) == (240, {"stoppad"})


def test_a_day_without_a_grant_is_outside_the_decision_and_not_a_kind_not_given():
    bedomning = assessed(rapport("09 00.00-04.00 vantetid"), beslut=granted(("2018-10-10", "2018-12-31")))
    assert codes(bedomning) == ["UTANFOR_BESLUT"]


@pytest.mark.parametrize("kind", ["vantetid", "beredskap"])
@pytest.mark.parametrize(
    ("decided", "month", "dag", "paid"),
    [
        ("2017-10-26", Month(2017, 11), 9, True),
        ("2017-10-26", Month(2017, 10), 31, True),
        ("2017-10-27", Month(2017, 11), 9, False),
        ("2018-03-31", Month(2018, 3), 31, False),
        ("2018-04-01", Month(2018, 4), 1, True),
        ("2018-03-31", Month(2018, 4), 1, True),
        ("2017-12-01", Month(2018, 3), 31, False),
        ("2017-10-27", Month(2017, 10), 26, False),
        ("2017-10-27", Month(2017, 10), 27, False),
        (None, Month(2018, 1), 9, True),
    ],
)
def test_decisions_of_the_winter_of_2017_do_not_give_the_waiting_kinds_before_april(
    kind, decided, month, dag, paid
):
    grant = beslut(
        beviljandeperiod=Period(month.first, month.shift(6).first),
        beslutad=None if decided is None else date.fromisoformat(decided),
        vantetid=True,
        beredskap=True,
    )
    bedomning = assessed(
        report_of(month, f"{dag:02d} 08.00-12.00 {kind}"), **in_month(month, beslut=(grant,))
    )
    assert (bedomning.godkand.minuter == 240) == paid
