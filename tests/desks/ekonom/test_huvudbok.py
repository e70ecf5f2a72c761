"""The ledger's pages: balances, proofs, journals by account, and what kommuner owe."""

import psycopg
import pytest
from tests.desks.ekonom import scene
from tests.desks.people import logged_in
from tests.payments import factories
from tests.payments.test_services import pay

from assistans.base.todo import work_until_idle
from assistans.identity.roles import Roll

pytestmark = pytest.mark.usefixtures("db")
LEDGER, CLAIMS = "/ekonomi/huvudbok/", "/ekonomi/huvudbok/kommuner/"
ACCOUNT = "/ekonomi/huvudbok/fordran_kommun/"


def worked():
    work_until_idle(factories.clock())


class TestWhoMayNot:
    def test_a_handlaggare_is_told_no(self):
        client = logged_in(roll=Roll.HANDLAGGARE)
        assert {client.get(address).status_code for address in (LEDGER, CLAIMS, ACCOUNT)} == {403}

    @pytest.mark.parametrize(
        "address", ["/ekonomi/huvudbok/kassa/", f"{CLAIMS}?manad=2018-13", f"{CLAIMS}?manad=x"]
    )
    def test_what_is_no_account_or_month_is_no_page(self, address):
        assert scene.economist().get(address).status_code == 404


class TestTheLedger:
    def test_of_a_new_installation_ties_out_at_nothing(self):
        page = scene.text(scene.economist().get(LEDGER))
        assert "Huvudboken stämmer" in page
        assert "Verifikationer i obalans: <strong>0</strong>" in page

    def test_has_every_account_with_its_balance(self):
        scene.paid()
        page = scene.text(scene.controller().get(LEDGER))
        for said in ("Kostnad: assistansersättning", "130,50 kr", "−130,50 kr", "Bank"):
            assert said in page

    def test_says_when_claims_are_not_written_yet(self):
        scene.paid()
        assert "Alla fordringar på kommuner är inte skrivna än" in scene.text(scene.economist().get(LEDGER))
        worked()
        assert "Alla fordringar på kommuner" not in scene.text(scene.economist().get(LEDGER))

    def test_that_does_not_tie_out_says_so_and_where(self, db):
        scene.paid()
        with psycopg.connect(db.owner) as owner:
            owner.execute("ALTER TABLE payments_postering DISABLE TRIGGER USER")
            owner.execute("UPDATE payments_postering SET ore = ore + 1 WHERE konto = 'assistansersattning'")
            owner.execute("ALTER TABLE payments_postering ENABLE TRIGGER USER")
        page = scene.text(scene.economist().get(LEDGER))
        assert "Huvudboken stämmer inte" in page
        assert "2 verifikationer är i obalans." in page

    def test_asks_no_more_queries_the_more_there_is(self):
        scene.paid()
        client = scene.economist()
        few = scene.queries(client, LEDGER)
        for number in range(984, 990):
            factories.decision(factories.person(number), rows={"egen": number}, kommuner={"0180": 5})
        pay()
        assert scene.queries(client, LEDGER) == few <= 19


class TestAnAccount:
    def test_shows_its_journals_with_kommun_decision_and_lagrum(self):
        scene.paid()
        page = scene.text(scene.economist().get(ACCOUNT))
        for said in (
            "Kommunens andel 2018-10",
            "Stockholm",
            "40,00 kr",
            "SFB 51 kap. 22 §",
            "/ekonomi/beslut/",
        ):
            assert said in page

    def test_without_journals_says_so(self):
        assert "Inget är bokfört på kontot." in scene.text(scene.economist().get("/ekonomi/huvudbok/bank/"))

    def test_asks_no_more_queries_the_more_there_is(self):
        scene.paid()
        client = scene.economist()
        few = scene.queries(client, ACCOUNT)
        for number in range(984, 990):
            factories.decision(factories.person(number), rows={"egen": number}, kommuner={"0180": 5})
        pay()
        assert scene.queries(client, ACCOUNT) == few <= 11


class TestWhatKommunerOwe:
    def test_is_nothing_before_anything_is_claimed(self):
        assert "Ingen kommun har en fordran" in scene.text(scene.economist().get(CLAIMS))

    def test_is_told_for_the_newest_month_and_names_no_person(self):
        scene.paid()
        worked()
        page = scene.text(scene.economist().get(CLAIMS))
        for said in ("oktober 2018", "Stockholm (0180)", "40,00 kr"):
            assert said in page
        assert "Hemlig" not in page

    def test_is_told_for_the_month_asked_for(self):
        scene.paid()
        worked()
        assert "Ingen kommun har en fordran" in scene.text(scene.economist().get(f"{CLAIMS}?manad=2018-09"))
