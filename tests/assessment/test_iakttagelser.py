"""What was seen, who acts and by when. October's last reporting day is Wednesday 2018-12-05."""

from datetime import date

import pytest
from tests.assessment.underlagen import assessed, assistent, beslut, rapport

from assistans.facts import Stallningstagande
from assistans.law import builtin

DAY = "09 08.00-16.00 aktiv"
LAW = builtin()


def seen(*reports, **changes):
    return assessed(*(reports or (rapport(DAY),)), **changes).iakttagelser


def test_a_month_with_nothing_to_remark_on_has_no_observation():
    assert seen() == ()


@pytest.mark.parametrize(
    ("assessed_on", "day"),
    [
        ("2018-11-06", "2018-12-05"),
        ("2018-11-21", "2018-12-05"),
        ("2018-11-22", "2018-12-06"),
        ("2018-11-24", "2018-12-10"),
        ("2018-12-10", "2018-12-27"),
        ("2019-01-07", "2019-01-21"),
    ],
)
def test_two_weeks_are_given_to_answer_never_before_the_reporting_day_and_always_a_weekday(assessed_on, day):
    (found,) = seen(rakning=None, assessed_on=date.fromisoformat(assessed_on))
    assert found.dag == date.fromisoformat(day)


def test_what_is_only_noted_has_no_day_to_answer():
    (found,) = seen(assistenter={"A": assistent(narstaende=True)})
    assert (found.lage, found.dag) == ("notera", None)


def test_observations_are_sorted_each_once_with_all_their_rows():
    reports = (rapport(DAY, "10 08.00-16.00 aktiv"), rapport("11 08.00-16.00 aktiv", assistent="B"))
    found = seen(
        *reports, assistenter={"A": assistent(anmald={}), "B": assistent("B", anmald={})}, rakning=None
    )
    assert [one.kod for one in found] == ["ASSISTENT_EJ_ANMALD", "RAKNING_SAKNAS"]
    assert (found[0].rapporter, found[0].rader, found[0].minuter) == (
        (0, 1),
        ((0, 0), (0, 1), (1, 0)),
        3 * 480,
    )


def test_reports_stand_in_their_order_however_many_they_are():
    rows = {1: "12 08.00-16.00 aktiv", 8: "13 08.00-16.00 aktiv"}
    reports = [
        rapport(
            rows.get(place, f"{place + 1:02d} 08.00-09.00 aktiv"), assistent="B" if place in rows else "A"
        )
        for place in range(9)
    ]
    (found,) = seen(*reports, assistenter={"A": assistent(), "B": assistent("B", anmald={})})
    assert (found.kod, found.rapporter) == ("ASSISTENT_EJ_ANMALD", (1, 8))


def test_the_gravest_mode_is_told_where_a_code_both_stops_and_waits():
    held = (Stallningstagande(kod="FOR_SENT", utfall="stoppad", skal="prövat", assistent="A"),)
    late = [
        rapport(DAY, mottagen=date(2018, 12, 10)),
        rapport("10 08.00-16.00 aktiv", assistent="B", mottagen=date(2018, 12, 10)),
    ]
    (found,) = seen(*late, stallningstaganden=held, assessed_on=date(2018, 12, 11))
    assert (found.lage, found.minuter) == ("stopp", 960)


@pytest.mark.parametrize("kod", ["ASSISTENT_EJ_ANMALD", "RAKNING_SAKNAS", "NARSTAENDE", "OVER_BEVILJAD_TID"])
def test_an_observation_rests_on_what_the_law_says_of_its_code(kod):
    nothing = beslut(tid=beslut().tid.__class__(per="period", minuter=0))
    who = {"A": assistent(narstaende=True), "B": assistent("B", anmald={})}
    found = seen(
        rapport(DAY),
        rapport("10 08.00-16.00 aktiv", assistent="B"),
        beslut=(nothing,),
        assistenter=who,
        rakning=None,
    )
    (one,) = [observation for observation in found if observation.kod == kod]
    known = LAW.observation(kod)
    assert (one.omfattning, one.regler, one.lagrum) == (
        known.scope,
        known.rules,
        known.lagrum.on(date(2018, 10, 1)),
    )
    assert one.vem
    assert one.atgard
    assert one.forval
