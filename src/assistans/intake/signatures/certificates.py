"""Certificates and their chain: user, customer CA, bank CA, configured root (RFC 5280, the parts that BankID uses).

What does not depend on time is worked out once and remembered by the certificate's bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from assistans.intake.signatures.algorithms import PublicKey, acceptable, hash_of
from assistans.intake.signatures.checks import Check, SignatureError

UNDERSTOOD = frozenset(
    {x509.BasicConstraints.oid, x509.KeyUsage.oid, x509.ExtendedKeyUsage.oid, x509.CertificatePolicies.oid}
)
PERSONNUMMER_DIGITS = 12
_T = TypeVar("_T", bound=x509.ExtensionType)


@dataclass(frozen=True, slots=True, eq=False)
class Certificate:
    """A certificate that was read once: its key and the facts that the checks ask for."""

    der: bytes
    sha256: bytes
    x509: x509.Certificate
    subject: x509.Name
    key: PublicKey
    start: datetime
    end: datetime
    path_length: int | None
    is_authority: bool
    usage: x509.KeyUsage | None
    extended: frozenset[x509.ObjectIdentifier]

    def valid_at(self, instant: datetime) -> bool:
        """Whether the instant lies in its validity, both ends included."""
        return self.start <= instant <= self.end


@lru_cache(maxsize=8192)
def read_certificate(der: bytes) -> Certificate:
    """Read a certificate from DER. Raises SignatureError (CERTIFICATE)."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        return _facts(der, certificate, certificate.public_key(), certificate.extensions)
    except SignatureError:
        raise
    except Exception:  # noqa: BLE001 - the library raises many kinds for bytes that are no certificate
        raise SignatureError(code=Check.CERTIFICATE, what="a certificate cannot be read.") from None


def check_chain(*, certificates: Sequence[Certificate], roots: Sequence[bytes], at: datetime) -> Certificate:
    """The root that user, customer CA and bank CA lead to. Raises SignatureError (CHAIN, VALIDITY is the caller's).

    `roots` are trusted certificates in DER; `at` decides between two of the same name.
    """
    names = ("the user's certificate", "the customer CA's certificate", "the bank CA's certificate")
    for below, above, name in zip(certificates, certificates[1:], names, strict=False):
        _expect(issued(below, above), f"{name} is not issued by the one after it.")
    found = [root for root in map(read_certificate, roots) if issued(certificates[-1], root)]
    _expect(bool(found), "the bank CA's certificate does not lead to a trusted root.")
    for depth, authority in enumerate((*certificates[1:], found[0])):
        _expect(
            may_issue(authority, below=depth), f"authority number {depth + 1} may not issue certificates."
        )
    _expect(not certificates[0].is_authority, "the user's certificate is an authority's.")
    return next((root for root in found if root.valid_at(at)), found[0])


@lru_cache(maxsize=16384)
def issued(below: Certificate, above: Certificate) -> bool:
    """Whether `above` issued `below`: name, signature, and an algorithm that is taken."""
    if hash_of(below.x509) is None:
        return False
    try:
        below.x509.verify_directly_issued_by(above.x509)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def may_issue(authority: Certificate, *, below: int) -> bool:
    """Whether it is an authority that may sign certificates with so many authorities below it."""
    allowed = authority.path_length is None or authority.path_length >= below
    return authority.is_authority and allowed and bool(authority.usage and authority.usage.key_cert_sign)


def personnummer_of(certificate: Certificate) -> str:
    """The subject's only serialNumber, 12 digits. Raises SignatureError (SIGNER)."""
    found = certificate.subject.get_attributes_for_oid(x509.NameOID.SERIAL_NUMBER)
    number = str(found[0].value) if len(found) == 1 else ""
    if not (len(number) == PERSONNUMMER_DIGITS and number.isascii() and number.isdigit()):
        raise SignatureError(
            code=Check.SIGNER, what="the certificate's subject does not name one personnummer."
        )
    return number


def _facts(
    der: bytes, certificate: x509.Certificate, key: object, extensions: x509.Extensions
) -> Certificate:
    if not acceptable(key):
        raise SignatureError(
            code=Check.ALGORITHM, what="a certificate has a key of a kind that is not taken."
        )
    unknown = [each.oid for each in extensions if each.critical and each.oid not in UNDERSTOOD]
    if unknown:
        raise SignatureError(code=Check.CERTIFICATE, what="a certificate has an unknown critical extension.")
    constraints = _extension(extensions, x509.BasicConstraints)
    return Certificate(
        der=der,
        sha256=sha256(der).digest(),
        x509=certificate,
        subject=certificate.subject,  # the library reads late: what cannot be read shall fail here
        key=key,
        start=certificate.not_valid_before_utc,
        end=certificate.not_valid_after_utc,
        path_length=constraints.path_length if constraints else None,
        is_authority=bool(constraints and constraints.ca),
        usage=_extension(extensions, x509.KeyUsage),
        extended=frozenset(_extension(extensions, x509.ExtendedKeyUsage) or ()),
    )


def _extension(extensions: x509.Extensions, kind: type[_T]) -> _T | None:
    try:
        return extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _expect(holds: bool, what: str) -> None:  # noqa: FBT001 - reads as an assertion
    if not holds:
        raise SignatureError(code=Check.CHAIN, what=what)


def der_of(certificate: x509.Certificate) -> bytes:
    """The DER of a certificate that the library already holds."""
    return certificate.public_bytes(Encoding.DER)
