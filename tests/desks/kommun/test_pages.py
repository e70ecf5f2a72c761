"""A kommun's pages: its own months, invoices and files; never another's, and every reading of a person is noted."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desks.kommun import scene
from tests.desks.kommun.scene import WEEKS, decided
from tests.desks.people import logged_in, nobody
from tests.municipalities import county, official
from tests.payments import factories
from tests.payments.factories import NEXT_PAY_DAY
from tests.privacy import personnummer_in

from assistans.base.models import AccessLog
from assistans.identity.roles import Roll
from assistans.municipalities import specification
from assistans.municipalities.models import Kommunfaktura
from assistans.registers import services as registers
from assistans.registers.models import Person
from assistans.registers.queries import PROTECTED

MONTH = "/kommun/manad/2018-10/"


@pytest.fixture
def october(db):  # noqa: ARG001 - the database first
    """The invoices of the debit."""
    return scene.october()


@pytest.fixture
def stockholm(october):  # noqa: ARG001 - what there is to see
    """A browser where somebody is logged in for Stockholm."""
    return scene.stockholm()


def text(answer):
    assert answer.status_code == 200, answer.status_code
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(plain.replace("\N{NO-BREAK SPACE}", " ").split())


def addresses(invoice):
    base = f"/kommun/faktura/{invoice.public_id}/"
    return [base, f"{base}faktura.xml", f"{base}specifikation.csv"]


def own(made):
    return next(row for row in made if row.kommun_id == "0180")


class TestWhatIsNotItsOwn:
    def test_is_not_there(self, stockholm, october):
        other = next(row for row in october if row.kommun_id == "1280")
        missing = [*addresses(other), f"/kommun/faktura/{uuid4()}/"]
        assert {stockholm.get(address).status_code for address in missing} == {404}

    @pytest.mark.parametrize("month", ["2018-09", "2018-13", "oktober", "2018-10-01"])
    def test_nor_a_month_without_its_part(self, stockholm, month):
        for address in (f"/kommun/manad/{month}/", f"/kommun/manad/{month}/specifikation.csv"):
            assert stockholm.get(address).status_code == 404

    @pytest.mark.parametrize("asked", ["?manader=x", "manad/2018-10/?efter=x"])
    def test_nor_a_part_of_a_list_that_our_pages_do_not_make(self, stockholm, asked):
        assert stockholm.get(f"/kommun/{asked}").status_code == 404

    def test_and_nobody_of_another_role_comes_in(self, october):
        for address in ("/kommun/", MONTH, *addresses(own(october))):
            assert logged_in(roll=Roll.HANDLAGGARE).get(address).status_code == 403
            assert nobody().get(address).status_code == 303

    def test_and_nothing_of_it_was_noted_as_read(self, stockholm, october):
        self.test_is_not_there(stockholm, october)
        assert not AccessLog.objects.filter(what=specification.READ).exists()


class TestTheStart:
    def test_tells_what_is_to_be_paid_and_until_when(self, stockholm, october):
        shown = text(stockholm.get("/kommun/"))
        assert own(october).nummer in shown
        assert "Betala senast 28 december 2018" in shown
        assert "Nästa faktura blir en kreditfaktura" in shown
        assert "1280201812010" not in shown

    def test_tells_when_the_due_day_has_passed(self, stockholm):
        scene.january()
        assert "Förfallodagen har passerat" in text(stockholm.get("/kommun/"))

    def test_tells_a_credit_from_an_invoice(self, stockholm):
        county.debit()
        shown = text(stockholm.get("/kommun/"))
        assert "Kreditfaktura" in shown
        assert "Betalas tillbaka till er" in shown

    def test_tells_what_is_on_its_way(self, stockholm):
        decided(factories.person(984), WEEKS)
        factories.decision(factories.person(985), rows={"egen": 1}, kommuner={"0180": 100_000_00})
        county.pay(NEXT_PAY_DAY)
        shown = text(stockholm.get("/kommun/"))
        assert "Nästa faktura är på väg" in shown
        assert "debiteras senast den 15 december 2018" in shown

    def test_of_a_kommun_without_anything_says_so(self, october):  # noqa: ARG002 - the others' months
        factories.kommun("0114", "Upplands Väsby", "2120000019")
        shown = text(logged_in(roll=Roll.KOMMUN, foremal="0114").get("/kommun/"))
        assert "Inga fakturor har gjorts än." in shown
        assert "Ingen månad är betald än" in shown

    def test_reads_nobody(self, stockholm):
        stockholm.get("/kommun/")
        assert not AccessLog.objects.filter(what=specification.READ).exists()

    def test_lists_come_in_parts(self, stockholm, monkeypatch):
        from assistans.desks.kommun import paging  # noqa: PLC0415 - to shorten its lists
        from assistans.municipalities import queries  # noqa: PLC0415 - the same

        county.debit()
        monkeypatch.setattr(paging, "NEWEST", 1)
        monkeypatch.setattr(queries, "NEWEST", 1)
        answer = stockholm.get("/kommun/").content.decode()
        [older] = re.findall(r'href="(\?fakturor=[^"]+)"', answer)
        second = stockholm.get(f"/kommun/{older}").content.decode()
        assert "0180201812021" not in second
        assert "0180201812013" in second
        assert 'rel="prev" href="?"' in second


class TestTheMonth:
    def test_shows_each_person_with_weeks_hours_and_amount(self, stockholm):
        shown = text(stockholm.get(MONTH))
        alm = shown[shown.index("Testa Alm") : shown.index("Testa Bok")]
        assert re.search(r"Testa Alm 20 h 7 h 15 min 20 h 20 h 15 h 82 h 15 min 23 959,43 kr", alm)
        assert "Malmberg" not in shown

    def test_tells_which_row_of_which_invoice_and_what_waits(self, stockholm, october):
        shown = text(stockholm.get(MONTH))
        assert re.search(rf"{own(october).nummer} rad [12]", shown)
        assert re.search(r"debiteras senast 15 december 2018: −27 648,50 kr", shown)

    def test_sums_what_stands_now(self, stockholm):
        shown = text(stockholm.get(MONTH))
        assert (
            "2 personer, 82 h 15 min" not in shown
        )  # the change has left the other person two minutes and a half
        assert "2 personer" in shown
        assert "23 984,43 kr" in shown

    def test_is_noted_for_each_person_who_is_shown(self, stockholm):
        stockholm.get(MONTH)
        rows = AccessLog.objects.filter(what=specification.READ)
        assert {row.who for row in rows} == {stockholm.actor}
        assert {row.why for row in rows} == {"kommunens del 2018-10"}
        shown = set(Person.objects.filter(efternamn__in=["Alm", "Bok"]).values_list("public_id", flat=True))
        assert {row.whose for row in rows} == shown

    def test_hides_a_protected_identity(self, stockholm):
        registers.register_skydd(
            person=Person.objects.get(efternamn="Bok"),
            slag="skyddad_folkbokforing",
            start=factories.LONG_AGO,
            by="maskin:test",
            clock=factories.clock(),
        )
        shown = text(stockholm.get(MONTH))
        assert PROTECTED in shown
        assert "Bok" not in shown

    def test_has_no_personnummer_on_it(self, stockholm):
        assert personnummer_in(stockholm.get(MONTH).content.decode()) == []

    def test_of_many_persons_comes_in_parts_that_say_so(self, stockholm, monkeypatch):
        monkeypatch.setattr(specification, "PERSONS", 1)
        first = stockholm.get(MONTH)
        assert "Här visas en del av personerna" in text(first)
        [more] = re.findall(r'href="(\?efter=[^"]+)"', first.content.decode())
        second = stockholm.get(MONTH + more)
        assert ("Testa Alm" in text(first)) != ("Testa Alm" in text(second))

    def test_asks_a_bounded_number_of_things_of_the_database(self, stockholm):
        with CaptureQueriesContext(connection) as few:
            stockholm.get(MONTH)
        for number in range(985, 995):
            decided(factories.person(number), WEEKS)
        county.pay(NEXT_PAY_DAY)
        with CaptureQueriesContext(connection) as many:
            stockholm.get(MONTH)
        assert len(many) == len(few) <= 22


class TestTheInvoice:
    def test_shows_its_rows_with_persons_and_comes_to_its_sum(self, stockholm, october):
        shown = text(stockholm.get(addresses(own(october))[0]))
        assert "Faktura 0180201812013" in shown
        assert re.search(
            r"[12] Testa Alm 23 959,43 kr 82 h 15 min 291,30 kr oktober 2018 Vecka 40: 20 h", shown
        )
        assert shown.count("51 632,93 kr") == 2  # above the rows and under them

    def test_of_less_than_nothing_asks_for_no_payment(self, stockholm):
        [credit] = county.debit()
        shown = text(stockholm.get(addresses(credit)[0]))
        assert "Kreditfaktura" in shown
        assert "Förfallodag" not in shown

    def test_is_noted_for_each_person_who_is_shown(self, stockholm, october):
        stockholm.get(addresses(own(october))[0])
        assert set(AccessLog.objects.filter(what=specification.READ).values_list("why", flat=True)) == {
            "kommunens faktura 0180201812013"
        }

    def test_in_parts_does_not_show_a_sum_that_is_not_theirs(self, stockholm, october, monkeypatch):
        monkeypatch.setattr(specification, "PERSONS", 1)
        shown = text(stockholm.get(addresses(own(october))[0]))
        assert "Här visas en del av fakturans 2 rader" in shown
        assert shown.count("51 632,93 kr") == 1


class TestTheFiles:
    def test_the_invoice_is_the_stored_one_and_passes_the_official_rules(self, stockholm, october):
        answer = stockholm.get(addresses(own(october))[1])
        assert answer["Content-Type"] == "application/xml"
        assert answer["Content-Disposition"] == 'attachment; filename="kommunfaktura-0180201812013.xml"'
        stored = bytes(Kommunfaktura.objects.get(pk=own(october).pk).innehall)
        assert answer.content == stored
        assert official.broken_rules(stored) == []

    def test_the_specification_of_an_invoice_comes_to_it_without_names(self, stockholm, october):
        answer = stockholm.get(addresses(own(october))[2])
        head, *lines = answer.content.decode("utf-8-sig").splitlines()
        assert sum(int(line.split(";")[-1].replace(",", "")) for line in lines) == own(october).belopp_ore
        assert head.startswith("fakturanummer;rad;")
        assert "Testa" not in answer.content.decode()
        assert personnummer_in(answer.content.decode()) == []

    def test_the_specification_of_a_month_is_noted_for_each_person(self, stockholm):
        answer = stockholm.get(f"{MONTH}specifikation.csv")
        assert answer["Content-Disposition"] == 'attachment; filename="specifikation-0180-2018-10.csv"'
        rows = AccessLog.objects.filter(what=specification.READ)
        assert {row.why for row in rows} == {"kommunens del 2018-10 som fil"}
        assert rows.count() == 2
