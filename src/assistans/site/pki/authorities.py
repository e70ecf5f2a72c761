"""Making keys and certificates: authorities, suppliers, BankID-form users and OCSP responders."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

# The policy that BankID's test certificates carry.
TEST_POLICY = x509.ObjectIdentifier("1.2.3.4.5")


@dataclass(frozen=True, slots=True)
class Validity:
    """From when to when a certificate is valid: aware instants, both included."""

    start: datetime
    end: datetime

    @classmethod
    def around(cls, *, at: datetime, years: int) -> "Validity":
        """So many years (of 365 days) before and after an instant."""
        return cls(at - timedelta(days=365 * years), at + timedelta(days=365 * years))


@dataclass(frozen=True, slots=True)
class Identity:
    """A certificate with its private key, and the certificate that issued it (itself for a root)."""

    certificate: x509.Certificate
    key: PrivateKey
    issuer: x509.Certificate

    @property
    def der(self) -> bytes:
        """The certificate in DER."""
        return self.certificate.public_bytes(Encoding.DER)


def new_key() -> rsa.RSAPrivateKey:
    """A fresh RSA key of 2048 bits: about 0.1 s, so test persons share a few."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def authority(
    *, name: str, key: PrivateKey, validity: Validity, path_length: int, issuer: Identity | None = None
) -> Identity:
    """A certificate authority: a root without `issuer`, else one below it."""
    subject = _subject(organisation="Assistans test", name=name)
    builder = _certificate(subject=subject, key=key, validity=validity, issuer=issuer)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
    return _issue(builder, usage=_usage(certificates=True), key=key, issuer=issuer)


def server(*, issuer: Identity, key: PrivateKey, validity: Validity) -> Identity:
    """The door's own TLS certificate: localhost and the loopback addresses."""
    subject = _subject(organisation="Assistans test", name="localhost")
    loopback = (x509.IPAddress(ip_address(address)) for address in ("127.0.0.1", "::1"))
    builder = _leaf(subject=subject, key=key, validity=validity, issuer=issuer)
    builder = builder.add_extension(
        x509.SubjectAlternativeName([x509.DNSName("localhost"), *loopback]), critical=False
    )
    builder = _extended(builder, ExtendedKeyUsageOID.SERVER_AUTH)
    return _issue(builder, usage=_usage(signatures=True), key=key, issuer=issuer)


def supplier(
    *, issuer: Identity, key: PrivateKey, validity: Validity, organisationsnummer: str, namn: str
) -> Identity:
    """An organisation certificate: the subject's serialNumber is `16` + organisationsnummer (10 digits)."""
    subject = _subject(organisation=namn, name=namn, serial=f"16{organisationsnummer}")
    builder = _leaf(subject=subject, key=key, validity=validity, issuer=issuer)
    builder = _extended(builder, ExtendedKeyUsageOID.CLIENT_AUTH)
    return _issue(builder, usage=_usage(signatures=True), key=key, issuer=issuer)


def user(
    *,
    issuer: Identity,
    key: PrivateKey,
    validity: Validity,
    personnummer: str,
    namn: str,
    usage: x509.KeyUsage | None = None,
) -> Identity:
    """A BankID-form signing certificate: the subject's serialNumber is the personnummer, 12 digits."""
    subject = _subject(organisation="Testbank AB (publ)", name=namn, serial=personnummer)
    builder = _leaf(subject=subject, key=key, validity=validity, issuer=issuer)
    policies = [x509.PolicyInformation(TEST_POLICY, None)]
    builder = builder.add_extension(x509.CertificatePolicies(policies), critical=False)
    return _issue(builder, usage=usage or _usage(commitment=True), key=key, issuer=issuer)


def responder(*, issuer: Identity, key: PrivateKey, validity: Validity, delegated: bool = True) -> Identity:
    """An OCSP responder under the authority it answers for; `delegated` = with the right extended key usage."""
    subject = _subject(organisation="Testbank AB (publ)", name="Testbank OCSP")
    builder = _leaf(subject=subject, key=key, validity=validity, issuer=issuer)
    if delegated:
        builder = _extended(builder, ExtendedKeyUsageOID.OCSP_SIGNING)
        builder = builder.add_extension(x509.OCSPNoCheck(), critical=False)
    return _issue(builder, usage=_usage(signatures=True), key=key, issuer=issuer)


def _subject(*, organisation: str, name: str, serial: str | None = None) -> x509.Name:
    parts = [(NameOID.COUNTRY_NAME, "SE"), (NameOID.ORGANIZATION_NAME, organisation)]
    parts += [(NameOID.SERIAL_NUMBER, serial)] if serial else []
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in (*parts, (NameOID.COMMON_NAME, name))])


def _certificate(
    *, subject: x509.Name, key: PrivateKey, validity: Validity, issuer: Identity | None
) -> x509.CertificateBuilder:
    above = issuer.certificate.subject if issuer else subject
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(above).public_key(key.public_key())
    builder = builder.serial_number(_serial(subject, key, validity))
    builder = builder.not_valid_before(validity.start).not_valid_after(validity.end)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _leaf(
    *, subject: x509.Name, key: PrivateKey, validity: Validity, issuer: Identity
) -> x509.CertificateBuilder:
    builder = _certificate(subject=subject, key=key, validity=validity, issuer=issuer)
    return builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)


def _serial(subject: x509.Name, key: PrivateKey, validity: Validity) -> int:
    """The same certificate asked for twice gets the same number: demo runs are repeatable."""
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    seed = (
        subject.public_bytes()
        + public
        + validity.start.isoformat().encode()
        + validity.end.isoformat().encode()
    )
    return int.from_bytes(sha256(seed).digest()[:16], "big") | 1


def _extended(builder: x509.CertificateBuilder, usage: x509.ObjectIdentifier) -> x509.CertificateBuilder:
    return builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)


def _usage(
    *, signatures: bool = False, commitment: bool = False, certificates: bool = False
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signatures,
        content_commitment=commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _issue(
    builder: x509.CertificateBuilder, *, usage: x509.KeyUsage, key: PrivateKey, issuer: Identity | None
) -> Identity:
    signing = issuer.key if issuer else key
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key())
    builder = builder.add_extension(usage, critical=True).add_extension(identifier, critical=False)
    certificate = builder.sign(signing, hashes.SHA256())
    return Identity(certificate, key, issuer.certificate if issuer else certificate)
