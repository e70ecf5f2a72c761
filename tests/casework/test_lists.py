"""The lists that a handläggare works from: what is in them, in what order, and whose names are noted as read."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import county

from assistans.base.access import NoReason
from assistans.base.models import AccessLog
from assistans.casework import lists, services
from assistans.casework.models import Uppgift
from assistans.registers import services as registers

pytestmark = pytest.mark.usefixtures("db")
LATER = datetime(2018, 11, 6, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _two_months(db):  # noqa: ARG001 - a database comes first
    county.clean_month()
    county.report("4 08.00-12.00 aktiv", person=county.ANNAN_PERSON, assistent=county.ANDRA_ASSISTENT)
    county.worked()


def named(why="Kön"):
    persons = [county.month(who).person.public_id for who in (county.PERSON, county.ANNAN_PERSON)]
    return lists.named(
        persons=persons, who=county.HANDLAGGARE, what="casework.uppgifter", why=why, clock=county.clock()
    )


def open_row(slag, kod, dag, *, who=county.ANNAN_PERSON, **innehall):
    return Uppgift.objects.create(
        arende=county.month(who), slag=slag, kod=kod, innehall=innehall, skapad=LATER, dag=dag
    )


class TestNames:
    def test_nobodys_name_is_read_without_a_reason(self):
        with pytest.raises(NoReason):
            named(why="")
        assert not AccessLog.objects.exists()

    def test_each_name_that_is_shown_is_noted_once(self):
        named()
        assert AccessLog.objects.count() == 2
        assert {row.who for row in AccessLog.objects.all()} == {county.HANDLAGGARE}

    def test_a_protected_name_is_not_shown(self):
        person = county.month().person
        registers.register_skydd(
            person=person, slag="sekretessmarkering", start=county.OKTOBER, by=county.BY, clock=county.clock()
        )
        assert named().by_person[person.public_id] == "Skyddad identitet"

    def test_who_has_jav_sees_no_name_and_nothing_is_noted_of_her(self):
        person = county.month().person
        services.report_jav(
            person=person,
            anvandare=county.HANDLAGGARE,
            skal="Kusin.",
            by=county.HANDLAGGARE,
            clock=county.clock(),
        )
        found = named()
        assert found.by_person[person.public_id] == "Jäv är anmält"
        assert not AccessLog.objects.filter(whose=person.public_id).exists()


class TestUppgifter:
    def test_what_somebody_has_in_hand_is_in_her_list_and_not_in_the_queue(self):
        (row,) = lists.open_uppgifter_part().rows
        services.next_uppgift(by=county.HANDLAGGARE, clock=county.clock(datetime(2019, 1, 2, tzinfo=UTC)))
        assert lists.open_uppgifter_part().rows == []
        assert lists.uppgifter_in_hand(by=county.HANDLAGGARE) == [row]
        assert lists.uppgifter_in_hand(by=county.KOLLEGA) == []

    def test_the_most_urgent_comes_first_and_what_has_no_day_last(self):
        none = open_row("kontroll", "A", None)
        soon = open_row("kontroll", "B", date(2018, 11, 1))
        rows = lists.open_uppgifter_part().rows
        assert (rows[0], rows[-1]) == (soon, none)

    def test_the_queue_is_narrowed_by_kind_code_and_month(self):
        assert len(lists.open_uppgifter_part(slag="iakttagelse").rows) == 1
        assert len(lists.open_uppgifter_part(kod="BESLUT_SAKNAS", manad=county.OKTOBER).rows) == 1
        assert lists.open_uppgifter_part(slag="attest").rows == []
        assert lists.open_uppgifter_part(manad=date(2018, 9, 1)).rows == []

    def test_nobody_is_offered_to_attest_her_own_decision_or_one_with_jav(self):
        open_row("attest", "ATTEST", None, beslutad_av=county.HANDLAGGARE)
        assert lists.decisions_to_attest(by=county.HANDLAGGARE).rows == []
        assert len(lists.decisions_to_attest(by=county.KOLLEGA).rows) == 1
        person = county.month(county.ANNAN_PERSON).person
        services.report_jav(
            person=person, anvandare=county.KOLLEGA, skal="Granne.", by=county.KOLLEGA, clock=county.clock()
        )
        assert lists.decisions_to_attest(by=county.KOLLEGA).rows == []


class TestMonths:
    def test_months_are_narrowed_by_what_is_asked(self):
        assert len(lists.months_part().rows) == 2
        assert [row.lage for row in lists.months_part(lage="oppet").rows] == ["oppet"]
        assert [row.utfall for row in lists.months_part(utfall="beviljat").rows] == ["beviljat"]
        person = county.month().person.public_id
        assert [row.person.public_id for row in lists.months_part(person=person).rows] == [person]

    def test_each_month_says_how_many_uppgifter_are_open(self):
        found = {row.person.personnummer: row.uppgifter for row in lists.months_part().rows}
        assert found == {county.PERSON: 0, county.ANNAN_PERSON: 1}


def test_what_waits_is_counted_by_code():
    assert lists.waiting_by_code() == {"BESLUT_SAKNAS": 1}
    assert lists.waiting_by_code(manad=date(2018, 9, 1)) == {}


def test_the_known_months_come_newest_first():
    assert lists.known_months() == [county.OKTOBER]


def test_lists_ask_once_however_long_they_are():
    for ask in (lists.open_uppgifter_part, lists.months_part, lists.waiting_by_code, lists.known_months):
        with CaptureQueriesContext(connection) as asked:
            ask()
        assert len(asked) == 1, ask
