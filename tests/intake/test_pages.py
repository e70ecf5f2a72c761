"""A report handed in on a page goes the very path of the doors."""

import pytest
from tests.intake import reports, signing

from assistans.base.clock import SetClock
from assistans.base.models import Todo
from assistans.intake import pages
from assistans.intake.admission import admit
from assistans.intake.documents import DocumentError
from assistans.intake.elt.envelope import EnvelopeError
from assistans.intake.elt.services import IdTakenError
from assistans.intake.models import Avvisning, Handling, Inlamning, Kvittens, Tidredovisning, Underskrift
from assistans.intake.signatures.checks import SignatureError

pytestmark = pytest.mark.usefixtures("db")
BY = "ombud:7f0e0a52-3a0f-4c0e-9a57-0b6d5a1f7c11"


def hand_in(content, *, anordnare=reports.ANORDNARE, by=BY):
    return pages.receive_report(
        content=content, by=by, anordnare=anordnare, roots=signing.roots(), now=signing.AT
    )


def test_a_bare_document_is_no_message_and_is_remembered_as_refused():
    with pytest.raises(EnvelopeError) as refused:
        hand_in(reports.document())
    assert refused.value.code == "ENVELOPE"
    assert not Handling.objects.exists()
    assert Avvisning.objects.get().kanal == "sida"
    assert Avvisning.objects.get().leverantor is None


def test_a_document_that_is_not_valid_is_refused():
    with pytest.raises(DocumentError):
        hand_in(reports.body(reports.document(manad="2018-13")))
    assert Avvisning.objects.get().fault == "XmlValidationError"


def test_an_altered_document_is_refused_by_its_signatures():
    signed = reports.signed(reports.document())
    altered = reports.document(rader=("28 00.00-05.00 aktivTid",))
    with pytest.raises(SignatureError):
        hand_in(reports.body(altered, assistent=signed, anordnare=signed))
    assert Avvisning.objects.get().fault == "SignatureValidationError"
    assert not Handling.objects.exists()


def test_another_anordnares_report_is_refused_before_it_is_kept():
    with pytest.raises(pages.WrongAnordnare):
        hand_in(reports.body(), anordnare="5561000000")
    assert Avvisning.objects.get().code == "ANOTHERS_REPORT"
    assert not Handling.objects.exists()


def test_an_id_that_is_another_persons_is_refused():
    hand_in(reports.body())
    with pytest.raises(IdTakenError):
        hand_in(reports.body(reports.document(person="199001189811")))
    assert Handling.objects.count() == 1


def test_it_is_kept_with_its_signatures_receipts_and_who_handed_it_in():
    tx_id = hand_in(reports.body())
    handling = Handling.objects.get(tx_id=tx_id)
    assert (handling.kanal, handling.miljo, handling.leverantor, handling.certifikat) == (
        "sida",
        "",
        None,
        None,
    )
    assert bytes(handling.innehall) == reports.document()
    assert Inlamning.objects.get(handling=handling).av == BY
    assert set(Underskrift.objects.values_list("roll", flat=True)) == {"assistent", "anordnare"}
    assert list(Kvittens.objects.order_by("id").values_list("niva", flat=True)) == ["mottagen", "giltig"]
    assert Todo.objects.get(kind="handling").key == str(tx_id)


def test_the_same_bytes_again_give_the_same_receipt_and_the_first_sender_stands():
    first = hand_in(reports.body())
    assert hand_in(reports.body(), by="ombud:another") == first
    assert Inlamning.objects.get().av == BY


def test_what_a_supplier_has_sent_stays_the_suppliers():
    _, certificate = reports.register_supplier()
    supplier = admit(certificate_der=certificate, miljo="", machine=SetClock(signing.AT))
    sent = reports.receive(reports.body(), admission=supplier)
    assert hand_in(reports.body()) == sent
    assert not Inlamning.objects.exists()


def test_a_correction_is_the_next_version():
    hand_in(reports.body())
    hand_in(reports.body(reports.document(rader=("28 00.00-03.00 aktivTid",))))
    assert list(Tidredovisning.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
