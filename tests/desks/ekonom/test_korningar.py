"""The economist's start and a run's pages: what is coming, what was paid and not, and the bank file byte for byte."""

import uuid
from datetime import UTC, datetime

import psycopg
import pytest
from tests.desks.ekonom import scene
from tests.desks.people import logged_in, nobody
from tests.payments import factories
from tests.payments.test_services import pay

from assistans.base import instance
from assistans.base.models import AccessLog, Outbox
from assistans.casework.models import Uppgift
from assistans.identity.roles import Roll
from assistans.payments.models import Bankfil, Utbetalning, Utbetalningskorning

pytestmark = pytest.mark.usefixtures("db")
HEX = "0" * 32


def addresses(korning):
    whole = f"/ekonomi/korning/{korning.public_id}/"
    return [whole, f"{whole}inte-betalt/", f"{whole}bokforing/", f"{whole}bankfil/"]


class TestWhoMayNot:
    def test_nobody_is_sent_to_log_in(self):
        for address in ["/ekonomi/", *addresses(scene.paid())]:
            assert nobody().get(address).status_code == 303

    def test_a_handlaggare_and_a_kommun_are_told_no(self):
        korning = scene.paid()
        for who in (logged_in(roll=Roll.HANDLAGGARE), logged_in(roll=Roll.KOMMUN, foremal="0180")):
            assert {who.get(address).status_code for address in ["/ekonomi/", *addresses(korning)]} == {403}

    def test_a_run_that_is_none_is_no_page(self):
        scene.on_the_day_before()
        client = scene.economist()
        for tail in ("", "inte-betalt/", "bokforing/", "bankfil/"):
            assert client.get(f"/ekonomi/korning/{uuid.uuid4()}/{tail}").status_code == 404

    def test_nothing_here_is_changed_by_reading(self):
        client = scene.economist()
        assert client.post("/ekonomi/").status_code == 405


class TestTheStart:
    def test_says_that_nothing_is_due_and_nothing_was_run(self):
        scene.on_the_day_before()
        page = scene.text(scene.economist().get("/ekonomi/"))
        assert "20 november 2018</strong>. Inget förfaller till den än" in page
        assert "Ingen körning har gjorts." in page
        assert "Ingen körning har lämnat något obetalt." in page

    def test_says_what_the_next_pay_day_has_to_pay(self):
        scene.decided()
        page = scene.text(scene.economist().get("/ekonomi/"))
        assert "20 november 2018</strong>: 3 betalningar, 137,50 kr" in page

    def test_says_what_hindered_rows_the_last_time_and_what_to_do(self):
        scene.paid()
        page = scene.text(scene.economist().get("/ekonomi/"))
        assert "Konto saknas" in page
        assert "1 rad, 7,00 kr. Begär in kontot och registrera det." in page

    def test_shows_the_run_with_its_sums_and_that_its_file_waits(self):
        korning = scene.paid()
        page = scene.text(scene.economist().get("/ekonomi/"))
        assert f'href="/ekonomi/korning/{korning.public_id}/"' in page
        assert "130,50 kr" in page
        assert "Väntar på att skrivas" in page
        Outbox.objects.filter(kind="bankfil").update(done_at=factories.clock().now())
        assert "Väntar på att skrivas" not in scene.text(scene.economist().get("/ekonomi/"))

    def test_says_what_waits_for_attest(self):
        scene.on_the_day_before()
        beslut = factories.decision(factories.person(), rows={"egen": 90_00}, kind="andring")
        Uppgift.objects.create(
            arende=beslut.arende, slag="attest", kod="ATTEST", innehall={}, skapad=factories.clock().now()
        )
        page = scene.text(scene.economist().get("/ekonomi/"))
        assert "1 beslut på tillsammans 90,00 kr betalas först när en annan person har attesterat" in page

    def test_lets_a_controller_read_but_offers_her_no_run(self):
        scene.decided()
        assert "Gör en körning" in scene.text(scene.economist().get("/ekonomi/"))
        assert "Gör en körning" not in scene.text(scene.controller().get("/ekonomi/"))

    def test_leads_on_to_older_runs(self):
        scene.on_the_day_before()
        for number in range(13):
            factories.decision(factories.person(980 + number), rows={"egen": 100 + number})
            pay()
        client = scene.economist()
        first = scene.text(client.get("/ekonomi/"))
        assert "nr 2<" in first
        assert "nr 1<" not in first
        older = Utbetalningskorning.objects.get(nummer=2).public_id
        rest = scene.text(client.get(f"/ekonomi/?efter={older}"))
        assert "nr 1<" in rest
        assert "nr 2<" not in rest

    def test_asks_no_more_queries_the_more_there_is(self):
        scene.paid()
        client = scene.economist()
        few = scene.queries(client, "/ekonomi/")
        for number in range(990, 994):
            factories.decision(factories.person(number), rows={"egen": number})
            pay()
        assert scene.queries(client, "/ekonomi/") == few <= 16


