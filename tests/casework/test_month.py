"""A month that holds more than one person's month may: nobody assesses it, somebody is told, and it can be put right."""

import uuid

import pytest
from tests.casework import county

from assistans.casework import month as casework_month
from assistans.casework import services
from assistans.casework.assessing import look
from assistans.casework.models import Uppgift
from assistans.casework.month import MonthTooLarge
from assistans.facts import limits

pytestmark = pytest.mark.usefixtures("db")

NESTED = [f"4 {n // 60:02d}.{n % 60:02d}-{23 - n // 60:02d}.{59 - n % 60:02d} aktiv" for n in range(500)]


@pytest.fixture
def assessed(monkeypatch):
    """The months that are assessed while the test runs."""
    seen, real = [], casework_month.assess
    monkeypatch.setattr(casework_month, "assess", lambda *told: seen.append(told) or real(*told))
    return seen


@pytest.fixture
def few(monkeypatch):
    """Months of three rows are the largest."""
    monkeypatch.setattr(limits, "MAX_ROWS", 3)


def set_aside(rapport):
    return services.set_aside_report(
        arende=county.month(),
        rapport=rapport,
        skal="Samma tid två gånger.",
        by=county.HANDLAGGARE,
        clock=county.clock(),
    )


@pytest.mark.parametrize(
    "rows", [["4 08.00-12.00 aktiv"] * (limits.MAX_ROWS + 1), NESTED], ids=["rows", "rows on each other"]
)
def test_more_than_a_month_may_hold_is_an_uppgift_that_says_what_to_do_and_is_not_assessed(rows, assessed):
    county.household()
    county.report(*rows)
    county.worked()
    told = Uppgift.objects.get(kod="UNDERLAG_OFULLSTANDIGT", avslutad__isnull=True)
    assert "högst 20 000" in told.innehall["text"]
    assert "Lägg undan" in told.innehall["text"]
    assert (county.month().utfall, assessed) == ("vantar", [])


@pytest.mark.usefixtures("few")
def test_the_assistants_rows_for_others_count_too():
    county.household()
    county.report("4 08.00-09.00 aktiv", "4 09.00-10.00 aktiv")
    county.report("5 08.00-09.00 aktiv", "5 09.00-10.00 aktiv", person=county.ANNAN_PERSON)
    county.worked()
    with pytest.raises(MonthTooLarge):
        look(arende=county.month(), clock=county.clock())


@pytest.mark.usefixtures("few")
def test_the_month_goes_on_when_the_report_that_is_too_much_is_set_aside():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    again = county.report(*["4 08.00-12.00 aktiv"] * 3, dokument_id=uuid.uuid4())
    county.rakning(aktiv=240)
    county.worked()
    assert county.open_codes() == [("underlag", "UNDERLAG_OFULLSTANDIGT")]
    assert set_aside(again).bedomning.utfall == "beviljat"
    assert ("underlag", "UNDERLAG_OFULLSTANDIGT") not in county.open_codes()


@pytest.mark.usefixtures("few")
def test_a_month_just_as_large_as_it_may_be_is_assessed():
    county.household()
    county.report("4 08.00-09.00 aktiv", "4 09.00-10.00 aktiv", "4 10.00-11.00 aktiv")
    county.rakning(aktiv=180)
    county.worked()
    assert county.decision().utfall == "beviljat"
