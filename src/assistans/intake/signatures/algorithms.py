"""Which algorithms are taken: RSA (PKCS#1 v1.5) and ECDSA with SHA-256, 384 or 512. SHA-1 and the rest are refused."""

from hashlib import new as new_hash
from hmac import compare_digest

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.x509 import ocsp

from assistans.intake.signatures.checks import Check, SignatureError

_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
_ENC = "http://www.w3.org/2001/04/xmlenc#"
DIGESTS = {f"{_ENC}sha256": "sha256", f"{_MORE}sha384": "sha384", f"{_ENC}sha512": "sha512"}
HASHES = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
SIGNATURES = {f"{_MORE}{kind}-{digest}": (kind, digest) for kind in ("rsa", "ecdsa") for digest in HASHES}
SMALLEST_RSA = 2048
CURVES = frozenset({"secp256r1", "secp384r1", "secp521r1"})

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


def digest_matches(*, address: str, data: bytes, digest: bytes) -> bool:
    """Whether the bytes have the digest. Raises SignatureError (ALGORITHM)."""
    if address not in DIGESTS:
        raise SignatureError(code=Check.ALGORITHM, what=f"digest algorithm {address[:80]!r} is not taken.")
    return compare_digest(new_hash(DIGESTS[address], data).digest(), digest)


def signature_matches(*, address: str, key: PublicKey, data: bytes, value: bytes) -> bool:
    """Whether the key made the XML-DSig signature value over the bytes. Raises SignatureError (ALGORITHM)."""
    kind, digest = SIGNATURES.get(address, ("", ""))
    if kind == "rsa" and isinstance(key, rsa.RSAPublicKey):
        return verifies(key=key, data=data, value=value, algorithm=HASHES[digest])
    if kind == "ecdsa" and isinstance(key, ec.EllipticCurvePublicKey):
        return verifies(key=key, data=data, value=_ecdsa_der(key, value), algorithm=HASHES[digest])
    raise SignatureError(
        code=Check.ALGORITHM, what=f"signature algorithm {address[:80]!r} is not taken with this key."
    )


def verifies(*, key: PublicKey, data: bytes, value: bytes, algorithm: hashes.HashAlgorithm) -> bool:
    """Whether a key made a signature (ECDSA in DER) over the bytes."""
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(value, data, padding.PKCS1v15(), algorithm)
        else:
            key.verify(value, data, ec.ECDSA(algorithm))
    except InvalidSignature:
        return False
    return True


def hash_of(signed: x509.Certificate | ocsp.OCSPResponse) -> hashes.HashAlgorithm | None:
    """The hash that a certificate or OCSP response is signed with, or None where it is not one that is taken."""
    try:
        algorithm = signed.signature_hash_algorithm
    except UnsupportedAlgorithm:
        return None
    return HASHES.get(algorithm.name) if algorithm else None


def acceptable(key: object) -> bool:
    """Whether a public key is of a kind and size that is taken: RSA from 2048 bits, or P-256, P-384, P-521."""
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size >= SMALLEST_RSA
    return isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in CURVES


def _ecdsa_der(key: ec.EllipticCurvePublicKey, value: bytes) -> bytes:
    # XML-DSig 1.1, 6.4.3: the two numbers side by side, each as long as the curve's order; cryptography wants DER.
    size = (key.curve.key_size + 7) // 8
    if len(value) != 2 * size:
        return b""
    return encode_dss_signature(int.from_bytes(value[:size], "big"), int.from_bytes(value[size:], "big"))
