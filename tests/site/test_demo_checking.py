"""The demo's plan is held against the database: a difference is a line that names the person's month, never silence."""

from datetime import date

import pytest

from assistans.casework.models import Manadsarende
from assistans.registers.models import Person
from assistans.site.demo.checking import NotAsPlanned, check_first, check_last
from assistans.site.synthetic import planned, worked
from assistans.site.synthetic.plans import Step
from assistans.timeline.quantities import duration_text

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def plan():
    """A person whose months are in order, and one of them."""
    made = planned.make(1, persons=12).persons[9]
    made.manader = {planned.MARS: made.manader[planned.MARS]}
    return made


@pytest.fixture
def month(plan):
    return plan.manader[planned.MARS]


def came_out(month, *, codes=(), per_kod=None, utfall="beviljat", **reported):
    total = worked.total(month.month, [rad for r in month.first for rad in r.rader])
    said = {name: duration_text(minutes) for name, minutes in total._asdict().items()} | reported
    individual = month.person.individual
    person = Person.objects.create(
        personnummer=individual.nummer,
        fornamn=individual.fornamn,
        efternamn=individual.efternamn,
        sortnyckel="x",
    )
    result = {"iakttagelser": sorted(codes), "per_kod": per_kod or {}, "redovisad": said}
    Manadsarende.objects.create(person=person, manad=date(2026, 3, 1), utfall=utfall, resultat=result)


def differences(month):
    with pytest.raises(NotAsPlanned) as caught:
        check_first([month])
    return str(caught.value).splitlines()[1:]


def test_a_month_that_nobody_took_in_is_told(month):
    assert differences(month) == ["person 09, 2026-03, case: planned an assessed month, got none"]


def test_a_code_that_was_not_planned_is_told(month):
    came_out(month, codes=["FOR_SENT"])
    assert differences(month) == ["person 09, 2026-03, codes: planned [], got ['FOR_SENT']"]


def test_a_planned_code_that_did_not_come_is_told(month):
    month.koder = {"FOR_SENT": None}
    came_out(month)
    assert differences(month) == ["person 09, 2026-03, codes: planned ['FOR_SENT'], got []"]


def test_other_minutes_than_planned_are_told(month):
    month.koder = {"ASSISTENT_OVERLAPPAR": 60}
    came_out(month, codes=["ASSISTENT_OVERLAPPAR"], per_kod={"ASSISTENT_OVERLAPPAR": "0:30"})
    assert differences(month) == ["person 09, 2026-03, ASSISTENT_OVERLAPPAR: planned 1:00, got 0:30"]


def test_other_reported_time_than_was_worked_is_told(month):
    came_out(month, aktiv="1:00")
    assert "reported aktiv" in differences(month)[0]


def test_a_month_as_planned_is_no_difference(month):
    came_out(month)
    check_first([month])


def test_another_outcome_and_a_missing_decision_are_told_at_the_end(plan, month):
    came_out(month, utfall="delvis")
    with pytest.raises(NotAsPlanned) as caught:
        check_last([plan])
    lines = str(caught.value).splitlines()[1:]
    assert lines == [
        "person 09, 2026-03, utfall: planned beviljat, got delvis",
        "person 09, 2026-03, decision: planned maskinellt, got None",
    ]


def test_approved_minutes_are_gone_at_the_end(plan, month):
    month.koder, month.kind = {"ASSISTENT_OVERLAPPAR": 60}, None
    month.steps = [Step("godkann", "ASSISTENT_OVERLAPPAR")]
    came_out(month)
    check_last([plan])


def test_what_is_a_fact_of_the_month_stays_when_it_is_let_through(plan, month):
    month.koder, month.kind = {"FOR_SENT": None}, None
    month.steps = [Step("godkann", "FOR_SENT")]
    came_out(month, codes=["FOR_SENT"])
    check_last([plan])


def test_differences_name_nobody(month):
    came_out(month, codes=["FOR_SENT"])
    assert month.person.individual.nummer not in differences(month)[0]
