"""The OCSP response that came with a signature (RFC 6960): about this certificate, by whom it must, then, and for this signature."""

import base64
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import new as new_hash
from hashlib import sha1

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import ocsp

from assistans.intake.signatures.algorithms import hash_of, verifies
from assistans.intake.signatures.certificates import Certificate, der_of, issued, read_certificate
from assistans.intake.signatures.checks import Check, SignatureError

NONCE_BYTES = 32
SHA1_BYTES = 20
ID_HASHES = frozenset({"sha1", "sha256", "sha384", "sha512"})  # of an identifier, not of a signature
MAX_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Response:
    """What a readable, successful response with one answer says."""

    raw: ocsp.OCSPResponse
    produced_at: datetime
    this_update: datetime
    next_update: datetime | None
    nonce: bytes
    nonce_critical: bool


def read(ocsp_der: bytes) -> Response:
    """Read a response from DER. Raises SignatureError (OCSP_FORM)."""
    if len(ocsp_der) > MAX_BYTES:
        raise _wrong(Check.OCSP_FORM, f"it is {len(ocsp_der)} bytes; at most {MAX_BYTES} are taken.")
    try:
        return _response(ocsp.load_der_ocsp_response(ocsp_der))
    except SignatureError:
        raise
    except Exception:  # noqa: BLE001 - the library raises many kinds for bytes that are no response
        raise _wrong(Check.OCSP_FORM, "it is not a basic OCSP response with one answer.") from None


def check_about(*, response: Response, user: Certificate, issuer: Certificate) -> None:
    """That the answer is about the user's certificate and says good. Raises (OCSP_CERTIFICATE, OCSP_STATUS)."""
    raw = response.raw
    expected = (*_issuer_hashes(issuer, raw.hash_algorithm.name), user.x509.serial_number)
    if (raw.issuer_name_hash, raw.issuer_key_hash, raw.serial_number) != expected:
        raise _wrong(Check.OCSP_CERTIFICATE, "the response is about another certificate.")
    if raw.certificate_status is not ocsp.OCSPCertStatus.GOOD:
        raise _wrong(Check.OCSP_STATUS, f"the certificate's status is {raw.certificate_status.name.lower()}.")


def check_signed(*, response: Response, issuer: Certificate) -> Certificate:
    """Who signed the response: the issuer, or who it delegated to. Raises (OCSP_RESPONDER, OCSP_SIGNATURE)."""
    responder = _responder(response, issuer)
    raw, algorithm = response.raw, hash_of(response.raw)
    if algorithm is None:
        raise _wrong(Check.OCSP_SIGNATURE, "the response is signed with an algorithm that is not taken.")
    if not verifies(key=responder.key, data=raw.tbs_response_bytes, value=raw.signature, algorithm=algorithm):
        raise _wrong(Check.OCSP_SIGNATURE, "the response's signature is wrong.")
    return responder


def nonce_matches(*, response: Response, signature_xml: bytes) -> bool:
    """Whether the nonce is critical, 32 bytes, and begins with SHA-1 of the signature's Base64 text."""
    expected = sha1(base64.b64encode(signature_xml)).digest()  # noqa: S324 - BankID's form; not relied on alone
    right_size = len(response.nonce) == NONCE_BYTES
    return response.nonce_critical and right_size and response.nonce[:SHA1_BYTES] == expected


def _response(raw: ocsp.OCSPResponse) -> Response:
    if raw.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        raise _wrong(Check.OCSP_FORM, "the responder did not answer (its status is not successful).")
    if raw.hash_algorithm.name not in ID_HASHES:
        raise _wrong(Check.OCSP_FORM, "the certificate is identified by an unknown hash.")
    nonce, critical = _nonce(raw.extensions)
    return Response(
        raw=raw,
        produced_at=raw.produced_at_utc,
        this_update=raw.this_update_utc,
        next_update=raw.next_update_utc,
        nonce=nonce,
        nonce_critical=critical,
    )


def _nonce(extensions: x509.Extensions) -> tuple[bytes, bool]:
    if any(each.critical and each.oid != x509.OCSPNonce.oid for each in extensions):
        raise _wrong(Check.OCSP_FORM, "the response has an unknown critical extension.")
    for each in extensions:
        if isinstance(each.value, x509.OCSPNonce):
            return each.value.nonce, each.critical
    return b"", False


def _responder(response: Response, issuer: Certificate) -> Certificate:
    if _names(response.raw, issuer):
        return issuer
    for candidate in map(read_certificate, map(der_of, response.raw.certificates)):
        if _names(response.raw, candidate):
            return _delegated(candidate, issuer, response.produced_at)
    raise _wrong(Check.OCSP_RESPONDER, "the response does not hold its responder's certificate.")


def _delegated(candidate: Certificate, issuer: Certificate, at: datetime) -> Certificate:
    purpose = x509.ExtendedKeyUsageOID.OCSP_SIGNING in candidate.extended
    signs = candidate.usage is None or candidate.usage.digital_signature
    if not (purpose and signs and issued(candidate, issuer)):
        raise _wrong(Check.OCSP_RESPONDER, "the responder was not delegated by the user's issuer.")
    if not candidate.valid_at(at):
        raise _wrong(Check.OCSP_RESPONDER, "the responder's certificate was not valid then.")
    return candidate


def _names(raw: ocsp.OCSPResponse, certificate: Certificate) -> bool:
    if raw.responder_key_hash is not None:
        return raw.responder_key_hash == _issuer_hashes(certificate, "sha1")[1]
    return raw.responder_name == certificate.subject


@lru_cache(maxsize=256)
def _issuer_hashes(issuer: Certificate, algorithm: str) -> tuple[bytes, bytes]:
    name = issuer.subject.public_bytes()
    return new_hash(algorithm, name).digest(), new_hash(algorithm, _key_bits(issuer)).digest()


def _key_bits(certificate: Certificate) -> bytes:
    # RFC 6960 4.1.1: the subjectPublicKey bit string without tag, length and unused bits.
    if isinstance(certificate.key, ec.EllipticCurvePublicKey):
        return certificate.key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return certificate.key.public_bytes(Encoding.DER, PublicFormat.PKCS1)


def _wrong(code: Check, what: str) -> SignatureError:
    return SignatureError(code=code, what=what)
