"""The SOAP 1.1 envelope: reading a request, writing the response and the faults (interfaces 1.2)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID
from xml.sax.saxutils import escape

from lxml import etree

from assistans.intake.elt import contracts
from assistans.intake.validation import SchemaError
from assistans.intake.xml import Element, XmlError, base64_bytes, parse

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
MESSAGE = "urn:shs:emottagning:SkickaTidredovisning:1"
ACTION = "urn:shs:emottagning:SkickaTidredovisningResponder:1:SkickaTidredovisning"
XML_VALIDATION = "XmlValidationError"
SIGNATURE_VALIDATION = "SignatureValidationError"
MAX_BYTES = 5 * 1024 * 1024
_SOAP = f"{{{SOAP}}}"
_NS = f"{{{MESSAGE}}}"


class EnvelopeError(Exception):
    """The message is not what the contract says. `code` is stable; the message says what and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class SentSignature:
    """A signature as it was sent, decoded: the XML, the OCSP response in DER and the day the sender gives."""

    signature_xml: bytes
    ocsp_der: bytes
    datum: date


@dataclass(frozen=True, slots=True)
class Request:
    """The three parts of SkickaTidredovisning, decoded. `tidredovisning` is the document byte for byte."""

    tidredovisning: bytes
    assistent: SentSignature
    anordnare: SentSignature


def read(body: bytes) -> Request:
    """Read a request. Raises EnvelopeError: an XML code, ENVELOPE, MUST_UNDERSTAND, SCHEMA, BASE64 or DATE."""
    message = _message(_parsed(body))
    tidredovisning, assistent, anordnare = (
        message.find(f"{_NS}{name}")
        for name in ("tidredovisning", "assistent-signatur", "anordnare-signatur")
    )
    return Request(_bytes(tidredovisning), _signature(assistent), _signature(anordnare))


def check_action(header: str | None) -> None:
    """That SOAPAction, where it is sent and not empty, is the operation's; quoted or not. Raises EnvelopeError (ACTION)."""
    action = (header or "").strip().strip('"')
    if action not in {"", ACTION}:
        raise EnvelopeError("ACTION", f"SOAPAction is of another operation. Send {ACTION}.")


def response(tx_id: UUID) -> bytes:
    """The answer: received and formally valid."""
    return _envelope(
        f'<SkickaTidredovisningResponse xmlns="{MESSAGE}"><tx-id>{tx_id}</tx-id></SkickaTidredovisningResponse>'
    )


def fault(*, name: str, message: str, code: str = "Client") -> bytes:
    """A fault with a detail element of the contract (`name`), which holds exactly one message."""
    text = escape(message)
    return _envelope(
        f"<soap:Fault><faultcode>soap:{code}</faultcode><faultstring>{name}</faultstring>"
        f'<detail><{name} xmlns="{MESSAGE}"><message>{text}</message></{name}></detail></soap:Fault>'
    )


def _envelope(inside: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<soap:Envelope xmlns:soap="{SOAP}"><soap:Body>{inside}</soap:Body></soap:Envelope>'
    ).encode()


def _parsed(body: bytes) -> Element:
    try:
        root = parse(body, max_bytes=MAX_BYTES)
    except XmlError as error:
        raise EnvelopeError(error.code, f"the message is {error}") from None
    if root.tag != f"{_SOAP}Envelope":
        raise EnvelopeError("ENVELOPE", f"the message is no SOAP 1.1 envelope. Send one of namespace {SOAP}.")
    return root


def _message(envelope: Element) -> Element:
    parts = list(envelope.iterchildren("*"))
    if [part.tag for part in parts] not in ([f"{_SOAP}Body"], [f"{_SOAP}Header", f"{_SOAP}Body"]):
        raise EnvelopeError("ENVELOPE", "the envelope must hold one Body, with at most one Header before it.")
    for header in (block for part in parts[:-1] for block in part.iterchildren("*")):
        _check_header(header)
    inside = list(parts[-1].iterchildren("*"))
    if [element.tag for element in inside] != [f"{_NS}SkickaTidredovisning"]:
        raise EnvelopeError(
            "ENVELOPE", f"the Body must hold one SkickaTidredovisning of namespace {MESSAGE}."
        )
    return _validated(inside[0])


def _check_header(header: Element) -> None:
    # The contract has no headers; one that need not be understood is passed over (SOAP 1.1, 4.2.3).
    if header.get(f"{_SOAP}mustUnderstand", "0") not in {"0", "false"}:
        raise EnvelopeError("MUST_UNDERSTAND", "a SOAP header must be understood and is not. Send none.")


def _validated(message: Element) -> Element:
    try:
        contracts.validator(contracts.MESSAGE_XSD).check(message)
    except SchemaError as error:
        raise EnvelopeError("SCHEMA", f"the message does not follow its schema: {error}.") from None
    etree.strip_tags(message, etree.Comment, etree.PI)
    return message


def _signature(element: Element) -> SentSignature:
    signature, ocsp, datum = (
        element.find(f"{_NS}{name}") for name in ("signature", "ocspResponse", "datumForSignatur")
    )
    return SentSignature(_bytes(signature), _bytes(ocsp), _day(datum))


def _bytes(element: Element) -> bytes:
    try:
        return base64_bytes(element.text)
    except XmlError as error:
        name = element.tag.removeprefix(_NS)
        raise EnvelopeError(error.code, f"the element {name} is {error}") from None


def _day(element: Element) -> date:
    try:
        return date.fromisoformat(element.text.strip()[:10])  # xs:date may have a time zone after the day
    except ValueError:
        raise EnvelopeError("DATE", "datumForSignatur is outside years 0001–9999. Correct it.") from None
