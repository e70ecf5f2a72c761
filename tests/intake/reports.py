"""Reports as suppliers send them: documents, envelopes, and registered suppliers."""

import base64
import gzip
from decimal import Decimal
from hashlib import sha256

from lxml import etree
from tests.intake import signing

from assistans.base.clock import SetClock
from assistans.intake.elt import envelope as elt_envelope
from assistans.intake.elt import services
from assistans.registers.services import leverantorer

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
MESSAGE = "urn:shs:emottagning:SkickaTidredovisning:1"
NAMESPACE = "http://schema.forsakringskassan.se/integration/isassistansersattning/tidredovisning/1"
PERSON = "195503129800"
ANORDNARE = "5560000001"
SUPPLIER = "5590000005"
PROVIDER = (
    f"<assistansanordnare><anordnareNamn>Assistans AB</anordnareNamn>"
    f"<organisationsnummer>{ANORDNARE}</organisationsnummer>"
    "<assistentAnstalldAvAnordnare>true</assistentAnstalldAvAnordnare></assistansanordnare>"
)
OWN = "<anstalldAvPersonSomHarAssistans>true</anstalldAvPersonSomHarAssistans>"


def rad(text):
    """A row from short text: `28 00.00-04.00 aktivTid`."""
    dag, tider, slag = text.split()
    start, end = tider.split("-")
    return f"<rapportRad><dag>{dag}</dag><fromTid>{start}</fromTid><tomTid>{end}</tomTid><{slag}>true</{slag}></rapportRad>"


def document(
    *,
    id=signing.DOCUMENT,  # noqa: A002 - the document's own word
    manad="2018-10",
    person=PERSON,
    assistent=f"<personnummer>{signing.ANNA}</personnummer>",
    provider=PROVIDER,
    rader=("28 00.00-04.00 aktivTid",),
    perioder="",
    extra="",
    namn="Anna",
):
    """A Tidredovisning as UTF-8 bytes."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Tidredovisning xmlns="{NAMESPACE}"><id>{id}</id>'
        f"<redovisningsmanad>{manad}</redovisningsmanad>"
        f"<personSomHarAssistans><personnummer>{person}</personnummer><fornamn>Pär</fornamn><efternamn>Person</efternamn></personSomHarAssistans>"
        f"<assistent>{assistent}<fornamn>{namn}</fornamn><efternamn>Assistent</efternamn><kollektivavtal>true</kollektivavtal></assistent>"
        f"{perioder}{provider}<tidrapport>{''.join(map(rad, rader))}</tidrapport>"
        f"<telefonnummerAnordnare>010-1234567</telefonnummerAnordnare>{extra}</Tidredovisning>"
    ).encode()


def pair(content, id=signing.DOCUMENT):  # noqa: A002 - the document's own word
    """What binds a document: its id and the digest of its canonical form."""
    canonical = etree.tostring(etree.fromstring(content), method="c14n", with_comments=False)
    return id, sha256(canonical).hexdigest()


def signed(content, *, id=signing.DOCUMENT, signer=None, at=signing.AT):  # noqa: A002
    return signing.signed(pairs=(pair(content, id),), signer=signer, at=at)


def message(content, *, assistent=None, anordnare=None, id=signing.DOCUMENT):  # noqa: A002
    """The element SkickaTidredovisning as text."""
    assistent = assistent or signed(content, id=id)
    anordnare = anordnare or signed(content, id=id, signer=signing.bertil())
    return (
        f'<SkickaTidredovisning xmlns="{MESSAGE}"><tidredovisning>{b64(content)}</tidredovisning>'
        f"<assistent-signatur>{signature(assistent)}</assistent-signatur>"
        f"<anordnare-signatur>{signature(anordnare)}</anordnare-signatur></SkickaTidredovisning>"
    )


def signature(made):
    return (
        f"<signature>{b64(made.signature_xml)}</signature><ocspResponse>{b64(made.ocsp_der)}</ocspResponse>"
        f"<datumForSignatur>{made.datum}</datumForSignatur>"
    )


def envelope(inside, header=""):
    return f'<s:Envelope xmlns:s="{SOAP}">{header}<s:Body>{inside}</s:Body></s:Envelope>'.encode()


def body(content=None, **changes):
    """A whole SOAP message."""
    return envelope(message(document() if content is None else content, **changes))


def zipped(data):
    return gzip.compress(data)


def b64(data):
    return base64.b64encode(data).decode()


def receive(message, *, admission, now=signing.AT):
    """Read, verify and keep one message, as a door does with those that wait; gives its tx-id or raises what it is refused for."""
    request = elt_envelope.read(message)
    verified = services.read(request=request, admission=admission, roots=signing.roots(), now=now)
    (found,) = services.store_all([verified])
    if isinstance(found, services.IdTakenError):
        raise found
    return found


def register_supplier(
    *, organisationsnummer=SUPPLIER, miljoer=("",), calls_per_second=1000, burst=1000, files=None
):
    """A registered supplier with its certificate; gives the row and the certificate's DER."""
    files = files or signing.pki().supplier(organisationsnummer=organisationsnummer, namn="Systemet AB")
    clock = SetClock(signing.AT)
    row = leverantorer.register_leverantor(
        namn="Systemet AB",
        organisationsnummer=organisationsnummer,
        miljoer=miljoer,
        calls_per_second=Decimal(calls_per_second),
        burst=burst,
        by="maskin:test",
        clock=clock,
    )
    leverantorer.add_certificate(leverantor=row, der=files.der, by="maskin:test", clock=clock)
    return row, files.der
