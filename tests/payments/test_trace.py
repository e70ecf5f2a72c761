"""Every krona leads back: file, run, journal, decision, rows, signatures, paragraphs; each step agrees to the öre."""

import json
import uuid
from datetime import UTC, date, datetime

import psycopg
import pytest
from tests.casework import county
from tests.payments import chain

from assistans.casework.decisions import Skal
from assistans.casework.services.beslut import attest, decide
from assistans.intake.models import Tidredovisning
from assistans.payments.models import Utbetalning
from assistans.payments.trace import UnknownPayment, find_payment, trace

BELOPP = "3101.70"  # 630 minutes at 295.40 kronor an hour


@pytest.fixture
def paid(db):
    chain.paid_month(db)
    payment = Utbetalning.objects.get()
    payment.db = db
    return payment


def differing(data):
    return [check["vad"] for check in data["jamforelser"] if not check["stammer"]]


@pytest.mark.usefixtures("db")
class TestNoSuchPayment:
    @pytest.mark.parametrize("name", ["", "kalle", "1234", "19900118-9811", "0" * 31])
    def test_a_name_that_is_no_id_is_refused(self, name):
        with pytest.raises(UnknownPayment, match="inget betalnings-id"):
            find_payment(name)

    def test_an_id_that_nobody_has_is_refused(self):
        with pytest.raises(UnknownPayment, match="Ingen betalning"):
            find_payment(str(uuid.uuid4()))


class TestAPaymentThroughTheRealChain:
    def test_is_found_by_its_public_id_and_by_its_end_to_end_id(self, paid):
        assert find_payment(str(paid.public_id)) == find_payment(paid.public_id.hex.upper()) == paid

    def test_agrees_at_every_step(self, paid):
        data = trace(find_payment(paid.public_id.hex))
        assert differing(data) == []
        assert data["stammer"]

    def test_says_in_what_unit_each_figure_is_compared(self, paid):
        units = {check["vad"]: check["enhet"] for check in trace(paid)["jamforelser"]}
        assert units["Beloppet i bankfilen = betalningen"] == "öre"
        assert units["Godkänd tid i rapporternas rader = radens delar (enheter om 1/28 minut)"] == "enheter"
        assert units["Underlaget har den SHA-256 som beslutet skrev"] == ""

    def test_says_run_file_and_journal(self, paid):
        data = trace(paid)
        assert data["betalning"]["belopp"] == BELOPP
        assert data["korning"]["fil"].startswith("pain001-2018-11-20-1-")
        assert data["journal"]["nyckel"] == f"utbetalning:{paid.beslutsrad.public_id}"
        assert [row["belopp"] for row in data["journal"]["posteringar"]] == [BELOPP, f"-{BELOPP}"]

    def test_says_the_decision_and_its_parts(self, paid):
        data = trace(paid)
        assert data["beslut"]["beslutad_av"].startswith("maskin:")
        assert data["rad"]["delar"] == [
            {
                "enheter": 630 * 28,
                "assistanstid_min": "630",
                "timbelopp_ore": "29540",
                "belopp": BELOPP,
                "grund": "timbelopp",
                "lagrum": "F1091 5 §",
            }
        ]

    def test_says_every_row_and_what_became_of_it(self, paid):
        rows = [(row["rad"], row["godkand"]) for r in trace(paid)["rapporter"] for row in r["rader"]]
        assert sorted(rows) == [
            ("04 08.00-12.00 aktiv", 240),
            ("05 08.00-09.30 aktiv", 90),
            ("28 00.00-04.00 aktiv", 300),
        ]

    def test_says_each_documents_hash_and_signatures_by_role(self, paid):
        data = trace(paid)
        for report in data["rapporter"]:
            assert report["sha256"] == report["sha256_nu"]
            assert [row["roll"] for row in report["underskrifter"]] == ["anordnare", "assistent"]
            assert {row["profil"] for row in report["underskrifter"]} == {"strikt"}
        assert [row["roll"] for row in data["rakning"]["underskrifter"]] == ["person"]

    def test_says_the_paragraphs(self, paid):
        lagrum = {row["lagrum"] for row in trace(paid)["lagrum"]}
        assert {"SFB 51 kap. 9 §", "F1091 5 §", "SFB 51 kap. 19 §", "F1091 9 §"} <= lagrum

    def test_holds_no_personnummer_and_no_name_of_a_person(self, paid):
        text = json.dumps(trace(paid), ensure_ascii=False)
        for secret in (county.PERSON, county.ASSISTENT, county.ANDRA_ASSISTENT, "Åsa", "Öberg", "Ek"):
            assert f'"{secret}' not in text
            assert secret[2:] not in text or not secret.isdigit()


