"""After a decision: nothing is re-opened, somebody is told, and the decision stands until there is a new one."""

from datetime import UTC, date, datetime

import pytest
from tests.casework import county

from assistans.casework import services
from assistans.casework.models import Manadsbeslut, Uppgift
from assistans.registers import services as registers

pytestmark = pytest.mark.usefixtures("db")

LATER = datetime(2018, 11, 6, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _decided(db):  # noqa: ARG001 - a database comes first
    county.clean_month()
    county.worked()


def told():
    return Uppgift.objects.filter(avslutad__isnull=True, arende=county.month())


def overlap():
    handling = county.report("4 10.00-11.00 aktiv", person=county.ANNAN_PERSON, at=LATER)
    county.worked(county.clock(LATER))
    return handling


def test_another_persons_overlap_becomes_a_control_and_the_decision_stands():
    before = county.decision()
    overlap()
    assert county.open_codes() == [("kontroll", "ANDRAT_UTFALL")]
    assert county.decision() == before
    assert county.month().lage == "beslutat"


def test_the_uppgift_says_what_differs():
    overlap()
    assert told().get().innehall["skillnad"]["vantar"] == [
        {"aktiv": "0:00", "vantetid": "0:00", "beredskap": "0:00", "assistanstid_min": "0"},
        {"aktiv": "1:00", "vantetid": "0:00", "beredskap": "0:00", "assistanstid_min": "60"},
    ]


def test_the_other_persons_undecided_minutes_wait():
    overlap()
    assert ("iakttagelse", "ASSISTENT_OVERLAPPAR") in county.open_codes(county.ANNAN_PERSON)


def test_a_document_that_comes_after_the_decision_is_told():
    county.report("5 08.00-09.00 aktiv", dokument_id=county.month_reports()[0].dokument_id, at=LATER)
    county.worked(county.clock(LATER))
    assert county.open_codes() == [("efter_beslut", "ANDRAT_UTFALL")]
    assert Manadsbeslut.objects.count() == 1


def test_a_fact_that_comes_after_the_decision_is_told():
    registers.register_avliden(
        person=county.month().person, dag=date(2018, 10, 1), by=county.BY, clock=county.clock(LATER)
    )
    county.worked(county.clock(LATER))
    assert county.open_codes() == [("efter_beslut", "ANDRAT_UTFALL")]


def test_a_document_that_changes_nothing_in_the_outcome_is_not_told():
    county.rakning(aktiv=240, at=LATER)
    county.worked(county.clock(LATER))
    assert county.open_codes() == []


def test_what_no_longer_differs_closes_by_itself():
    handling = overlap()
    county.report(
        "4 13.00-14.00 aktiv",
        person=county.ANNAN_PERSON,
        dokument_id=handling.tidredovisning.dokument_id,
        at=LATER,
    )
    county.worked(county.clock(LATER))
    assert county.open_codes() == []


def test_what_a_handlaggare_has_let_stand_is_not_told_again():
    overlap()
    services.finish_uppgift(
        uppgift=told().get(),
        skal="Assistenten var här; den andra månaden utreds.",
        by=county.HANDLAGGARE,
        clock=county.clock(LATER),
    )
    county.rakning(aktiv=240, at=LATER)
    county.worked(county.clock(LATER))
    assert county.open_codes() == []


def test_a_new_decision_states_the_whole_month_and_closes_the_control():
    overlap()
    arende, now = county.month(), county.clock(LATER)
    given = {"arende": arende, "by": county.HANDLAGGARE, "clock": now}
    services.refuse_minutes(kod="ASSISTENT_OVERLAPPAR", skal="Assistenten var inte här.", **given)
    skal = services.Skal(motivering="Tiden är inte utförd.", utan_kommunicering="Hon har själv sagt det.")
    beslut = services.decide(skal=skal, **given)
    assert (beslut.kind, beslut.belopp_ore) == ("andring", 3 * county.RATE_2018)
    assert county.open_codes() == [("attest", "ATTEST")]


def test_what_has_fallen_due_is_not_taken_back_by_a_new_decision():
    overlap()
    due = datetime(2018, 11, 20, 9, tzinfo=UTC)
    given = {"arende": county.month(), "by": county.HANDLAGGARE, "clock": county.clock(due)}
    services.refuse_minutes(kod="ASSISTENT_OVERLAPPAR", skal="Assistenten var inte här.", **given)
    skal = services.Skal(motivering="Tiden är inte utförd.", utan_kommunicering="Hon har själv sagt det.")
    with pytest.raises(services.MayNotBeReduced, match=r"113 kap\. 5 §"):
        services.decide(skal=skal, **given)
    assert Manadsbeslut.objects.count() == 1


def test_more_can_be_given_after_it_has_fallen_due():
    due = datetime(2018, 11, 20, 9, tzinfo=UTC)
    dokument_id = county.month_reports()[0].dokument_id
    county.report("4 08.00-13.00 aktiv", dokument_id=dokument_id, at=due)
    county.rakning(aktiv=300, dokument_id=county.rakningar()[0].dokument_id, at=due)
    county.worked(county.clock(due))
    skal = services.Skal(motivering="En timme till är utförd.")
    beslut = services.decide(arende=county.month(), skal=skal, by=county.HANDLAGGARE, clock=county.clock(due))
    assert (beslut.kind, beslut.belopp_ore) == ("andring", 5 * county.RATE_2018)


def test_an_open_month_of_the_same_grant_is_assessed_anew_when_another_is_decided():
    county.report("1 08.00-12.00 aktiv", manad=date(2018, 11, 1), at=LATER)
    county.worked(county.clock(LATER))
    november = county.month(manad=date(2018, 11, 1))
    seen_before = november.assessed_at
    overlap()
    arende, now = county.month(), county.clock(datetime(2018, 11, 7, 9, tzinfo=UTC))
    given = {"arende": arende, "by": county.HANDLAGGARE, "clock": now}
    services.refuse_minutes(kod="ASSISTENT_OVERLAPPAR", skal="Inte här.", **given)
    services.decide(skal=services.Skal(motivering="Inte utförd.", utan_kommunicering="Hon sa det."), **given)
    county.worked(now)
    november.refresh_from_db()
    assert november.assessed_at > seen_before
