"""What proves a month: the received bytes with their signatures, and decisions computed again."""

import uuid

import psycopg
import pytest
from tests.casework import county
from tests.desks.handlaggare import months
from tests.desks.person import known
from tests.payments import chain

from assistans.base.models import AccessLog
from assistans.facts import Tid
from assistans.intake.models import Handling
from assistans.registers import services as registers

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def client(db):  # noqa: ARG001 - a database comes first
    return months.handlaggare()


@pytest.fixture
def report(db):
    """A signed report in a decided month, with the hash of its bytes."""
    county.household()
    found = county.report("4 08.00-12.00 aktiv")
    chain.sign(found)
    county.rakning(aktiv=240)
    chain.hash_documents(db)
    county.worked()
    months.at()
    return found


def document(client, handling):
    return client.get(f"/handlaggare/handling/{handling.tx_id}/")


class TestRefused:
    def test_a_document_that_does_not_exist_is_not_found(self, client):
        assert client.get(f"/handlaggare/handling/{uuid.uuid4()}/").status_code == 404

    def test_a_test_document_of_a_supplier_is_no_document_of_a_month(self, client):
        county.clean_month()
        found = county.report("5 08.00-09.00 aktiv", miljo="ext")
        county.worked()
        assert document(client, found).status_code == 404

    def test_with_jav_neither_documents_nor_decisions_are_shown(self, client, report):
        months.act(client, "jav", skal="Kusin.")
        assert document(client, report).status_code == 403
        assert client.get(f"/handlaggare/beslut/{county.decision().public_id}/omrakning/").status_code == 403

    def test_the_bytes_of_a_protected_person_are_not_shown(self, client, report):
        registers.register_skydd(
            person=county.month().person,
            slag="sekretessmarkering",
            start=county.OKTOBER,
            by=county.BY,
            clock=county.clock(),
        )
        text = months.plain(document(client, report))
        assert "Någon i handlingen har skyddad identitet." in text
        assert "<pre>" not in text
        assert "08.00" not in text

    def test_the_bytes_of_a_protected_assistant_are_not_shown(self, client, report):
        registers.register_skydd(
            person=county.person(county.ASSISTENT, kod=""),
            slag="sekretessmarkering",
            start=county.OKTOBER,
            by=county.BY,
            clock=county.clock(),
        )
        assert "<pre>" not in months.plain(document(client, report))


class TestDocument:
    def test_it_shows_the_bytes_their_hash_and_who_signed(self, client, report):
        text = months.plain(document(client, report))
        assert "<pre>bytes</pre>" in text
        assert bytes(report.sha256).hex() not in text  # the short cut's first hash was replaced
        assert "Underskriven av <strong>assistenten</strong> 2 november 2018." in text
        assert "Giltigt vid underskriften".lower() in text.lower()
        assert "profil strikt" in text

    def test_its_rows_are_told_one_by_one(self, client, report):
        text = months.plain(document(client, report))
        assert "<td>den 4 kl. 08.00–12.00</td><td>aktiv tid</td>" in text

    @pytest.mark.usefixtures("report")
    def test_a_rakning_is_told_point_by_point_from_its_own_bytes(self, client, db):
        with psycopg.connect(db.owner) as owner:
            told = known.read(known.own(), Tid(240, 0, 0)).content
            owner.execute("UPDATE intake_handling SET innehall = %s WHERE slag = 'rakning'", [told])
        text = months.plain(document(client, Handling.objects.get(slag="rakning")))
        assert "<dt>Aktiv tid</dt><dd>4 h</dd>" in text
        assert "<dt>Skrivs under av</dt><dd>Åsa Öberg</dd>" in text

    @pytest.mark.usefixtures("report")
    def test_of_a_rakning_that_cannot_be_read_only_the_bytes_are_shown(self, client):
        text = months.plain(document(client, Handling.objects.get(slag="rakning")))
        assert "Vad den säger" not in text
        assert "<pre>bytes</pre>" in text

    def test_bytes_that_have_been_changed_are_told_of(self, client, report, db):
        assert "Innehållet stämmer inte med hashen" not in months.plain(document(client, report))
        with psycopg.connect(db.owner) as owner:
            owner.execute("UPDATE intake_handling SET innehall = 'other'")
        assert "Innehållet stämmer inte med hashen" in months.plain(document(client, report))

    def test_reading_it_is_logged_with_its_id(self, client, report):
        document(client, report)
        assert AccessLog.objects.get().what == f"intake.handling {report.tx_id}"

    def test_the_month_shows_the_evidence_and_the_way_to_the_bytes(self, client, report):
        text = months.text_of(client)
        assert "(anordnaren, assistenten)" in text
        assert f"/handlaggare/handling/{report.tx_id}/" in text


class TestRecomputed:
    def again(self, client):
        answer = client.get(f"/handlaggare/beslut/{county.decision().public_id}/omrakning/")
        assert answer.status_code == 200
        return months.plain(answer)

    @pytest.mark.usefixtures("report")
    def test_a_decision_comes_out_the_same(self, client):
        text = self.again(client)
        assert "exakt samma resultat" in text
        assert "Med dagens uppgifter och regler skulle beslutet bli detsamma." in text
        assert AccessLog.objects.get().what == "casework.recompute 2018-10"

    @pytest.mark.usefixtures("report")
    def test_what_has_come_since_is_named_as_the_cause(self, client):
        county.report("4 10.00-11.00 aktiv", person=county.ANNAN_PERSON)
        county.worked()
        text = self.again(client)
        assert "Uppgifter eller handlingar har ändrats sedan beslutet" in text
        assert "Aktiv tid som väntar: 0 min i beslutet, 1 h nu" in text
        assert "Betalas till Assistans" in text

    @pytest.mark.usefixtures("report")
    def test_a_law_version_that_is_not_kept_is_told_of(self, client, db):
        with psycopg.connect(db.owner) as owner:
            owner.execute("UPDATE casework_manadsbeslut SET lagversion = repeat('0', 64)")
        assert "finns inte kvar här" in self.again(client)