class TestWhatHasBeenTamperedWith:
    @pytest.mark.parametrize(
        ("statement", "seen"),
        [
            (
                "UPDATE payments_bankfil SET innehall = convert_to(replace(convert_from(innehall, 'UTF8'), '3101.70<', '9101.70<'), 'UTF8')",
                "Beloppet i bankfilen",
            ),
            ("UPDATE payments_utbetalning SET belopp_ore = belopp_ore + 1", "Beloppet i bankfilen"),
            ("UPDATE casework_beslutsrad SET belopp_ore = belopp_ore + 1", "beslutets rad"),
            (
                "UPDATE casework_beslutsrad SET delar = jsonb_set(delar, '{0,belopp_ore}', '1')",
                "Radens delar",
            ),
            ("UPDATE casework_beslutsrad SET delar = jsonb_set(delar, '{0,enheter}', '1')", "Godkänd tid"),
            ("UPDATE casework_manadsbeslut SET belopp_ore = 1", "Beslutets rader"),
            ("UPDATE casework_manadsbeslut SET resultat_sha256 = sha256('x')", "ger samma resultat"),
            (
                "UPDATE casework_manadsbeslut SET underlag = underlag || ' '::bytea",
                "Underlaget har den SHA-256",
            ),
            ("UPDATE intake_handling SET innehall = 'andra byte'", "Handlingen"),
            ("UPDATE intake_part SET innehall = 'andra byte'", "Hela underskrifter"),
            ("UPDATE intake_tidredovisning SET rad_till[1] = '13.00'", "Raderna i"),
        ],
    )
    def test_no_longer_agrees(self, paid, statement, seen):
        with psycopg.connect(paid.db.owner) as owner:
            owner.execute(statement)
        data = trace(find_payment(paid.public_id.hex))
        assert not data["stammer"]
        assert any(seen in vad for vad in differing(data))


def test_a_later_decisions_payment_agrees_with_what_was_paid_before(paid):
    at = datetime(2018, 11, 26, 9, tzinfo=UTC)
    first = Tidredovisning.objects.get(assistent=county.ANDRA_ASSISTENT)
    again = county.report(
        "5 08.00-10.30 aktiv", assistent=county.ANDRA_ASSISTENT, dokument_id=first.dokument_id, at=at
    )
    chain.hash_documents(paid.db)
    county.rakning(aktiv=240 + 300 + 150, at=at)
    now = county.worked(county.clock(at))
    beslut = decide(
        arende=county.month(), skal=Skal(motivering="En timme till."), by=county.HANDLAGGARE, clock=now
    )
    attest(beslut=beslut, by=county.KOLLEGA, clock=now)
    chain.hash_documents(paid.db)
    chain.pay(date(2018, 12, 5))
    later = Utbetalning.objects.get(beslutsrad__beslut=beslut)
    data = trace(later)
    assert differing(data) == []
    assert (data["betalning"]["belopp"], data["rad"]["tidigare_betalt"]) == ("295.40", BELOPP)
    assert data["beslut"]["attesterad_av"] == county.KOLLEGA
    assert str(again.tx_id) in {report["tx_id"] for report in data["rapporter"]}
    assert trace(paid)["stammer"]
