"""The PKI on disk: made once, opened by those who sign, connect or answer. Folder 0700, private keys 0600."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from assistans.base.files import private_folder, replace_whole
from assistans.site.embedded import locks
from assistans.site.pki import authorities
from assistans.site.pki.authorities import Identity, PrivateKey, Validity
from assistans.site.pki.bankid import Signer

SUPPLIER_CA = "leverantor-ca"
SERVER = "server"
BANKID_ROOT = "bankid-root"
BANK_CA = "bankid-bank-ca"
CUSTOMER_CA = "bankid-customer-ca"
RESPONDER = "bankid-ocsp"
USER_KEY = "user-key-{}"
SUPPLIERS = "leverantorer"
# What a door is configured to trust: certificates only, no keys beside them.
TRUST_SUPPLIERS = "trust/leverantorer"
TRUST_BANKID = "trust/bankid"


class PkiMissingError(Exception):
    """There is no PKI in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"No test PKI in {folder}: make one with `assistans pki --folder {folder}`.")


@dataclass(frozen=True, slots=True)
class ClientFiles:
    """A supplier's client certificate and key as PEM files, and the certificate in DER."""

    certificate: Path
    key: Path
    der: bytes


@dataclass(frozen=True)
class TestPki:
    """An opened PKI. Signs as anyone and issues client certificates; never for production."""

    __test__ = False  # the name is the field's ("test PKI"); pytest shall not collect it

    folder: Path
    _signers: dict[tuple[str, str], Signer] = field(default_factory=dict)

    def identity(self, name: str, *, issuer: str | None = None) -> Identity:
        """A certificate with its key by file name."""
        certificate = read_certificate(self.folder / f"{name}.pem")
        above = read_certificate(self.folder / f"{issuer}.pem") if issuer else certificate
        return Identity(certificate, read_key(self.folder / f"{name}.key"), above)

    @cached_property
    def customer_ca(self) -> Identity:
        """The authority that issues users' certificates."""
        return self.identity(CUSTOMER_CA, issuer=BANK_CA)

    @cached_property
    def responder(self) -> Identity:
        """Who answers for users' certificates."""
        return self.identity(RESPONDER, issuer=CUSTOMER_CA)

    @cached_property
    def chain(self) -> tuple[bytes, bytes]:
        """Customer CA and bank CA in DER, as they follow the user's certificate in a signature."""
        return self.customer_ca.der, self.identity(BANK_CA, issuer=BANKID_ROOT).der

    @cached_property
    def user_keys(self) -> tuple[PrivateKey, ...]:
        """The pool of keys that the users share."""
        return tuple(read_key(path) for path in sorted(self.folder.glob("user-key-*.key")))

    @property
    def server_certificate(self) -> Path:
        """The door's TLS certificate (PEM); its key stands beside it with the suffix .key."""
        return self.folder / f"{SERVER}.pem"

    @property
    def server_key(self) -> Path:
        """The door's private key (PEM)."""
        return self.folder / f"{SERVER}.key"

    @property
    def supplier_ca(self) -> Path:
        """The certificate that server and client certificates chain to (PEM)."""
        return self.folder / f"{SUPPLIER_CA}.pem"

    @property
    def trusted_suppliers(self) -> Path:
        """The folder with the roots of client certificates, for the door's configuration."""
        return self.folder / TRUST_SUPPLIERS

    @property
    def trusted_bankid(self) -> Path:
        """The folder with the roots of signatures, for the door's configuration."""
        return self.folder / TRUST_BANKID

    def signer(self, *, personnummer: str, namn: str, validity: Validity | None = None) -> Signer:
        """A person who signs; her certificate is made at first use and lives as long as its authority unless told."""
        known = self._signers.get((personnummer, namn)) if validity is None else None
        if known:
            return known
        signer = Signer(self._user(personnummer, namn, validity), self.chain, self.responder)
        if validity is None:
            self._signers[personnummer, namn] = signer
        return signer

    def supplier(
        self, *, organisationsnummer: str, namn: str, validity: Validity | None = None
    ) -> ClientFiles:
        """A supplier's client certificate, made at first use and then kept; with `validity` always made anew."""
        stem = self.folder / SUPPLIERS / organisationsnummer
        if validity or not stem.with_suffix(".pem").exists():
            self._issue_supplier(stem, organisationsnummer, namn, validity)
        der = read_certificate(stem.with_suffix(".pem")).public_bytes(Encoding.DER)
        return ClientFiles(stem.with_suffix(".pem"), stem.with_suffix(".key"), der)

    def _issue_supplier(self, stem: Path, number: str, namn: str, validity: Validity | None) -> None:
        issuer = self.identity(SUPPLIER_CA)
        made = authorities.supplier(
            issuer=issuer,
            key=authorities.new_key(),
            validity=validity or lifetime(issuer.certificate),
            organisationsnummer=number,
            namn=namn,
        )
        stem.parent.mkdir(mode=0o700, exist_ok=True)
        write_identity(stem, made)

    def _user(self, personnummer: str, namn: str, validity: Validity | None) -> Identity:
        return authorities.user(
            issuer=self.customer_ca,
            key=self.user_keys[int(personnummer) // 10 % len(self.user_keys)],
            validity=validity or lifetime(self.customer_ca.certificate),
            personnummer=personnummer,
            namn=namn,
        )


def ensure(*, folder: Path, tls: Validity, signing: Validity, keys: int = 4) -> TestPki:
    """Open the PKI in a folder; make it first where there is none. Those who start at once get the same one."""
    try:
        return open_pki(folder)
    except PkiMissingError:
        private_folder(folder)
    with locks.alone(folder / "making.lock"):
        try:
            return open_pki(folder)  # another process was first
        except PkiMissingError:
            return make(folder=folder, tls=tls, signing=signing, keys=keys)


def open_pki(folder: Path) -> TestPki:
    """Open the PKI in a folder. Raises PkiMissingError."""
    if not (folder / f"{RESPONDER}.pem").exists():
        raise PkiMissingError(folder)
    return TestPki(folder)


def make(*, folder: Path, tls: Validity, signing: Validity, keys: int = 4) -> TestPki:
    """Make a new PKI. TLS lives in real time, signatures in the clock's time: hence two validities.

    The responder's certificate is written last: it tells that the rest is there.
    """
    for name in ("", TRUST_SUPPLIERS, TRUST_BANKID):
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    _make_tls(folder, tls)
    for number in range(keys):
        write_key(folder / USER_KEY.format(number), authorities.new_key())
    _make_bankid(folder, signing)
    return open_pki(folder)


def _make_tls(folder: Path, validity: Validity) -> None:
    ca = authorities.authority(
        name="Assistans test supplier CA", key=authorities.new_key(), validity=validity, path_length=0
    )
    write_identity(folder / SUPPLIER_CA, ca)
    write_identity(
        folder / SERVER, authorities.server(issuer=ca, key=authorities.new_key(), validity=validity)
    )
    write_certificate(folder / TRUST_SUPPLIERS / SUPPLIER_CA, ca.certificate)


def _make_bankid(folder: Path, validity: Validity) -> None:
    above = None
    for length, name in ((2, BANKID_ROOT), (1, BANK_CA), (0, CUSTOMER_CA)):
        above = authorities.authority(
            name=f"Assistans test {name}",
            key=authorities.new_key(),
            validity=validity,
            path_length=length,
            issuer=above,
        )
        write_identity(folder / name, above)
    write_certificate(folder / TRUST_BANKID / BANKID_ROOT, read_certificate(folder / f"{BANKID_ROOT}.pem"))
    responder = authorities.responder(issuer=above, key=authorities.new_key(), validity=validity)
    write_identity(folder / RESPONDER, responder)


def lifetime(certificate: x509.Certificate) -> Validity:
    """How long a certificate lives: nothing below it lives longer."""
    return Validity(certificate.not_valid_before_utc, certificate.not_valid_after_utc)


def read_certificate(path: Path) -> x509.Certificate:
    """A certificate from a PEM file."""
    return x509.load_pem_x509_certificate(path.read_bytes())


def read_key(path: Path) -> PrivateKey:
    """A private key from a PEM file."""
    # We made the key ourselves; proving it sound again would take 50 ms each time.
    return load_pem_private_key(path.read_bytes(), password=None, unsafe_skip_rsa_key_validation=True)


def write_identity(stem: Path, identity: Identity) -> None:
    """Write the key and then the certificate, as `<stem>.key` and `<stem>.pem`."""
    write_key(stem, identity.key)
    write_certificate(stem, identity.certificate)


def write_certificate(stem: Path, certificate: x509.Certificate) -> None:
    """Write a certificate as `<stem>.pem`."""
    replace_whole(stem.with_name(f"{stem.name}.pem"), certificate.public_bytes(Encoding.PEM))


def write_key(stem: Path, key: PrivateKey) -> None:
    """Write a private key as `<stem>.key`, readable by its owner only."""
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    replace_whole(stem.with_name(f"{stem.name}.key"), pem)
