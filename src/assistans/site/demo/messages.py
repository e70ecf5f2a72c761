"""The messages that suppliers' systems send: SOAP for time reports, JSON for räkningar. Written as a stranger would."""

import base64
import json
from dataclasses import dataclass
from typing import Final

from assistans.site.pki.bankid import Signed

NAMESPACE: Final = "urn:shs:emottagning:SkickaTidredovisning:1"
ACTION: Final = "urn:shs:emottagning:SkickaTidredovisningResponder:1:SkickaTidredovisning"
ELT_PATH: Final = "/shs2/FK.ASE.Tidredovisning"
RAKNINGAR_PATH: Final = "/v1/rakningar"
_SOAP: Final = "http://schemas.xmlsoap.org/soap/envelope/"


@dataclass(frozen=True, slots=True)
class Message:
    """An HTTP request to the door: what a supplier posts and with which headers."""

    path: str
    body: bytes
    headers: dict[str, str]


def soap(document: bytes, *, assistent: Signed, anordnare: Signed, path: str = ELT_PATH) -> Message:
    """The call that sends one signed time report."""
    return soap_message(request(document, assistent=assistent, anordnare=anordnare), path=path)


def request(document: bytes, *, assistent: Signed, anordnare: Signed) -> str:
    """The element `SkickaTidredovisning`."""
    return (
        f'<SkickaTidredovisning xmlns="{NAMESPACE}"><tidredovisning>{_b64(document)}</tidredovisning>'
        f"{_signature('assistent-signatur', assistent)}{_signature('anordnare-signatur', anordnare)}</SkickaTidredovisning>"
    )


def soap_message(inside: str, *, path: str = ELT_PATH) -> Message:
    """A SOAP 1.1 call with this in its body."""
    text = f'<e:Envelope xmlns:e="{_SOAP}"><e:Body>{inside}</e:Body></e:Envelope>'
    return raw_soap(text.encode(), path=path)


def raw_soap(body: bytes, *, path: str = ELT_PATH) -> Message:
    """A call with these bytes, whatever they are."""
    headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{ACTION}"'}
    return Message(path, body, headers)


def rakning(document: bytes, *, signed: Signed) -> Message:
    """The call that sends one signed räkning to the REST door."""
    content = {
        "rakning": _b64(document),
        "signatur": _b64(signed.signature_xml),
        "ocspResponse": _b64(signed.ocsp_der),
        "datumForSignatur": signed.datum.isoformat(),
    }
    return Message(RAKNINGAR_PATH, json.dumps(content).encode(), {"Content-Type": "application/json"})


def _signature(name: str, signed: Signed) -> str:
    return (
        f"<{name}><signature>{_b64(signed.signature_xml)}</signature>"
        f"<ocspResponse>{_b64(signed.ocsp_der)}</ocspResponse>"
        f"<datumForSignatur>{signed.datum}</datumForSignatur></{name}>"
    )


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