class TestARun:
    def test_says_that_it_ties_out_with_its_sums(self):
        page = scene.text(scene.economist().get(addresses(scene.paid())[0]))
        for said in ("Körningen stämmer", "130,50 kr", "40,00 kr", "Bankgiro", "Bankkonto", "personer"):
            assert said in page

    def test_names_who_is_paid_only_when_it_is_an_anordnare(self):
        page = scene.text(scene.economist().get(addresses(scene.paid())[0]))
        assert "Omsorg 0001 AB" in page
        assert "personen själv" in page
        for secret in ("Hemlig", "Persson", "19900118"):
            assert secret not in page

    def test_shows_the_files_hash(self):
        korning = scene.paid()
        page = scene.text(scene.economist().get(addresses(korning)[0]))
        assert bytes(Bankfil.objects.get().sha256).hex() in page

    def test_leads_to_each_payment(self):
        page = scene.text(scene.economist().get(addresses(scene.paid())[0]))
        for row in Utbetalning.objects.all():
            assert f'href="/ekonomi/betalning/{row.public_id}/"' in page

    def test_that_does_not_tie_out_says_so_first(self, db):
        korning = scene.paid()
        with psycopg.connect(db.owner) as owner:
            owner.execute("UPDATE payments_utbetalning SET belopp_ore = belopp_ore + 1")
        page = scene.text(scene.economist().get(addresses(korning)[0]))
        assert "Körningen stämmer inte" in page
        assert page.index("Körningen stämmer inte") < page.index("Betalningar")

    def test_whose_file_is_changed_says_so(self, db):
        korning = scene.paid()
        with psycopg.connect(db.owner) as owner:
            owner.execute("UPDATE payments_bankfil SET innehall = innehall || ' '::bytea")
        assert "Bankfilen är ändrad" in scene.text(scene.economist().get(addresses(korning)[0]))

    def test_that_paid_nothing_has_no_file(self):
        scene.on_the_day_before()
        factories.decision(factories.person(konto=None), rows={"egen": 7})
        pay()
        korning = Utbetalningskorning.objects.get()
        client = scene.economist()
        assert "den har ingen fil" in scene.text(client.get(addresses(korning)[0]))
        assert client.get(addresses(korning)[3]).status_code == 404

    def test_made_on_another_day_says_why(self):
        scene.decided()
        pay(datetime(2018, 11, 21, tzinfo=UTC).date(), anyway="Rättning efter avbrott")
        page = scene.text(scene.economist().get(addresses(Utbetalningskorning.objects.get())[0]))
        assert "Rättning efter avbrott" in page

    def test_asks_no_more_queries_the_more_it_paid(self):
        korning = scene.paid()
        client = scene.economist()
        few = scene.queries(client, addresses(korning)[0])
        for number in range(984, 994):
            factories.decision(factories.person(number), rows={"egen": number})
        pay()
        larger = Utbetalningskorning.objects.latest("pk")
        assert scene.queries(client, addresses(larger)[0]) <= few <= 26


class TestWhatARunDidNotPay:
    def test_is_told_row_by_row_with_code_and_what_to_do(self):
        page = scene.text(scene.economist().get(addresses(scene.paid())[1]))
        assert "KONTO_SAKNAS" in page
        assert "Personen ska få pengarna men har inget konto den här dagen." in page
        assert "7,00 kr" in page

    def test_asks_no_more_queries_the_more_there_is(self):
        korning = scene.paid()
        client = scene.economist()
        few = scene.queries(client, addresses(korning)[1])
        for number in range(984, 994):
            factories.decision(factories.person(number, konto=None), rows={"egen": number})
        pay()
        larger = Utbetalningskorning.objects.latest("pk")
        assert scene.queries(client, addresses(larger)[1]) == few <= 10


class TestARunsJournals:
    def test_stand_with_every_posting_and_its_lagrum(self):
        page = scene.text(scene.economist().get(addresses(scene.paid())[2]))
        for said in (
            "Assistansersättning 2018-10",
            "Kommunens andel 2018-10",
            "Stockholm",
            "SFB 51 kap. 22 §",
        ):
            assert said in page

    def test_ask_no_more_queries_the_more_there_are(self):
        korning = scene.paid()
        client = scene.economist()
        few = scene.queries(client, addresses(korning)[2])
        for number in range(984, 994):
            factories.decision(factories.person(number), rows={"egen": number}, kommuner={"0180": 5})
        pay()
        larger = Utbetalningskorning.objects.latest("pk")
        assert scene.queries(client, addresses(larger)[2]) <= few <= 14


class TestTheBankFile:
    def test_is_given_byte_for_byte_under_its_own_name(self):
        answer = scene.economist().get(addresses(scene.paid())[3])
        fil = Bankfil.objects.get()
        assert answer.content == bytes(fil.innehall)
        assert answer["Content-Type"] == "application/xml"
        assert answer["Content-Disposition"] == f'attachment; filename="{fil.namn}"'

    def test_is_noted_as_read_for_each_person_that_it_names(self):
        client = scene.economist()
        client.get(addresses(scene.paid())[3])
        named = Utbetalning.objects.get(person__isnull=False).person
        [row] = AccessLog.objects.filter(who=client.actor)
        assert (row.whose, row.what) == (named.public_id, "bankfil 2018-11-20 1")


def test_on_the_pay_day_itself_the_day_is_still_the_next():
    instance.set_demo_clock(datetime(2018, 11, 20, 8, tzinfo=UTC))
    assert "Nästa utbetalningsdag är <strong>20 november 2018" in scene.text(
        scene.economist().get("/ekonomi/")
    )
