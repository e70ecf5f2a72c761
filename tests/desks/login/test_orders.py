"""Orders for a purpose: signed by the one who was asked, of what she was asked, for that and nothing else."""

from dataclasses import replace

import pytest
from django.test import RequestFactory
from tests.desks.login.browsing import ANNA, NAMN, begun, text
from tests.desks.people import HERS, logged_in
from tests.intake import signing

from assistans.desks.login import orders
from assistans.desks.web.access import requires
from assistans.identity.models import BankidOrder, Inloggning
from assistans.identity.roles import Roll
from assistans.identity.trust.bankid import TRUST_BANKID
from assistans.site.bankid.orders import Asked, Kind
from assistans.site.bankid.signing import prove

PAIRS = [("0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a01", "ab" * 32)]
VISIBLE = "Jag intygar på heder och samvete.\nOktober 2018: 12 timmar."


@pytest.fixture
def signed(monkeypatch):
    """What the purpose `prov` has done: (key, completion) of each time; set `.refuses` to have it say no."""

    class Signed(list):
        refuses = None

    done = Signed()

    def complete(_request, key, completion):
        if done.refuses:
            raise done.refuses
        done.append((key, completion))
        return "/klart/"

    monkeypatch.setitem(orders._PURPOSES, "prov", complete)
    return done


@pytest.fixture
def asks(monkeypatch, bankid):  # noqa: ARG001 - BankID is asked
    """A page that asks for a signature, put where the ekonom's start is; gives a browser and the waiting page."""

    @requires(Roll.EKONOM)
    def page(request):
        return orders.start(
            request, purpose="prov", visible=VISIBLE, non_visible=PAIRS, key="oktober", then="/ekonomi/"
        )

    def ask(browser=None):
        from assistans.desks import urls  # noqa: PLC0415 - read when Django is set up

        browser = browser or logged_in(roll=Roll.EKONOM)
        pattern = next(each for each in urls.urlpatterns if getattr(each, "name", "") == "start")
        monkeypatch.setattr(pattern, "callback", page)
        answer = browser.get("/")
        return browser, answer["Location"]

    return ask


# What is not believed


def falsify(bankid, **changes):
    bankid.legitimate(HERS, "Alva Testsson", change=lambda proof: replace(proof, **changes))


def refused(browser, page, signed, caplog):
    """Whether the waiting page says that it was not believed, nothing was done, and the log says why."""
    answer = browser.get(page)
    assert orders.NOT_PROVED in text(answer)
    assert signed == []
    assert HERS not in caplog.text
    return caplog.text


def test_another_persons_signature_is_refused(asks, bankid, signed, caplog):
    browser, page = asks()
    bankid.legitimate(ANNA, NAMN)  # a BankID that lets somebody else do it
    assert "SIGNER" in refused(browser, page, signed, caplog)


def test_a_completion_that_names_another_than_the_signer_is_refused(asks, bankid, signed, caplog):
    browser, page = asks()
    order = bankid.order
    hers = prove(order.asked, personnummer=ANNA, namn=NAMN, pki=signing.pki(), at=_now())
    falsify(bankid, signature_xml=hers.signature_xml, ocsp_der=hers.ocsp_der)
    assert "SIGNER" in refused(browser, page, signed, caplog)


@pytest.mark.parametrize("changed", ["visible", "non_visible"])
def test_a_signature_of_another_text_is_refused(asks, bankid, signed, caplog, changed):
    browser, page = asks()
    other = replace(bankid.order.asked, **{changed: "något annat"})
    proof = prove(other, personnummer=HERS, namn="Alva Testsson", pki=signing.pki(), at=_now())
    falsify(bankid, signature_xml=proof.signature_xml, ocsp_der=proof.ocsp_der)
    assert "DOCUMENT_HASH" in refused(browser, page, signed, caplog)


def test_an_identification_is_no_signature(asks, bankid, signed, caplog):
    browser, page = asks()
    other = replace(bankid.order.asked, kind=Kind.AUTH)
    proof = prove(other, personnummer=HERS, namn="Alva Testsson", pki=signing.pki(), at=_now())
    falsify(bankid, signature_xml=proof.signature_xml, ocsp_der=proof.ocsp_der)
    assert "FUNC_ID" in refused(browser, page, signed, caplog)


def test_an_ocsp_response_of_another_signature_is_refused(asks, bankid, signed, caplog):
    browser, page = asks()
    other = prove(
        Asked(kind=Kind.SIGN, end_user_ip="192.0.2.7", visible="x"),
        personnummer=HERS,
        namn="Alva Testsson",
        pki=signing.pki(),
        at=_now(),
    )
    falsify(bankid, ocsp_der=other.ocsp_der)
    assert "NONCE" in refused(browser, page, signed, caplog)


@pytest.mark.parametrize("broken", [{"signature_xml": b"<Signature/>"}, {"ocsp_der": b"\x30\x00"}])
def test_what_is_no_proof_at_all_is_refused(asks, bankid, signed, caplog, broken):
    browser, page = asks()
    falsify(bankid, **broken)
    refused(browser, page, signed, caplog)


