"""What the machine decides by itself (FL 28 §), and what it leaves for people."""

from datetime import UTC, date, datetime

import pytest
from tests.casework import county

from assistans.casework import services
from assistans.casework.models import Manadsbeslut, Uppgift
from assistans.casework.work import ask_for_assessment

pytestmark = pytest.mark.usefixtures("db")


def nothing_is_decided():
    return not Manadsbeslut.objects.exists()


def test_reports_without_a_rakning_are_not_decided():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    assert nothing_is_decided()
    assert county.month().utfall == "vantar"
    assert county.open_codes() == [("iakttagelse", "RAKNING_SAKNAS")]


def test_a_rakning_that_differs_from_the_reports_is_not_decided():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=300)
    county.worked()
    assert nothing_is_decided()
    assert county.open_codes() == [("iakttagelse", "RAKNING_SKILJER_SIG")]


def test_what_is_stopped_is_for_a_handlaggare_to_decide():
    who, firm = county.person(), county.anordnare()
    county.beslut(who)
    county.uppdrag(who, firm)
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.worked()
    assert nothing_is_decided()
    assert county.open_codes() == [("iakttagelse", "ASSISTENT_EJ_ANMALD")]


def test_a_person_without_a_grant_is_held_and_not_lost():
    who, firm = county.person(), county.anordnare()
    county.assistent(who, firm)
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.worked()
    assert nothing_is_decided()
    assert ("iakttagelse", "BESLUT_SAKNAS") in county.open_codes()


def test_a_person_whose_grants_all_lie_outside_the_month_is_told_that_none_is_in_force():
    county.household(start=date(2018, 4, 1), end=date(2018, 9, 1))
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.worked()
    assert nothing_is_decided()
    assert county.open_codes() == [("iakttagelse", "UTANFOR_BESLUT")]


def test_a_person_whom_nobody_knows_is_held_and_not_lost():
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    assert county.month().utfall == "vantar"
    assert ("iakttagelse", "BESLUT_SAKNAS") in county.open_codes()


def test_a_month_whose_kommun_is_unknown_waits_for_it_and_is_then_decided():
    who = county.person(kod="")
    firm = county.anordnare()
    county.beslut(who)
    county.uppdrag(who, firm)
    county.assistent(who, firm)
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.worked()
    assert nothing_is_decided()
    assert county.open_codes() == [("underlag", "KOMMUN_SAKNAS")]
    taken = services.next_uppgift(by=county.HANDLAGGARE, clock=county.clock())
    ask_for_assessment([county.month()], clock=county.clock())
    county.worked()
    assert Uppgift.objects.get().tilldelad == taken.tilldelad
    county.person()
    county.worked()
    assert county.decision().kind == "maskinellt"
    assert county.open_codes() == []


def test_a_month_without_any_reported_time_is_not_decided():
    county.household()
    county.report()
    county.rakning(aktiv=0)
    county.worked()
    assert county.month().utfall == "noll"
    assert nothing_is_decided()


def test_a_month_that_is_not_over_is_decided_when_it_is():
    county.household()
    before = datetime(2018, 10, 20, 9, tzinfo=UTC)
    county.report("4 08.00-12.00 aktiv", at=before)
    county.rakning(aktiv=240, at=before)
    county.worked(county.clock(before))
    county.worked(county.clock(datetime(2018, 10, 31, 22, 59, tzinfo=UTC)))
    assert nothing_is_decided()
    with pytest.raises(services.NothingToDecide, match="inte slut"):
        services.decide(arende=county.month(), by=county.HANDLAGGARE, clock=county.clock(before))
    county.worked(county.clock(datetime(2018, 10, 31, 23, 0, tzinfo=UTC)))
    assert county.decision().kind == "maskinellt"


def test_a_clean_month_is_decided_with_every_krona_accounted_for():
    county.clean_month()
    county.worked()
    beslut = county.decision()
    assert (beslut.kind, beslut.avsikt, beslut.utfall) == ("maskinellt", "ny", "beviljat")
    assert beslut.belopp_ore == 4 * county.RATE_2018
    assert beslut.beslutad_av == "maskin:beslut"
    assert county.month().lage == "beslutat"
    assert county.open_codes() == []


def test_the_anordnare_is_paid_where_the_person_has_asked_for_it():
    county.clean_month()
    county.worked()
    row = county.decision().beslutsrad_set.get()
    assert (row.via, row.anordnare.organisationsnummer) == (county.COMPANY, county.COMPANY)
    assert row.delar == [
        {
            "enheter": 240 * 28,
            "timbelopp_ore": str(county.RATE_2018),
            "belopp_ore": 4 * county.RATE_2018,
            "grund": "timbelopp",
            "lagrum": row.delar[0]["lagrum"],
        }
    ]


def test_the_first_twenty_hours_of_the_week_are_the_kommuns():
    county.clean_month()
    county.worked()
    row = county.decision().kommunrad_set.get()
    assert (row.kommun_id, row.units, row.belopp_ore) == ("0180", 240 * 28, 4 * county.RATE_2018)
    assert row.veckor == {"2018-W40": 240 * 28}


def test_a_test_document_decides_nothing():
    county.household()
    county.report("4 08.00-12.00 aktiv", miljo="ext")
    county.worked()
    assert nothing_is_decided()
