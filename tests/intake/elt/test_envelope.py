"""The SOAP envelope: what is refused, what is passed over, and what we answer byte for byte."""

import uuid
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.intake import reports, signing

from assistans.intake.elt import contracts, envelope
from assistans.intake.elt.envelope import EnvelopeError

TX = uuid.UUID("0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a77")


@pytest.fixture(scope="module")
def honest():
    return reports.body()


def refused(body):
    with pytest.raises(EnvelopeError) as caught:
        envelope.read(body)
    return caught.value.code


@pytest.mark.parametrize("body", [b"", b"{}", b"<a/>", b"<Envelope/>"])
def test_what_is_no_envelope_is_refused(body):
    assert refused(body) in {"XML_SYNTAX", "ENVELOPE"}


def test_more_than_five_megabytes_are_refused():
    assert refused(b" " * (envelope.MAX_BYTES + 1)) == "XML_SIZE"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"<s:Body>", b"<s:Other/><s:Body>", "ENVELOPE"),
        (b"</s:Body>", b"</s:Body><s:Body/>", "ENVELOPE"),
        (b"</s:Body>", b"<more/></s:Body>", "ENVELOPE"),
        (
            b"<s:Body>",
            b'<s:Header><a s:mustUnderstand="1" xmlns="urn:a"/></s:Header><s:Body>',
            "MUST_UNDERSTAND",
        ),
        (b"<tidredovisning>", b"<tidredovisning x='y'>", "SCHEMA"),
        (b"<tidredovisning>", b"<tidredovisning>\xc3\xa5", "BASE64"),
        (b"<tidredovisning>", b"<tidredovisning>-", "BASE64"),
        (b"<ocspResponse>", b"<ocspResponse>*", "BASE64"),
        (b"<datumForSignatur>2018", b"<datumForSignatur>18", "SCHEMA"),
        (b"<datumForSignatur>2018-11-03", b"<datumForSignatur>2018-11-31", "SCHEMA"),
        (b"<datumForSignatur>2018", b"<datumForSignatur>12018", "DATE"),
        (b"</SkickaTidredovisning>", b"<tillagg/></SkickaTidredovisning>", "SCHEMA"),
        (b"</SkickaTidredovisning>", b"<tillagg xmlns=''/></SkickaTidredovisning>", "SCHEMA"),
    ],
)
def test_what_the_contract_does_not_have_is_refused(honest, old, new, code):
    assert old in honest
    assert refused(honest.replace(old, new, 1)) == code


@pytest.mark.parametrize("name", ["assistent-signatur", "anordnare-signatur", "tidredovisning"])
def test_a_missing_part_is_refused_by_name(honest, name):
    tree = etree.fromstring(honest)
    part = tree.find(f".//{{{reports.MESSAGE}}}{name}")
    part.getparent().remove(part)
    with pytest.raises(EnvelopeError, match=r"SkickaTidredovisning|signatur"):
        envelope.read(etree.tostring(tree))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            b"</SkickaTidredovisning>",
            b"<x xmlns='urn:other'><y/></x><z xmlns='urn:z'/></SkickaTidredovisning>",
        ),
        (b"</anordnare-signatur>", b"<x xmlns='urn:other'/></anordnare-signatur>"),
        (b"<s:Body>", b"<s:Header/><s:Body>"),
        (b"<s:Body>", b"<s:Header><a xmlns='urn:a'/></s:Header><s:Body>"),
        (b"<s:Body>", b"<!-- hello --><s:Body><!-- there -->"),
        (b"<tidredovisning>", b"<tidredovisning>\n  "),
        (b"<tidredovisning>", b"<tidredovisning><!-- x -->"),
        (
            b"<tidredovisning>",
            b"<tidredovisning xmlns:m='http://www.w3.org/2005/05/xmlmime' m:contentType='text/xml'>",
        ),
    ],
)
def test_what_the_contract_leaves_open_is_passed_over(honest, old, new):
    assert envelope.read(honest.replace(old, new, 1)).tidredovisning == reports.document()


def test_a_request_is_read_whole(honest):
    read = envelope.read(honest)
    assert read.tidredovisning == reports.document()
    assert read.assistent.signature_xml == reports.signed(reports.document()).signature_xml
    assert read.anordnare.datum == date(2018, 11, 3)


@pytest.mark.parametrize(
    "action", [None, "", '""', envelope.ACTION, f'"{envelope.ACTION}"', f' "{envelope.ACTION}" ']
)
def test_the_action_may_be_quoted_or_left_out(action):
    assert envelope.check_action(action) is None


@pytest.mark.parametrize("action", ["urn:other", f"{envelope.ACTION}2", "SkickaTidredovisning"])
def test_another_action_is_refused(action):
    with pytest.raises(EnvelopeError) as caught:
        envelope.check_action(action)
    assert caught.value.code == "ACTION"


def test_the_answer_is_what_the_contract_says():
    body = etree.fromstring(envelope.response(TX))[0]
    contracts.validator(contracts.MESSAGE_XSD).check(body[0])
    assert body[0].findtext(f"{{{envelope.MESSAGE}}}tx-id") == str(TX)


@pytest.mark.parametrize("name", [envelope.XML_VALIDATION, envelope.SIGNATURE_VALIDATION])
def test_a_fault_is_what_the_contract_says(name):
    fault = etree.fromstring(envelope.fault(name=name, message="1 < 2 & å"))[0][0]
    detail = fault.find("detail")[0]
    contracts.validator(contracts.MESSAGE_XSD).check(detail)
    assert (detail.tag, [child.text for child in detail]) == (f"{{{envelope.MESSAGE}}}{name}", ["1 < 2 & å"])
    assert fault.findtext("faultcode") == "soap:Client"


def test_the_answers_byte_for_byte():
    """The wire's golden text."""
    assert envelope.response(TX) == (
        b'<?xml version="1.0" encoding="UTF-8"?>'
        b'<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>'
        b'<SkickaTidredovisningResponse xmlns="urn:shs:emottagning:SkickaTidredovisning:1">'
        b"<tx-id>0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a77</tx-id></SkickaTidredovisningResponse></soap:Body></soap:Envelope>"
    )
    assert envelope.fault(name="XmlValidationError", message="MONTH: x") == (
        b'<?xml version="1.0" encoding="UTF-8"?>'
        b'<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>'
        b"<soap:Fault><faultcode>soap:Client</faultcode><faultstring>XmlValidationError</faultstring><detail>"
        b'<XmlValidationError xmlns="urn:shs:emottagning:SkickaTidredovisning:1"><message>MONTH: x</message>'
        b"</XmlValidationError></detail></soap:Fault></soap:Body></soap:Envelope>"
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_changed_byte_is_read_or_met_with_our_own_error(data):
    made = signing.signed()
    body = bytearray(reports.body(assistent=made, anordnare=made))
    body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    with suppress(EnvelopeError):
        envelope.read(bytes(body))
