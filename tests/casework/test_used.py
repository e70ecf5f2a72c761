"""What decided months have used: only decisions that stand, only months of the same beviljandeperiod."""

from datetime import UTC, date, datetime

import pytest
from tests.casework import county

from assistans.casework import services
from assistans.casework.models import Manadsarende
from assistans.casework.used import standing_decision, used_in, used_in_shared_weeks
from assistans.timeline.months import Month, Period

pytestmark = pytest.mark.usefixtures("db")

NOVEMBER = date(2018, 11, 1)
GRANT = Period(date(2018, 7, 1), date(2019, 1, 1))
NOTHING = [{}, {}]
IN_DECEMBER = datetime(2018, 12, 3, 9, tzinfo=UTC)
LATER = datetime(2018, 11, 6, 9, tzinfo=UTC)


@pytest.fixture
def _decided(db):  # noqa: ARG001 - a database comes first
    county.household()
    county.report("29 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.worked()


def used(manad=NOVEMBER, periods=(GRANT,)):
    found = used_in(person=county.month().person, manad=manad, periods=periods)
    return [
        {str(entry.month): entry.enheter for entry in entries} for entries in (found.tidigare, found.senare)
    ]


def weeks(manad=NOVEMBER):
    found = used_in_shared_weeks(person=county.month().person, manad=manad)
    return [found.tidigare_veckor, found.senare_veckor]


def test_an_undecided_month_has_used_nothing():
    county.household()
    county.report("29 08.00-12.00 aktiv")
    county.worked()
    assert used() == NOTHING
    assert weeks() == NOTHING
    assert standing_decision(county.month()) is None


@pytest.mark.usefixtures("_decided")
class TestDecided:
    def test_a_month_does_not_use_up_its_own_time(self):
        assert used(manad=county.OKTOBER) == NOTHING

    def test_a_month_of_another_grant_is_no_part_of_the_budget(self):
        assert used(periods=[Period(date(2019, 1, 1), date(2019, 7, 1))]) == NOTHING

    def test_a_grant_outside_the_month_is_no_part_of_its_budget(self):
        assert used(manad=date(2019, 1, 1), periods=[GRANT]) == NOTHING

    def test_an_earlier_month_stands_under_its_own_name(self):
        assert used() == [{"2018-10": 240 * 28}, {}]

    def test_a_later_month_stands_under_its_own_name_too(self):
        assert used(manad=date(2018, 8, 1)) == [{}, {"2018-10": 240 * 28}]

    def test_the_shared_weeks_hours_are_the_kommuns_units(self):
        assert weeks() == [{"2018-W44": 240 * 28}, {}]

    def test_a_month_does_not_use_up_its_own_weeks(self):
        assert weeks(manad=county.OKTOBER) == NOTHING

    def test_a_month_that_ends_on_a_sunday_shares_no_week_with_the_next(self):
        assert Month.of(date(2018, 9, 1)).last.weekday() == 6
        assert weeks(manad=date(2018, 9, 1)) == NOTHING

    def test_a_month_two_months_away_shares_no_week(self):
        assert weeks(manad=date(2018, 12, 1)) == NOTHING


def test_a_later_month_that_was_decided_first_keeps_its_hours_of_the_shared_week():
    county.household()
    county.report("1 08.00-12.00 aktiv", manad=NOVEMBER, at=IN_DECEMBER)
    county.rakning(aktiv=240, manad=NOVEMBER, at=IN_DECEMBER)
    county.report("29 08.00-12.00 aktiv")
    county.worked(county.clock(IN_DECEMBER))
    assert standing_decision(county.month(manad=NOVEMBER)) is not None
    assert weeks(manad=county.OKTOBER) == [{}, {"2018-W44": 240 * 28}]


def test_a_decision_that_was_sent_back_has_used_nothing():
    county.household()
    county.report("29 08.00-12.00 aktiv")
    county.rakning(aktiv=200)
    county.worked()
    given = {"by": county.HANDLAGGARE, "clock": county.clock(LATER)}
    services.refuse_minutes(arende=county.month(), kod="RAKNING_SKILJER_SIG", skal="Utrett.", **given)
    skal = services.Skal(motivering="Ej utfört.", utan_kommunicering="Hon bad om det.")
    beslut = services.decide(arende=county.month(), skal=skal, **given)
    assert standing_decision(Manadsarende.objects.get()) == beslut
    services.send_back(beslut=beslut, skal="Hör henne.", by=county.KOLLEGA, clock=county.clock(LATER))
    assert standing_decision(Manadsarende.objects.get()) is None
    assert used() == NOTHING
