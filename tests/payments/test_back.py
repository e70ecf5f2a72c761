"""The way back: from an id on a document, a decision or in a bank file to what was paid for it."""

import uuid
from uuid import UUID

import psycopg
import pytest
from tests.casework import county
from tests.payments import chain, factories
from tests.payments.test_services import pay

from assistans.intake.models import Handling, Rakning, Tidredovisning
from assistans.payments import back
from assistans.payments.models import Utbetalning


@pytest.fixture
def paid(db):
    chain.paid_month(db)
    return Utbetalning.objects.select_related("korning", "beslutsrad__beslut").get()


@pytest.mark.usefixtures("db")
class TestWhatIsNoId:
    @pytest.mark.parametrize("name", ["", "kalle", "19900118-9811", "1" * 31, "g" * 32])
    def test_is_refused_and_not_said_again(self, name):
        with pytest.raises(back.NothingFound, match="Det är inget id") as refused:
            back.find(name)
        assert not name or name not in str(refused.value)

    def test_an_id_of_nothing_is_told(self):
        with pytest.raises(back.NothingFound, match="Ingen betalning"):
            back.find(str(uuid.uuid4()))


class TestAnId:
    def test_leads_to_its_payment_as_the_bank_writes_it(self, paid):
        assert back.find(f" {paid.public_id.hex.upper()} ") == back.Found(
            slag="betalning", public_id=paid.public_id
        )

    def test_leads_to_a_run(self, paid):
        assert back.find(str(paid.korning.public_id)).slag == "korning"

    def test_leads_to_a_decision_from_one_of_its_rows_too(self, paid):
        beslut = paid.beslutsrad.beslut.public_id
        assert back.find(str(beslut)) == back.find(str(paid.beslutsrad.public_id))
        assert back.find(str(beslut)) == back.Found(slag="beslut", public_id=beslut)

    def test_leads_to_a_document(self, paid):  # noqa: ARG002 - the documents are its
        tx_id = Handling.objects.first().tx_id
        assert back.find(str(tx_id)) == back.Found(slag="handling", public_id=tx_id)

    def test_of_a_document_that_is_not_production_leads_nowhere(self, db, paid):  # noqa: ARG002 - the same
        tx_id = Handling.objects.first().tx_id
        with psycopg.connect(db.owner) as owner:
            owner.execute("UPDATE intake_handling SET miljo = 'Externtest'")
        with pytest.raises(back.NothingFound):
            back.find(str(tx_id))
        assert back.document_with(tx_id) is None


class TestADocument:
    def test_leads_to_the_decision_that_counted_it_and_its_payment(self, paid):
        report = Tidredovisning.objects.get(assistent=county.ANDRA_ASSISTENT)
        [spar] = back.decisions_that_counted(back.document_with(report.handling.tx_id))
        assert (spar.beslut, spar.rapport.via) == (paid.beslutsrad.beslut, county.COMPANY)
        assert [row.betalning for row in spar.rader] == [paid]
        assert sum(row.godkand for row in spar.rapport.rader) == 90

    def test_that_is_a_rakning_leads_to_all_rows_of_its_decision(self, paid):
        found = back.document_with(Rakning.objects.get().handling.tx_id)
        [spar] = back.decisions_that_counted(found)
        assert (spar.beslut, spar.rapport) == (paid.beslutsrad.beslut, None)

    def test_that_came_too_late_was_counted_by_no_decision(self, paid):  # noqa: ARG002 - decided already
        late = county.report("6 08.00-09.00 aktiv")
        assert back.decisions_that_counted(back.document_with(late.tx_id)) == ()

    def test_about_nobody_in_the_register_is_none(self, paid):  # noqa: ARG002 - others are
        stray = county.report("6 08.00-09.00 aktiv", person=county.TREDJE_PERSON)
        assert back.document_with(stray.tx_id) is None

    def test_that_nobody_sent_is_none(self, db):  # noqa: ARG002 - an empty one
        assert back.document_with(UUID(int=7)) is None


@pytest.mark.usefixtures("db")
class TestTheRowsOfADecision:
    def test_say_what_was_paid_what_was_hindered_and_what_is_not_tried(self):
        who = factories.person(konto=None)
        factories.contract(who, factories.anordnare("5560000001"))
        beslut = factories.decision(who, rows={"5560000001": 100, "egen": 7})
        assert [(row.betalning, row.hinder) for row in back.rows_of(beslut)] == [(None, None)] * 2
        pay()
        by_via = {row.rad.via: row for row in back.rows_of(beslut)}
        assert by_via["5560000001"].betalning.belopp_ore == 100
        assert by_via["egen"].hinder.kod == "KONTO_SAKNAS"
