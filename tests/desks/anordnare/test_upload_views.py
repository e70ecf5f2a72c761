"""Handing in a report on a page: what is refused, what is only checked, and what is received by the doors' own path."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.casework import county
from tests.desks.anordnare.county import NOVEMBER, SEND, at, document, firm, message, ombud, upload
from tests.desks.person.county import text
from tests.intake import reports, signing
from tests.privacy import personnummer_in

from assistans.identity.trust.bankid import TRUST_BANKID
from assistans.intake.elt.envelope import MAX_BYTES
from assistans.intake.models import Avvisning, Handling, Inlamning, Tidredovisning, Utkast

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def november(db, monkeypatch):  # noqa: ARG001 - the clock is the database's
    at()
    monkeypatch.setenv(TRUST_BANKID, str(signing.pki().trusted_bankid))
    county.household()


def checked(content, browser=None, name="rapport.xml"):
    """A browser at the page of a checked file; gives it, the address and the page's text."""
    browser = browser or ombud()
    answer = upload(browser, content, name)
    assert answer.status_code == 303, text(answer)
    return browser, answer["Location"], text(browser.get(answer["Location"]))


def cannot_be_handed_in(page):
    return "Lämna in rapporten" not in page


# What is refused


def test_no_file_at_all_is_told():
    assert "Välj filen som ska kontrolleras." in text(ombud().post(SEND, {}))


def test_an_empty_file_is_told():
    answer = ombud().post(SEND, {"fil": SimpleUploadedFile("tom.xml", b"")})
    assert "Filen är tom." in text(answer)


def test_a_file_larger_than_a_door_takes_is_not_kept():
    answer = upload(ombud(), b" " * (MAX_BYTES + 1))
    assert "Filen är större än 5 MB." in text(answer)
    assert not Utkast.objects.exists()


@pytest.mark.parametrize("content", [b"hej", b"<a/>", b"<!DOCTYPE a><a/>", b"\xff\xfe", b"<a"])
def test_what_is_no_report_is_told_with_the_doors_own_words_for_the_supplier(content):
    _, _, page = checked(content)
    assert "Filen kan inte lämnas in" in page
    assert "Till systemleverantören" in page
    assert cannot_be_handed_in(page)


def test_an_altered_report_is_told_of_and_cannot_be_handed_in():
    own = reports.signed(document(), signer=signing.pki().signer(personnummer=county.ASSISTENT, namn="Bo Ek"))
    altered = reports.body(document(rader=("4 08.00-13.00 aktivTid",)), assistent=own)
    browser, address, page = checked(altered)
    assert "Underskriften hör inte till det här dokumentet" in page
    assert cannot_be_handed_in(page)
    answer = browser.post(address)
    assert answer.status_code == 422
    assert "Rapporten togs inte emot" in text(answer)
    assert not Handling.objects.exists()
    assert Avvisning.objects.get().kanal == "sida"


def test_another_than_the_assistant_who_signed_is_told_of():
    _, _, page = checked(message(signer=signing.BERTIL))
    assert "Någon annan än den assistent som rapporten gäller har skrivit under." in page


def test_another_anordnares_report_cannot_be_handed_in():
    browser, address, page = checked(message(), ombud(county.anordnare(county.OTHER_COMPANY)))
    assert "Rapporten gäller en annan anordnare" in page
    assert browser.post(address).status_code == 422
    assert not Handling.objects.exists()


def test_another_ombuds_file_is_told_of_as_one_that_is_gone_and_asked_for_again():
    _, address, _ = checked(message())
    other = ombud(personnummer="198503129820")
    for answer in (other.get(address, follow=True), other.post(address, follow=True)):
        assert answer.redirect_chain == [("/anordnare/skicka/", 303)]
        assert "Filen finns inte kvar." in text(answer)
    assert not Handling.objects.exists()


def test_a_document_without_signatures_is_checked_and_no_more():
    browser, address, page = checked(document())
    assert "Filen är bara kontrollerad" in page
    assert cannot_be_handed_in(page)
    assert browser.post(address).status_code == 422
    assert not Handling.objects.exists()


def test_a_file_name_is_text_and_no_markup():
    _, _, page = checked(document(), name="<script>.xml")
    assert "<script>" not in page


# What is seen before it is sent


def test_rows_to_mend_are_told_one_by_one_before_anything_is_sent():
    _, _, page = checked(message(document(rader=("5 12.00-11.00 aktivTid", *("4 08.00-12.00 aktivTid",)))))
    assert "Filen kan lämnas in, men läs detta först" in page
    assert "Rad 1, den 5 oktober kl. 12.00–11.00 (aktiv tid)" in page
    assert "RAD_OGILTIG" in page
    assert not Handling.objects.exists()


def test_the_page_of_a_checked_file_holds_no_personnummer():
    browser, address, _ = checked(message())
    assert personnummer_in(browser.get(address).content.decode()) == []


# What is received


def test_a_signed_report_is_received_and_leads_to_its_receipt():
    content = message()
    browser, address, page = checked(content)
    assert "Inget att anmärka på" in page
    answer = browser.post(address)
    handling = Handling.objects.get()
    assert answer["Location"] == f"/anordnare/rapporter/{handling.tx_id}/"
    assert (handling.kanal, bytes(handling.innehall)) == ("sida", document())
    assert Inlamning.objects.get().av == browser.actor
    assert not Utkast.objects.exists()
    whole = browser.get(answer["Location"]).content.decode()
    assert f"Rapporten är mottagen. Kvittensnummer {handling.tx_id}." in whole
    assert "Inlämnad här på sidan." in whole


def test_it_is_assessed_as_one_from_a_supplier():
    browser, address, _ = checked(message())
    browser.post(address)
    county.worked(county.clock(NOVEMBER))
    assert county.answer(Handling.objects.get())["rader"][0]["utfall"] == "vantar"
    page = text(browser.get("/anordnare/?manad=2018-10"))
    assert "Väntar på annan" in page


def test_a_correction_is_the_next_version_of_the_same_report():
    browser = ombud()
    for rows in (("5 12.00-11.00 aktivTid",), ("5 08.00-11.00 aktivTid",)):
        _, address, _ = checked(message(document(rader=rows)), browser)
        browser.post(address)
    assert list(Tidredovisning.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert firm().organisationsnummer == Tidredovisning.objects.first().anordnare


def test_handing_in_the_same_file_again_gives_the_same_receipt():
    browser = ombud()
    for _ in range(2):
        _, address, _ = checked(message(), browser)
        answer = browser.post(address)
    assert str(Handling.objects.get().tx_id) in answer["Location"]
