"""Other implementations agree with ours: xmlsec both ways, OpenSSL, and any bytes are met with our own error."""

import base64
import hashlib
import subprocess

import pytest
import xmlsec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.intake import signing
from tests.intake.signing import DIGEST, DOCUMENT, anna, check, pki, signed
from tests.intake.xmlsec_peer import by_xmlsec

from assistans.intake.signatures.checks import SignatureError
from assistans.site.pki import bankid
from assistans.site.pki.bankid import Signed

BANKID = f"{{{bankid.BANKID}}}"


def pem_key(signer):
    return signer.identity.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize("prefix", [None, "ds"])
@pytest.mark.parametrize("pretty", [False, True])
def test_a_signature_that_xmlsec_made_is_taken(prefix, pretty):
    xml = by_xmlsec(pairs=f"{DOCUMENT},{DIGEST}", signer=anna(), prefix=prefix, pretty=pretty)
    assert check(signing.with_ocsp(xml)).signer == signing.ANNA


def test_xmlsec_takes_a_signature_that_the_simulator_made():
    tree = etree.fromstring(signed().signature_xml)
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(
        anna().identity.certificate.public_bytes(Encoding.PEM), xmlsec.KeyFormat.CERT_PEM
    )
    xmlsec.tree.add_ids(tree, ["Id"])
    assert context.verify(tree) is None


def test_xmlsec_refuses_what_we_refuse():
    tree = etree.fromstring(signed().signature_xml.replace(b"<fsib>0</fsib>", b"<fsib>1</fsib>"))
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(
        anna().identity.certificate.public_bytes(Encoding.PEM), xmlsec.KeyFormat.CERT_PEM
    )
    xmlsec.tree.add_ids(tree, ["Id"])
    with pytest.raises(xmlsec.VerificationError):
        context.verify(tree)


def test_openssl_verifies_the_same_signature_value(tmp_path):
    data, keys = bankid.signed_data(pairs="a,b"), bankid.key_info((anna().identity.der, *pki().chain))
    info = bankid.signed_info(
        data=data, keys=keys, algorithm=bankid.algorithm_of(anna().identity.key, "sha256")
    )
    value = bankid.sign_bytes(anna().identity.key, info.encode(), "sha256")
    (tmp_path / "info").write_bytes(info.encode())
    (tmp_path / "value").write_bytes(value)
    (tmp_path / "key").write_bytes(pem_key(anna()))
    command = "openssl dgst -sha256 -prverify key -signature value info"
    assert (
        subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=False).stdout
        == b"Verified OK\n"
    )


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_changed_byte_is_met_with_our_own_error_or_means_nothing(data):
    honest = signed()
    xml = bytearray(honest.signature_xml)
    place = data.draw(st.integers(0, len(xml) - 1))
    xml[place] = data.draw(st.integers(0, 255))
    made = Signed(bytes(xml), honest.ocsp_der, honest.datum)
    if bytes(xml) == honest.signature_xml:
        return
    with pytest.raises(SignatureError):  # the nonce covers every byte, so no change at all is passed over
        check(made)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_changed_byte_of_the_ocsp_response_is_met_with_our_own_error(data):
    honest = signed()
    der = bytearray(honest.ocsp_der)
    place = data.draw(st.integers(0, len(der) - 1))
    der[place] = data.draw(st.integers(0, 255))
    made = Signed(honest.signature_xml, bytes(der), honest.datum)
    try:
        evidence = check(made)
    except SignatureError:
        return
    assert (
        evidence.produced_at == signing.AT
    )  # bytes outside what is signed (the certificate's wrapping) may differ


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.binary(max_size=400))
def test_any_bytes_at_all_are_met_with_our_own_error(xml, der):
    with pytest.raises(SignatureError):
        check(Signed(xml, der, signing.AT.date()))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_any_hidden_data_is_met_with_our_own_error(hidden):
    data = bankid.signed_data(pairs="x").replace(
        base64.b64encode(b"x").decode(), base64.b64encode(hidden).decode()
    )
    with pytest.raises(SignatureError):
        check(signing.resigned(data))


def test_the_nonce_begins_with_sha1_of_the_base64_text():
    made = signed()
    text = base64.b64encode(made.signature_xml)
    assert hashlib.sha1(text).digest() in made.ocsp_der  # noqa: S324 - BankID's form
