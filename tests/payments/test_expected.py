"""What an anordnare can expect: never what has been paid, and never called decided before it is."""

from dataclasses import replace
from datetime import date

import pytest
from tests.casework import county
from tests.payments import chain

from assistans.casework import services as casework
from assistans.payments.expected import ExpectedMoney, expected_money
from assistans.payments.to_whom import paid_to_anordnare
from assistans.registers.models import Anordnare

pytestmark = pytest.mark.usefixtures("db")
SINCE = date(2018, 1, 1)
HERS = ExpectedMoney(manad=county.OKTOBER, dag=date(2018, 11, 20), belopp_ore=118_160, beslutat=True)


def firm(number=county.COMPANY):
    return Anordnare.objects.get(organisationsnummer=number)


def expected(number=county.COMPANY, since=SINCE):
    return expected_money(anordnare=firm(number), since=since)


def test_what_has_been_paid_is_no_longer_expected(db):
    chain.paid_month(db)
    assert expected() == []
    (paid,) = paid_to_anordnare(anordnare=firm())
    assert (paid.dag, paid.manad, paid.antal, paid.belopp_ore) == (
        chain.PAY_DAY,
        county.OKTOBER,
        1,
        310_170,
    )


def test_another_anordnare_expects_nothing():
    county.clean_month()
    county.worked()
    county.anordnare(county.OTHER_COMPANY)
    assert expected(county.OTHER_COMPANY) == []


def test_what_the_person_is_paid_herself_is_not_the_anordnares():
    who = county.person()
    county.beslut(who)
    county.assistent(who, county.anordnare())
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.worked()
    assert county.decision().belopp_ore == 118_160
    assert expected() == []


def test_a_month_that_waits_whole_is_no_money_yet():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    assert expected() == []


def test_a_month_before_those_asked_for_is_left_out():
    county.clean_month()
    county.worked()
    assert expected(since=date(2018, 11, 1)) == []


def test_a_decided_month_is_expected_on_its_day():
    county.clean_month()
    county.worked()
    assert expected() == [HERS]


def test_an_assessed_month_that_is_not_decided_is_only_foreseen():
    county.household()
    county.report("4 08.00-12.00 aktiv", "5 12.00-11.00 aktiv")
    county.rakning(aktiv=240)
    county.worked()
    (found,) = expected()
    assert found == replace(HERS, beslutat=False)


def test_a_decision_that_waits_for_a_second_person_is_not_yet_decided():
    county.household()
    county.report("4 08.00-12.00 aktiv", "5 12.00-11.00 aktiv")
    county.rakning(aktiv=240)
    county.worked()
    beslut = casework.decide(
        arende=county.month(),
        skal=casework.Skal(motivering="Raden finns inte.", kvar="Anordnaren rättar den."),
        by=county.HANDLAGGARE,
        clock=county.clock(),
    )
    waits = casework.needs_attest(beslut, county.clock())
    (found,) = expected()
    assert found.beslutat is not waits
    if waits:
        casework.attest(beslut=beslut, by=county.KOLLEGA, clock=county.clock())
        assert expected() == [HERS]
