"""The specification: it comes to the invoices to the öre, everybody's reading of it is noted, and names are shown to whom they may."""

from datetime import date
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.municipalities import county
from tests.municipalities.county import OCTOBER, debit, pay
from tests.payments import factories
from tests.payments.factories import NEXT_PAY_DAY
from tests.payments.test_services import changed
from tests.privacy import personnummer_in

from assistans.base.access import NoReason
from assistans.base.models import AccessLog
from assistans.municipalities import specification, specification_csv
from assistans.municipalities.models import Kommunfordran
from assistans.registers import services as registers
from assistans.registers.queries import PROTECTED

WHO = {"who": "ombud:1", "why": "kommunens specifikation 2018-10", "clock": factories.clock(county.AT_DEBIT)}


def of_month(kommun="0180", **told):
    return specification.of_month(kommun=kommun, manad=OCTOBER, **WHO | told)


@pytest.fixture
def persons(db):  # noqa: ARG001 - the database first
    county.kommuner()
    anna, bo = factories.person(981, efternamn="Bok"), factories.person(982, efternamn="Al")
    factories.decision(anna, rows={"egen": 100}, kommuner={"0180": 100})
    factories.decision(bo, rows={"egen": 100}, kommuner={"0180": 40, "1280": 7})
    pay()
    return anna, bo


class TestWhoReadsIsNoted:
    @pytest.mark.usefixtures("persons")
    def test_and_without_a_reason_nothing_is_read(self):
        with pytest.raises(NoReason):
            of_month(why=" ")
        assert not AccessLog.objects.filter(who="ombud:1").exists()

    def test_for_each_person_in_it_and_no_other(self, persons):
        of_month("1280")
        [row] = AccessLog.objects.filter(who="ombud:1")
        assert (row.whose, row.what, row.why) == (persons[1].public_id, specification.READ, WHO["why"])

    @pytest.mark.parametrize("read", [specification.rows_of_month, specification.of_month])
    def test_with_names_and_without(self, persons, read):
        read(kommun="0180", manad=OCTOBER, **WHO)
        noted = set(AccessLog.objects.filter(who="ombud:1").values_list("whose", flat=True))
        assert noted == {person.public_id for person in persons}

    def test_for_an_invoice_too(self, persons):
        specification.rows_of_invoice(faktura=debit()[1], **WHO)
        assert [row.whose for row in AccessLog.objects.filter(who="ombud:1")] == [persons[1].public_id]


class TestNames:
    @pytest.mark.usefixtures("persons")
    def test_are_in_swedish_order(self):
        assert [part.namn for part in of_month()] == ["Testa Al", "Testa Bok"]

    def test_of_a_protected_identity_are_not_shown_and_come_last(self, persons):
        registers.register_skydd(
            person=persons[1],
            slag="sekretessmarkering",
            start=date(2018, 1, 1),
            by="maskin:test",
            clock=factories.clock(),
        )
        assert [part.namn for part in of_month()] == ["Testa Bok", PROTECTED]

    def test_of_another_kommuns_persons_are_not_there(self, persons):
        assert [part.person for part in of_month("1280")] == [persons[1].public_id]


class TestItComesToTheInvoice:
    @pytest.mark.usefixtures("persons")
    def test_by_person_and_by_row(self):
        invoice = debit()[0]
        parts = specification.of_invoice(faktura=invoice, **WHO)
        rows = specification.rows_of_invoice(faktura=invoice, **WHO)
        assert (
            sum(part.belopp_ore for part in parts)
            == sum(row.belopp_ore for row in rows)
            == invoice.belopp_ore
        )
        assert [row.rad for row in rows] == [1, 2]
        assert {row.faktura for row in rows} == {invoice.nummer}
        assert {row.referens for row in rows} == {
            str(found)
            for found in Kommunfordran.objects.filter(kommun="0180").values_list("public_id", flat=True)
        }

    @pytest.mark.usefixtures("persons")
    def test_what_is_not_invoiced_yet_says_so(self):
        assert {(row.faktura, row.rad) for part in of_month() for row in part.rader} == {(None, None)}

    def test_a_change_is_a_row_of_its_own_and_the_sum_is_what_stands_now(self, persons):
        debit()
        changed(persons[0], rows={"egen": 100}, kommuner={"0180": 25})
        pay(NEXT_PAY_DAY)
        [bok] = [part for part in of_month() if part.namn == "Testa Bok"]
        assert [(row.belopp_ore, row.veckor) for row in bok.rader] == [
            (100, (("2018-W40", 100),)),
            (-75, (("2018-W40", -75),)),
        ]
        assert (bok.belopp_ore, bok.veckor, bok.units) == (25, (("2018-W40", 25),), 25)


