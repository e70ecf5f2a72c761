"""Räkningar to send, signed by the test PKI, and who sends them."""

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from lxml import etree
from tests.intake.signing import pki, roots

from assistans.base.clock import SetClock
from assistans.intake.admission import admit
from assistans.intake.rakning import services
from assistans.registers import services as registers
from assistans.site.pki import bankid

GOLDEN = Path(__file__).parent / "golden"
SHORTEST = (GOLDEN / "shortest.xml").read_bytes()
WHOLE = (GOLDEN / "whole-form.xml").read_bytes()
PERSON = "199001189811"
GOD_MAN = "195501019847"
SUPPLIER = "5560000001"
ANOTHER_SUPPLIER = "5561000000"
BY = "maskin:prov"
SIGNED_AT = datetime(2018, 11, 3, 12, 0, tzinfo=UTC)
NOW = datetime(2018, 11, 3, 12, 1, tzinfo=UTC)


def changed(document, *replacements):
    """The document with texts replaced; each must be there."""
    for old, new in replacements:
        assert old.encode() in document, old
        document = document.replace(old.encode(), new.encode())
    return document


def digest(document):
    """The SHA-256 of the canonical form by lxml alone, from outside the package."""
    return sha256(etree.tostring(etree.fromstring(document), method="c14n", with_comments=False)).hexdigest()


def signed(document, *, by=PERSON, at=SIGNED_AT, identifier=None):
    identifier = identifier or document.partition(b"<id>")[2][:36].decode()
    signer = pki().signer(personnummer=by, namn="Någon")
    return bankid.sign(document_pairs=[(identifier, digest(document))], signer=signer, at=at)


def register_supplier(number=SUPPLIER, miljoer=("", "ext"), **told):
    """A supplier with a certificate of the test PKI; gives the certificate in DER."""
    real = SetClock(NOW)
    leverantor = registers.register_leverantor(
        namn="Lev AB", organisationsnummer=number, miljoer=miljoer, by=BY, clock=real, **told
    )
    der = pki().supplier(organisationsnummer=number, namn="Lev AB").der
    registers.add_certificate(leverantor=leverantor, der=der, by=BY, clock=real)
    return der


def admission(number=SUPPLIER, miljo=""):
    return admit(certificate_der=register_supplier(number), miljo=miljo, machine=SetClock(NOW))


def god_man(start=date(2018, 1, 1), end=None, slag="god_man"):
    person = registers.ensure_person(personnummer=PERSON, clock=SetClock(NOW))
    registers.register_stallforetradare(
        person=person,
        personnummer=GOD_MAN,
        namn="Ulla Ek",
        slag=slag,
        start=start,
        end=end,
        by=BY,
        clock=SetClock(NOW),
    )


def receive(document=SHORTEST, *, by=PERSON, at=SIGNED_AT, now=NOW, who=None, proof=None, datum=None):
    proof = proof or signed(document, by=by, at=at)
    return services.receive(
        content=document,
        signature_xml=proof.signature_xml,
        ocsp_der=proof.ocsp_der,
        datum=datum or proof.datum,
        admission=who or admission(),
        roots=roots(),
        now=now,
    )
