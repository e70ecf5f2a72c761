"""A grant is one budget: whatever the order and however many at once, its months never use more than it gives (SFB 51:14)."""

from datetime import UTC, date, datetime

import pytest
from tests.base.known import at_once
from tests.casework import county

from assistans.base.todo import work_once, work_until_idle
from assistans.casework.models import Kommunrad, Manadsbeslut

pytestmark = pytest.mark.usefixtures("db")

SEPTEMBER, NOVEMBER = date(2018, 9, 1), date(2018, 11, 1)
IN_TIME = datetime(2018, 11, 4, 9, tzinfo=UTC)


def in_order(manad, hours=4):
    county.report(f"4 08.00-{8 + hours:02d}.00 aktiv", manad=manad, at=IN_TIME)
    county.rakning(aktiv=60 * hours, manad=manad, at=IN_TIME)


def decided():
    return {beslut.arende.manad: beslut.enheter for beslut in Manadsbeslut.objects.select_related("arende")}


def test_a_month_beyond_the_grant_is_not_decided_by_the_machine():
    county.household(tid=("period", 6 * 60))
    in_order(SEPTEMBER)
    county.worked(county.clock(IN_TIME))
    in_order(county.OKTOBER)
    county.worked(county.clock(IN_TIME))
    assert decided().keys() == {SEPTEMBER}
    assert county.month().resultat["per_kod"] == {"OVER_BEVILJAD_TID": "2:00"}


def test_a_later_month_decided_first_leaves_less_for_the_earlier():
    county.household(tid=("period", 6 * 60))
    in_order(county.OKTOBER)
    county.worked(county.clock(IN_TIME))
    in_order(SEPTEMBER)
    county.worked(county.clock(IN_TIME))
    assert decided().keys() == {county.OKTOBER}
    assert county.month(manad=SEPTEMBER).resultat["per_kod"] == {"OVER_BEVILJAD_TID": "2:00"}


def test_months_decided_out_of_order_charge_the_kommun_with_twenty_hours_of_a_shared_week():
    county.household(tid=("per_vecka", 168 * 60))
    at = datetime(2018, 12, 3, 9, tzinfo=UTC)
    for manad, days in ((NOVEMBER, (1, 2)), (county.OKTOBER, (30, 31))):
        county.report(
            *(f"{day} 08.00-20.00 aktiv" for day in days),
            manad=manad,
            at=IN_TIME if manad != NOVEMBER else at,
        )
        county.rakning(aktiv=24 * 60, manad=manad, at=IN_TIME if manad != NOVEMBER else at)
        county.worked(county.clock(at))
    assert list(decided()) == [NOVEMBER, county.OKTOBER]
    charged = {
        row.beslut.arende.manad: row.veckor.get("2018-W44", 0)
        for row in Kommunrad.objects.select_related("beslut__arende")
    }
    assert charged.get(NOVEMBER) == 20 * 60 * 28
    assert charged.get(county.OKTOBER, 0) == 0
    assert county.open_codes(manad=NOVEMBER) == []


def test_workers_at_the_same_moment_do_not_spend_the_same_hours_twice():
    county.household(tid=("period", 6 * 60))
    for manad in (SEPTEMBER, county.OKTOBER, NOVEMBER):
        in_order(manad)
    now = county.clock(IN_TIME)
    for _ in range(2 * 3 + 1):
        work_once(now)
    outcomes = at_once(*[lambda: work_until_idle(now)] * 3)
    assert all(isinstance(outcome, int) for outcome in outcomes)
    county.worked(now)
    assert sum(decided().values()) <= 6 * 60 * 28
    assert len(decided()) == 1