def test_a_signature_under_an_unknown_root_is_refused(asks, bankid, signed, caplog, monkeypatch):
    browser, page = asks()
    monkeypatch.setenv(TRUST_BANKID, str(signing.pki().trusted_suppliers))
    bankid.sign()
    assert "CHAIN" in refused(browser, page, signed, caplog)


def test_without_roots_nothing_is_believed(asks, bankid, signed, caplog, monkeypatch):
    browser, page = asks()
    monkeypatch.delenv(TRUST_BANKID)
    bankid.sign()
    refused(browser, page, signed, caplog)


def test_an_earlier_log_ins_proof_is_refused_for_a_later_one(bankid, caplog):
    browser, page = begun()
    bankid.legitimate(ANNA, NAMN)
    kept = bankid.order.proof
    browser.get(page)
    browser, page = begun()
    bankid.legitimate(
        ANNA, NAMN, change=lambda p: replace(p, signature_xml=kept.signature_xml, ocsp_der=kept.ocsp_der)
    )
    assert orders.NOT_PROVED in text(browser.get(page))
    assert "DOCUMENT_HASH" in caplog.text


def test_what_was_not_believed_is_not_kept(asks, bankid, signed, caplog):
    browser, page = asks()
    bankid.legitimate(ANNA, NAMN)
    refused(browser, page, signed, caplog)
    row = BankidOrder.objects.get()
    assert (row.lage, row.answer) == (BankidOrder.Lage.MISSLYCKAD, None)


# What is not done


def test_who_changed_role_meanwhile_signs_nothing_with_the_old_order(asks, bankid, signed):
    browser, page = asks()
    bankid.sign()
    session = browser.session
    other = logged_in(roll=Roll.CONTROLLER, personnummer=ANNA, namn=NAMN)
    session["inloggning"] = str(other.inloggning.public_id)
    session.save()
    assert orders.OTHER_READER in text(browser.get(page))
    assert signed == []


def test_who_is_logged_out_meanwhile_signs_nothing(asks, bankid, signed):
    browser, page = asks()
    bankid.sign()
    session = browser.session
    del session["inloggning"]
    session.save()
    assert orders.OTHER_READER in text(browser.get(page))
    assert signed == []


def test_what_a_purpose_refuses_is_told_in_its_own_words(asks, bankid, signed):
    signed.refuses = orders.NotDone(
        "Räkningen har ändrats sedan du öppnade den. Läs den igen och skriv under."
    )
    browser, page = asks()
    bankid.sign()
    said = text(browser.get(page))
    assert "Räkningen har ändrats" in said
    assert 'href="/ekonomi/"' in said


def test_a_fault_of_ours_keeps_the_signature_for_the_next_try(asks, bankid, signed):
    signed.refuses = RuntimeError("fel")
    browser, page = asks()
    bankid.sign()
    browser.raise_request_exception = False
    assert browser.get(page).status_code == 500
    signed.refuses = None
    assert browser.get(page)["Location"] == "/klart/"
    assert len(signed) == 1


def test_a_purpose_that_nothing_completes_is_not_begun(bankid):
    browser = logged_in(roll=Roll.EKONOM)
    request = RequestFactory().get("/")
    request.inloggad = type("Somebody", (), {"inloggning": browser.inloggning.public_id, "actor": ""})
    with pytest.raises(LookupError, match="nothing"):
        orders.start(request, purpose="okänt", visible="x", non_visible=[], key="", then="/")
    assert bankid.asked == []


def test_a_bankid_that_refuses_leads_back_with_the_reason(asks, bankid, signed):
    browser, _ = asks()
    _, address = asks(browser)  # the second cancels both
    assert address == "/ekonomi/"
    assert signed == []
    assert len(bankid.asked) == 2


# What is done


def test_the_one_who_was_asked_signs_and_it_is_done_once(asks, bankid, signed):
    browser, page = asks()
    assert "12 timmar" in text(browser.get(page))
    bankid.sign()
    for _ in range(2):
        answer = browser.get(page)
        assert (answer.status_code, answer["Location"]) == (303, "/klart/")
    [(key, completion)] = signed
    assert (key, completion.personnummer) == ("oktober", HERS)
    assert completion.evidence.signer == HERS
    assert completion.signature_xml.startswith(b"<?xml")


def test_the_order_asks_for_the_one_who_is_logged_in_with_both_texts(asks, bankid, signed):
    asks()
    asked = bankid.order.asked
    assert (asked.kind, asked.personnummer, asked.visible) == (Kind.SIGN, HERS, VISIBLE)
    assert asked.non_visible == f"{PAIRS[0][0]},{PAIRS[0][1]}"
    assert signed == []


def test_a_signature_logs_nobody_in(asks, bankid, signed):
    browser, page = asks()
    before = Inloggning.objects.count()
    bankid.sign()
    browser.get(page)
    assert Inloggning.objects.count() == before
    assert len(signed) == 1


def test_a_mark_leaves_the_function_as_it_is(monkeypatch):
    monkeypatch.setattr(orders, "_PURPOSES", {})

    def done(_request, _key, _completion):
        return "/"

    assert orders.completes("prov")(done) is done
    assert orders._PURPOSES["prov"] is done


def _now():
    from assistans.base import instance  # noqa: PLC0415 - the test's own database

    return instance.clock().now()
