"""The simulator's OCSP responder (RFC 6960), answering at the clock's time with BankID's form of nonce."""

import base64
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha1, sha256

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from assistans.site.pki import der
from assistans.site.pki.authorities import Identity, PrivateKey

BASIC_RESPONSE = "1.3.6.1.5.5.7.48.1.1"
NONCE = "1.3.6.1.5.5.7.48.1.2"
SHA1_ALGORITHM = der.sequence(der.oid("1.3.14.3.2.26"), der.NULL)
RSA_SHA256 = der.sequence(der.oid("1.2.840.113549.1.1.11"), der.NULL)
ECDSA_SHA256 = der.sequence(der.oid("1.2.840.10045.4.3.2"))

GOOD = der.tlv(0x80)
UNKNOWN = der.tlv(0x82)


def revoked(*, at: datetime) -> bytes:
    """The certificate status *revoked* since an instant."""
    return der.explicit(1, der.generalized_time(at))


def nonce(signature_xml: bytes) -> bytes:
    """BankID's nonce: 32 bytes, SHA-1 of the signature's Base64 text and twelve more (here repeatable ones)."""
    text = base64.b64encode(signature_xml)
    return sha1(text).digest() + sha256(text).digest()[:12]  # noqa: S324 - the form that BankID has


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an OCSP response says: the defaults are an honest yes."""

    about: x509.Certificate
    issuer: x509.Certificate
    at: datetime
    nonce: bytes | None
    status: bytes = GOOD
    this_update: datetime | None = None
    next_update: datetime | None = None
    nonce_critical: bool = True
    response_status: int = 0


def respond(answer: Answer, *, responder: Identity, with_certificate: bool = True) -> bytes:
    """A signed OCSP response in DER."""
    data = response_data(answer, responder=responder)
    certificates = der.explicit(0, der.sequence(responder.der)) if with_certificate else b""
    algorithm = RSA_SHA256 if isinstance(responder.key, rsa.RSAPrivateKey) else ECDSA_SHA256
    signature = der.tlv(der.BIT_STRING, b"\0", _sign(responder.key, data))
    basic = der.sequence(data, algorithm, signature, certificates)
    inner = der.sequence(der.oid(BASIC_RESPONSE), der.tlv(der.OCTET_STRING, basic))
    return der.sequence(der.tlv(der.ENUMERATED, bytes((answer.response_status,))), der.explicit(0, inner))


def response_data(answer: Answer, *, responder: Identity) -> bytes:
    """The part that is signed: who answers, when, about what, and the nonce."""
    by_key = der.explicit(2, der.tlv(der.OCTET_STRING, _key_hash(responder.certificate)))
    return der.sequence(
        by_key, der.generalized_time(answer.at), der.sequence(_single(answer)), _nonce_extension(answer)
    )


def _single(answer: Answer) -> bytes:
    certificate_id = der.sequence(
        SHA1_ALGORITHM,
        der.tlv(der.OCTET_STRING, _name_hash(answer.issuer)),
        der.tlv(der.OCTET_STRING, _key_hash(answer.issuer)),
        der.integer(answer.about.serial_number),
    )
    updated = der.generalized_time(answer.this_update or answer.at)
    following = der.explicit(0, der.generalized_time(answer.next_update)) if answer.next_update else b""
    return der.sequence(certificate_id, answer.status, updated, following)


def _nonce_extension(answer: Answer) -> bytes:
    if answer.nonce is None:
        return b""
    value = der.tlv(der.OCTET_STRING, der.tlv(der.OCTET_STRING, answer.nonce))
    critical = der.TRUE if answer.nonce_critical else b""
    return der.explicit(1, der.sequence(der.sequence(der.oid(NONCE), critical, value)))


@lru_cache(maxsize=16)
def _name_hash(issuer: x509.Certificate) -> bytes:
    return sha1(issuer.subject.public_bytes()).digest()  # noqa: S324 - RFC 6960's usual certificate id


@lru_cache(maxsize=16)
def _key_hash(certificate: x509.Certificate) -> bytes:
    key = certificate.public_key()
    point = isinstance(key, ec.EllipticCurvePublicKey)
    raw = (
        key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        if point
        else key.public_bytes(Encoding.DER, PublicFormat.PKCS1)
    )
    return sha1(raw).digest()  # noqa: S324 - RFC 6960's responder id


def _sign(key: PrivateKey, data: bytes) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    return key.sign(data, ec.ECDSA(hashes.SHA256()))
