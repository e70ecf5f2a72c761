"""Taking the next uppgift, and finishing one."""

from datetime import UTC, date, datetime

import pytest
from tests.base.known import at_once
from tests.casework import county

from assistans.casework import services
from assistans.casework.models import Uppgift

pytestmark = pytest.mark.usefixtures("db")

LATER = datetime(2018, 11, 6, 9, tzinfo=UTC)


def take(by=county.HANDLAGGARE, at=LATER):
    return services.next_uppgift(by=by, clock=county.clock(at))


def uppgift(kod="ASSISTENT_OVERLAPPAR", *, who=county.PERSON, slag="iakttagelse", dag=None, **innehall):
    county.report("4 08.00-12.00 aktiv", person=who) if not county.Manadsarende.objects.filter(
        person__personnummer=who
    ).exists() else None
    county.worked()
    Uppgift.objects.filter(arende=county.month(who), kod="BESLUT_SAKNAS").delete()
    return Uppgift.objects.create(
        arende=county.month(who),
        slag=slag,
        kod=kod,
        dag=dag,
        innehall={"vem": "handläggare"} | innehall,
        skapad=LATER,
    )


def finish(row, skal="Läst."):
    services.finish_uppgift(uppgift=row, skal=skal, by=county.HANDLAGGARE, clock=county.clock(LATER))


def test_there_may_be_none():
    assert take() is None


def test_a_machine_takes_none():
    with pytest.raises(services.NotHandlaggare):
        take(by="maskin:beslut")


def test_who_has_jav_is_never_given_the_persons_uppgift():
    row = uppgift()
    services.report_jav(
        person=row.arende.person,
        anvandare=county.HANDLAGGARE,
        skal="Syskon.",
        by=county.KOLLEGA,
        clock=county.clock(),
    )
    assert take() is None
    assert take(by=county.KOLLEGA) == row


def test_what_somebody_else_still_has_time_to_do_is_not_given():
    uppgift("RAKNING_SAKNAS", dag=date(2018, 12, 5), vem="person")
    assert take() is None
    assert take(at=datetime(2018, 12, 6, 9, tzinfo=UTC)).kod == "RAKNING_SAKNAS"


def test_what_nobody_else_will_do_is_given():
    uppgift("UTANFOR_BESLUT", vem="ingen", dag=date(2018, 12, 5))
    assert take().kod == "UTANFOR_BESLUT"


def test_the_most_urgent_comes_first():
    uppgift("B_SENARE", dag=date(2018, 11, 20))
    uppgift("A_UTAN_DAG")
    uppgift("C_FORST", dag=date(2018, 11, 10))
    assert take().kod == "C_FORST"


def test_the_one_in_hand_is_given_again():
    uppgift("B_SENARE", dag=date(2018, 11, 20))
    first = take()
    uppgift("C_FORST", dag=date(2018, 11, 10))
    assert take() == first


def test_two_who_ask_at_the_same_moment_get_different_ones():
    uppgift("EN")
    uppgift("TVA")
    got = at_once(take, lambda: take(by=county.KOLLEGA))
    assert {row.kod for row in got} == {"EN", "TVA"}


def test_an_observations_uppgift_is_not_closed_by_hand():
    with pytest.raises(services.NotClosedByHand, match="Ta ställning"):
        finish(uppgift())


def test_an_uppgift_is_finished_once_with_what_was_found():
    row = uppgift(slag="kontroll")
    finish(row, "Den andra rapporten är fel.")
    row.refresh_from_db()
    assert (row.avslut, row.tilldelad) == ("Den andra rapporten är fel.", county.HANDLAGGARE)
    with pytest.raises(services.AlreadyClosed):
        finish(row)
