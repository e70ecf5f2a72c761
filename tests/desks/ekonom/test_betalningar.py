"""A payment followed to rows, signatures and paragraphs, and back again, with every reading noted."""

import re
import uuid

import psycopg
import pytest
from tests.casework import county
from tests.desks.ekonom import scene
from tests.desks.people import logged_in, nobody
from tests.payments import chain, factories
from tests.payments.test_services import pay

from assistans.base import instance
from assistans.base.models import AccessLog
from assistans.identity.roles import Roll
from assistans.intake.models import Tidredovisning
from assistans.payments.models import Utbetalning
from assistans.registers.models import Person

SEARCH = "/ekonomi/sok/"


@pytest.fixture
def payment(db):
    """October, reported by two assistants, decided by the machine and paid."""
    instance.set_demo_clock(chain.clock().now())
    chain.paid_month(db)
    return Utbetalning.objects.select_related("korning", "beslutsrad__beslut").get()


def page_of(payment, client=None):
    return scene.text((client or scene.economist()).get(f"/ekonomi/betalning/{payment.public_id}/"))


def readings(client):
    return [(row.whose, row.what, row.why) for row in AccessLog.objects.filter(who=client.actor)]


class TestAPayment:
    def test_is_followed_all_the_way_and_every_step_agrees(self, payment):
        page = page_of(payment)
        assert "Hela vägen stämmer" in page
        assert "Stämmer inte" not in page
        for step in (
            "3 101,70 kr till Assistans i Väst AB",
            payment.public_id.hex,
            f"/ekonomi/korning/{payment.korning.public_id}/",
            "Kostnad: assistansersättning",
            "Assistans, maskinellt",
            "10 h 30 min à 295,40 kr i timmen",
            "Tidsredovisning 1 av assistent A",
            "08.00–12.00",
            "Räkningen",
            "/lag/",
        ):
            assert step in page, step

    def test_leads_to_the_text_of_every_paragraph(self, payment):
        client = scene.economist()
        addresses = set(re.findall(r'href="(/lag/[^"]+/)"', page_of(payment, client)))
        assert len(addresses) > 5
        assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
            addresses, 200
        )

    def test_says_nobodys_number_and_no_persons_name(self, payment):
        page = page_of(payment)
        for secret in (county.PERSON, county.ASSISTENT, county.ANDRA_ASSISTENT, "Åsa", "Öberg"):
            assert secret not in page

    def test_is_noted_as_read_with_who_whose_and_why(self, payment):
        client = scene.controller()
        page_of(payment, client)
        whose = Person.objects.get(personnummer=county.PERSON).public_id
        assert readings(client) == [
            (whose, f"betalning {payment.public_id}", "Ekonomens uppföljning av en betalning")
        ]

    def test_that_was_tampered_with_says_first_what_differs(self, db, payment):
        with psycopg.connect(db.owner) as owner:
            owner.execute("UPDATE intake_handling SET innehall = 'andra byte'")
        page = page_of(payment)
        assert "Vägen stämmer inte" in page
        assert page.index("Handlingen tidsredovisning 1 har den SHA-256") < page.index("Pengarna")

    def test_decided_by_a_law_that_is_not_kept_says_so(self, db, payment):
        with psycopg.connect(db.owner) as owner:
            owner.execute("UPDATE casework_manadsbeslut SET lagversion = 'okänd'")
        assert "Lagens text från beslutet finns inte kvar" in page_of(payment)

    def test_asks_for_a_bounded_number_of_queries(self, payment):
        assert scene.queries(scene.economist(), f"/ekonomi/betalning/{payment.public_id}/") <= 45

    def test_is_for_economists_and_controllers_only(self, payment):
        address = f"/ekonomi/betalning/{payment.public_id}/"
        assert nobody().get(address).status_code == 303
        assert logged_in(roll=Roll.HANDLAGGARE).get(address).status_code == 403
        assert scene.economist().get(f"/ekonomi/betalning/{uuid.uuid4()}/").status_code == 404


class TestTheWayBack:
    def test_goes_from_the_banks_id_to_the_payment(self, payment):
        answer = scene.economist().post(SEARCH, {"id": payment.public_id.hex})
        assert (answer.status_code, answer["Location"]) == (303, f"/ekonomi/betalning/{payment.public_id}/")

    def test_goes_from_a_report_to_the_decision_and_the_payment(self, payment):
        tx_id = Tidredovisning.objects.get(assistent=county.ANDRA_ASSISTENT).handling.tx_id
        client = scene.economist()
        answer = client.post(SEARCH, {"id": str(tx_id)})
        assert answer["Location"] == f"/ekonomi/handling/{tx_id}/"
        page = scene.text(client.get(answer["Location"]))
        assert "Beslutet godkände 1 h 30 min" in page
        assert f"/ekonomi/betalning/{payment.public_id}/" in page
        assert readings(client)[0][1] == f"handling {tx_id}"

    def test_goes_from_a_row_of_a_decision_to_the_decision_and_its_payment(self, payment):
        client = scene.economist()
        answer = client.post(SEARCH, {"id": str(payment.beslutsrad.public_id)})
        beslut = payment.beslutsrad.beslut.public_id
        assert answer["Location"] == f"/ekonomi/beslut/{beslut}/"
        page = scene.text(client.get(answer["Location"]))
        assert f"/ekonomi/betalning/{payment.public_id}/" in page
        assert readings(client)[0][1] == f"beslut {beslut}"

    def test_goes_to_a_run(self, payment):
        answer = scene.economist().post(SEARCH, {"id": str(payment.korning.public_id)})
        assert answer["Location"] == f"/ekonomi/korning/{payment.korning.public_id}/"


@pytest.mark.usefixtures("db")
class TestASearch:
    @pytest.mark.parametrize("text", ["", "Öberg", "19900118-9811"])
    def test_takes_no_name_and_no_personnummer(self, text):
        client = scene.economist()
        page = scene.text(client.post(SEARCH, {"id": text}))
        assert "Ett fel att rätta" in page
        assert readings(client) == []

    def test_that_finds_nothing_says_so_and_keeps_what_was_written(self):
        asked = str(uuid.uuid4())
        page = scene.text(scene.economist().post(SEARCH, {"id": asked}))
        assert "Kontrollera tecknen." in page
        assert f'value="{asked}"' in page

    def test_of_what_is_none_is_no_page(self):
        client = scene.economist()
        for address in ("beslut", "handling", "betalning"):
            assert client.get(f"/ekonomi/{address}/{uuid.uuid4()}/").status_code == 404


@pytest.mark.usefixtures("db")
class TestADecision:
    def test_says_which_rows_are_paid_hindered_and_not_tried(self):
        scene.on_the_day_before()
        who = factories.person(konto=None)
        factories.contract(who, factories.anordnare("5560000001"))
        beslut = factories.decision(who, rows={"5560000001": 100_00, "egen": 7_00})
        address = f"/ekonomi/beslut/{beslut.public_id}/"
        assert scene.text(scene.economist().get(address)).count("Inte betald än") == 2
        pay()
        page = scene.text(scene.economist().get(address))
        for said in ("Betald", "100,00 kr", "Konto saknas", "Omsorg 0001 AB"):
            assert said in page
