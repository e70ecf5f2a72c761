"""A month's akt: everything of a month at once, logged, in a fixed number of queries."""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import county
from tests.payments import chain

from assistans.base.access import NoReason
from assistans.base.models import AccessLog
from assistans.casework import services
from assistans.casework.akt import has_jav, manadsakt

pytestmark = pytest.mark.usefixtures("db")


def akt(who=county.PERSON, why="Prövning."):
    return manadsakt(arende=county.month(who), who=county.HANDLAGGARE, why=why, clock=county.clock())


def asked_for(who=county.PERSON):
    with CaptureQueriesContext(connection) as asked:
        akt(who)
    return len(asked)


class TestRefused:
    def test_nobody_reads_an_akt_without_a_reason(self):
        county.clean_month()
        county.worked()
        with pytest.raises(NoReason):
            akt(why="")

    def test_a_month_that_cannot_be_assessed_says_why_in_swedish(self):
        who = county.household(end=date(2018, 10, 15), utbetalning="efterskott")
        county.beslut(who, start=date(2018, 10, 15), utbetalning="forskott")
        county.report("4 08.00-12.00 aktiv")
        county.worked()
        found = akt()
        assert found.month is None
        assert "betalas på olika sätt" in found.reason
        assert len(found.handlingar) == 1


def test_reading_an_akt_is_logged_once():
    county.clean_month()
    county.worked()
    akt()
    assert AccessLog.objects.get().what == "casework.month 2018-10"


def test_an_akt_has_the_documents_with_their_signatures_and_what_counts():
    county.household()
    report = county.report("4 08.00-12.00 aktiv")
    chain.sign(report)
    county.rakning(aktiv=240)
    county.worked()
    found = akt()
    assert [(proof.handling.slag, proof.counts) for proof in found.handlingar] == [
        ("tidredovisning", True),
        ("rakning", True),
    ]
    assert [row.roll for row in found.handlingar[0].underskrifter] == ["anordnare", "assistent"]


def test_what_a_document_has_replaced_does_not_count():
    county.household()
    document = uuid.uuid4()
    county.report("4 08.00-12.00 aktiv", dokument_id=document)
    county.report("4 08.00-11.00 aktiv", dokument_id=document)
    county.worked()
    assert [(proof.version, proof.counts) for proof in akt().handlingar] == [(1, False), (2, True)]


def test_what_is_set_aside_is_still_there_with_the_reason():
    county.household()
    report = county.report("4 08.00-12.00 aktiv")
    county.worked()
    services.set_aside_report(
        arende=county.month(), rapport=report, skal="Fel månad.", by=county.HANDLAGGARE, clock=county.clock()
    )
    (proof,) = akt().handlingar
    assert not proof.counts
    assert proof.asidosatt.skal == "Fel månad."


def test_an_akt_takes_as_many_queries_whatever_the_month_holds():
    county.clean_month()
    county.worked()
    few = asked_for()
    for day in range(5, 25):
        county.report(f"{day} 08.00-12.00 aktiv", f"{day} 13.00-14.00 aktiv")
    county.worked()
    assert asked_for() <= few + 2
    assert few <= 44


def test_jav_is_known_by_person_and_handlaggare():
    who = county.person()
    assert not has_jav(person=who, by=county.HANDLAGGARE)
    services.report_jav(
        person=who, anvandare=county.HANDLAGGARE, skal="Syster.", by=county.HANDLAGGARE, clock=county.clock()
    )
    assert has_jav(person=who, by=county.HANDLAGGARE)
    assert not has_jav(person=who, by=county.KOLLEGA)


class TestIfApproved:
    def test_a_month_in_order_has_nothing_to_suppose(self):
        county.clean_month()
        county.worked()
        assert akt().if_approved is None

    def test_what_no_position_can_approve_is_not_supposed(self):
        county.household()
        county.report("4 08.00-12.00 aktiv")
        county.worked()
        assert akt().if_approved is None

    def test_a_row_without_a_length_cannot_be_supposed_approved(self):
        county.household()
        county.report("4 08.00-12.00 aktiv", "28 02.30-02.45 aktiv")
        county.rakning(aktiv=240)
        county.worked()
        assert akt().if_approved is None

    def test_what_waits_is_supposed_approved_and_nothing_is_changed(self):
        county.household()
        county.report("4 08.00-12.00 aktiv")
        county.rakning(aktiv=300)
        county.worked()
        found = akt()
        assert (int(found.month.bedomning.belopp), int(found.if_approved.belopp)) == (0, 4 * county.RATE_2018)
        assert not county.month().stallningstagande_set.exists()
