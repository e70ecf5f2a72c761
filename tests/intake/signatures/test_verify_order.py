"""What BankID gives for an order of our own: believed for exactly that order, made just now, by the one who was asked."""

from datetime import timedelta

import pytest
from cryptography import x509
from tests.intake import signing
from tests.intake.signing import ALWAYS, ANNA, AT, BERTIL, pki

from assistans.intake.signatures.checks import Check, SignatureError
from assistans.intake.signatures.profile import policy_on
from assistans.intake.signatures.signed_data import IDENTIFICATION, SIGNING
from assistans.intake.signatures.verify import verify_order
from assistans.site.pki import authorities, bankid
from assistans.site.pki.bankid import Signer

VISIBLE, HIDDEN = "Du loggar in i Assistans.", "0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a01"
SECOND = timedelta(seconds=1)


def made(*, function=IDENTIFICATION, visible=VISIBLE, hidden=HIDDEN, signer=None, **answer):
    data = bankid.signed_data(pairs=hidden, text=visible, func_id=function)
    return signing.resigned(data, signer=signer, **answer)


def check(proof, **changes):
    told = {
        "function": IDENTIFICATION,
        "visible": VISIBLE,
        "hidden": HIDDEN,
        "signer": ANNA,
        "now": AT,
        "roots": signing.roots(),
    }
    return verify_order(signature_xml=proof.signature_xml, ocsp_der=proof.ocsp_der, **{**told, **changes})


def refused(proof, **changes):
    with pytest.raises(SignatureError) as caught:
        check(proof, **changes)
    return caught.value.code


def signer_for(**usage):
    every = dict.fromkeys(
        (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    identity = authorities.user(
        issuer=pki().customer_ca,
        key=pki().user_keys[0],
        validity=ALWAYS,
        personnummer=ANNA,
        namn="Anna",
        usage=x509.KeyUsage(**every | usage),
    )
    return Signer(identity, pki().chain, pki().responder)


@pytest.mark.parametrize(("asked", "given"), [(IDENTIFICATION, SIGNING), (SIGNING, IDENTIFICATION)])
def test_a_log_in_is_no_signature_and_a_signature_no_log_in(asked, given):
    assert refused(made(function=given), function=asked) is Check.FUNC_ID


@pytest.mark.parametrize("function", [IDENTIFICATION, SIGNING])
def test_another_person_is_refused(function):
    assert refused(made(function=function), function=function, signer=BERTIL) is Check.SIGNER


@pytest.mark.parametrize(
    "other", [{"visible": "Du loggar in i banken."}, {"hidden": HIDDEN[:-1] + "2"}, {"hidden": ""}]
)
def test_the_texts_are_those_of_the_order_to_the_last_sign(other):
    assert refused(made(**other)) is Check.DOCUMENT_HASH


def test_no_root_means_no_belief():
    assert refused(made(), roots=()) is Check.CHAIN


def test_a_response_for_another_signature_is_refused():
    assert refused(made(nonce=b"\0" * 32)) is Check.NONCE


def test_a_revoked_bankid_lets_nobody_in():
    from assistans.site.pki import ocsp  # noqa: PLC0415 - beside its only use

    assert refused(made(status=ocsp.revoked(at=AT))) is Check.OCSP_STATUS


def test_what_was_made_before_the_order_could_be_is_refused():
    oldest = policy_on(AT.date()).order_age
    assert refused(made(), now=AT + oldest + SECOND) is Check.OCSP_TIME
    assert check(made(), now=AT + oldest).signer == ANNA


def test_what_is_made_in_the_future_is_refused():
    skew = policy_on(AT.date()).clock_skew
    assert refused(made(), now=AT - skew - SECOND) is Check.OCSP_TIME


def test_a_certificate_for_nothing_of_the_kind_is_refused():
    for function in (IDENTIFICATION, SIGNING):
        proof = made(function=function, signer=signer_for(key_agreement=True))
        assert refused(proof, function=function) is Check.KEY_USAGE


def test_a_certificate_for_identification_signs_nothing():
    signer = signer_for(digital_signature=True)
    assert refused(made(function=SIGNING, signer=signer), function=SIGNING) is Check.KEY_USAGE


def test_a_certificate_for_identification_identifies():
    assert check(made(signer=signer_for(digital_signature=True))).signer == ANNA


@pytest.mark.parametrize("function", [IDENTIFICATION, SIGNING])
def test_the_one_who_was_asked_is_believed_with_every_check_held(function):
    evidence = check(made(function=function), function=function)
    assert (evidence.signer, evidence.profile, evidence.lowered) == (ANNA, "strict", ())
