"""Several workers, any order: one outcome, nothing decided twice, nothing overlooked."""

import itertools
from datetime import UTC, datetime

import pytest
from django.db import transaction
from tests.base.known import at_once
from tests.casework import county

from assistans.base.todo import todo, work_until_idle
from assistans.casework.assessing import assess_month
from assistans.casework.models import Manadsbeslut

pytestmark = pytest.mark.usefixtures("db")

LATER = datetime(2018, 11, 6, 9, tzinfo=UTC)


def test_two_workers_on_the_same_month_make_one_decision():
    county.clean_month()
    now = county.clock()
    at_once(*[lambda: work_until_idle(now)] * 2)
    county.worked(now)
    assert Manadsbeslut.objects.count() == 1


def test_two_who_assess_the_same_month_at_once_make_one_decision():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    county.rakning(aktiv=240)
    arende, now = county.month(), county.clock()
    outcomes = at_once(*[lambda: assess_month(arende=arende, clock=now)] * 2)
    assert [outcome.bedomning.utfall for outcome in outcomes] == ["beviljat", "beviljat"]
    assert Manadsbeslut.objects.count() == 1


def test_a_report_that_arrives_while_the_month_is_decided_is_seen_afterwards():
    county.clean_month()
    now = county.clock(LATER)
    dokument_id = county.month_reports()[0].dokument_id

    def arrives():
        county.report("4 08.00-10.00 aktiv", dokument_id=dokument_id, at=LATER)

    at_once(lambda: work_until_idle(now), arrives)
    county.worked(now)
    beslut = county.decision()
    if beslut is not None:
        assert county.open_codes() == [("efter_beslut", "ANDRAT_UTFALL")]
    else:
        assert county.open_codes() == [("iakttagelse", "RAKNING_SKILJER_SIG")]


def test_a_report_committed_between_the_assessment_and_its_commit_is_not_lost():
    county.clean_month()
    county.worked()
    arende, now = county.month(), county.clock(LATER)
    with transaction.atomic():
        assess_month(arende=arende, clock=now)
        at_once(
            lambda: county.report(
                "4 08.00-10.00 aktiv", dokument_id=county.month_reports()[0].dokument_id, at=LATER
            )
        )
    county.worked(now)
    assert county.open_codes() == [("efter_beslut", "ANDRAT_UTFALL")]


def test_two_persons_with_the_same_hours_are_never_both_decided():
    county.household()
    other, firm = county.person(county.ANNAN_PERSON), county.anordnare()
    county.beslut(other)
    county.uppdrag(other, firm)
    county.assistent(other, firm)
    for who in (county.PERSON, county.ANNAN_PERSON):
        county.report("4 08.00-12.00 aktiv", person=who)
        county.rakning(aktiv=240, person=who)
    now = county.clock()
    at_once(*[lambda: work_until_idle(now)] * 2)
    county.worked(now)
    assert Manadsbeslut.objects.count() <= 1
    slags = {slag for who in (county.PERSON, county.ANNAN_PERSON) for slag, _ in county.open_codes(who)}
    assert slags <= {"iakttagelse", "kontroll"}
    assert "iakttagelse" in slags


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_arrival_changes_nothing(order):
    county.household(assistenter=(county.ASSISTENT, county.ANDRA_ASSISTENT))
    arrivals = [
        lambda: county.report("4 08.00-12.00 aktiv"),
        lambda: county.report("4 12.00-13.00 aktiv", assistent=county.ANDRA_ASSISTENT),
        lambda: county.rakning(aktiv=300),
    ]
    for place in order:
        arrivals[place]()
        county.worked()
    beslut = county.decision()
    assert (beslut.belopp_ore, beslut.utfall) == (5 * county.RATE_2018, "beviljat")


def test_work_asked_for_twice_is_done_without_deciding_twice():
    county.clean_month()
    now = county.worked()
    todo("bedom", str(county.month().public_id), due_at=now.now())
    county.worked(now)
    assert Manadsbeslut.objects.count() == 1


def test_three_workers_on_months_that_share_assistants_never_stand_in_each_others_way():
    persons = (county.PERSON, county.ANNAN_PERSON, county.TREDJE_PERSON)
    firm = county.anordnare()
    for who in persons:
        row = county.person(who)
        county.beslut(row)
        county.uppdrag(row, firm)
        for number in (county.ASSISTENT, county.ANDRA_ASSISTENT):
            county.assistent(row, firm, number)
    documents = []
    for place, who in enumerate(persons):
        for manad in (county.OKTOBER.replace(month=9), county.OKTOBER):
            rows = [f"{day} {8 + 4 * place:02d}.00-{12 + 4 * place:02d}.00 aktiv" for day in (3, 4)]
            documents += [
                county.report(rows[0], person=who, manad=manad),
                county.report(rows[1], person=who, manad=manad, assistent=county.ANDRA_ASSISTENT),
                county.rakning(aktiv=480, person=who, manad=manad),
            ]
    now = county.clock()
    at_once(*[lambda: work_until_idle(now)] * 3)
    county.worked(now)
    assert all(county.answer(document) is not None for document in documents)
    assert Manadsbeslut.objects.count() == len(persons) * 2
    assert set(Manadsbeslut.objects.values_list("utfall", flat=True)) == {"beviljat"}