class TestALongList:
    @pytest.mark.usefixtures("persons")
    def test_comes_in_pages_that_together_are_everybody_once(self, monkeypatch):
        factories.decision(factories.person(983), rows={"egen": 1}, kommuner={"0180": 1})
        pay(NEXT_PAY_DAY)
        monkeypatch.setattr(specification, "PERSONS", 2)
        first = of_month()
        second = of_month(after=specification.last(first))
        assert (len(first), len(second), specification.last(second)) == (2, 1, None)
        assert len({part.person for part in (*first, *second)}) == 3

    @pytest.mark.usefixtures("persons")
    def test_asks_no_more_of_the_database(self):
        with CaptureQueriesContext(connection) as few:
            of_month("1280")
        for number in range(983, 990):
            factories.decision(factories.person(number), rows={"egen": 1}, kommuner={"1280": 1})
        pay(NEXT_PAY_DAY)
        with CaptureQueriesContext(connection) as many:
            assert len(of_month("1280")) == 8
        assert len(many) == len(few)


class TestTheFile:
    def test_has_a_line_a_week_and_nobodys_name(self, persons):
        rows = specification.rows_of_invoice(faktura=debit()[0], **WHO)
        text = specification_csv.write(rows).decode("utf-8-sig")
        head, *lines = text.splitlines()
        assert head == ";".join(specification_csv.COLUMNS)
        assert lines[0].split(";")[:2] == ["0180201812013", "1"]
        assert {line.split(";")[7] for line in lines} == {"1,00", "0,40"}
        assert personnummer_in(text) == []
        for person in persons:
            for secret in (person.fornamn, person.efternamn, str(person.public_id)):
                assert secret not in text

    @pytest.mark.usefixtures("persons")
    def test_of_what_is_not_invoiced_has_no_number(self):
        rows = specification.rows_of_month(kommun="1280", manad=OCTOBER, **WHO)
        line = specification_csv.write(rows).decode("utf-8-sig").splitlines()[1]
        assert line.startswith(f";;{rows[0].referens};2018-10;2018-W40;0,004167;;0,07")


weeks = st.lists(st.integers(-33_600, 33_600).filter(bool), max_size=6).map(
    lambda found: tuple((f"2018-W{number}", units) for number, units in enumerate(found, start=40))
)


class TestTheShareByWeek:
    @given(st.integers(-(10**9), 10**9), weeks)
    def test_comes_to_the_amount_and_the_time_exactly(self, ore, veckor):
        shares = list(specification_csv.share_by_week(belopp_ore=ore, veckor=veckor))
        assert sum(share for _, _, share in shares) == ore
        assert tuple((week, units) for week, units, _ in shares if week) == veckor

    @given(st.integers(0, 10**9), weeks.map(lambda found: tuple((week, abs(units)) for week, units in found)))
    def test_follows_the_time_to_the_ore(self, ore, veckor):
        total = sum(units for _, units in veckor)
        for _, units, share in specification_csv.share_by_week(belopp_ore=ore, veckor=veckor):
            assert not total or abs(share * total - ore * units) <= total

    def test_without_time_is_a_line_of_its_own(self):
        moved = (("2018-W40", -60), ("2018-W41", 60))
        assert list(specification_csv.share_by_week(belopp_ore=500, veckor=moved)) == [
            ("2018-W40", -60, 0),
            ("2018-W41", 60, 0),
            ("", 0, 500),
        ]


@pytest.mark.usefixtures("persons")
def test_the_weeks_are_in_order():
    for part in of_month():
        assert all(one < other for one, other in pairwise(week for week, _ in part.veckor))
