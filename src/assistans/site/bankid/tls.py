"""The TLS between a relying party and the simulator: an authority of its own, a server and one RP certificate."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistans.base.clock import SystemClock
from assistans.site.embedded import locks
from assistans.site.pki import authorities
from assistans.site.pki.authorities import Validity
from assistans.site.pki.folder import TestPki, write_certificate, write_identity

FOLDER: Final = "bankid-tls"
CA: Final = "ca"
SERVER: Final = "server"
RP: Final = "rp"
YEARS: Final = 2
RP_NUMBER: Final = "5560000001"  # a number for examples, as in the field's own test certificates


@dataclass(frozen=True, slots=True)
class BankidTls:
    """PEM files; each key stands beside its certificate with the suffix .key."""

    ca: Path
    server: Path
    rp: Path


def ensure(pki: TestPki) -> BankidTls:
    """The files in the test PKI's folder, made at first use; those who start at once get the same ones."""
    folder = pki.folder / FOLDER
    found = BankidTls(*(folder / f"{name}.pem" for name in (CA, SERVER, RP)))
    with locks.alone(pki.folder / "making.lock"):
        if not found.rp.exists():  # it is written last
            folder.mkdir(mode=0o700, exist_ok=True)
            _make(folder)
    return found


def _make(folder: Path) -> None:
    validity = Validity.around(at=SystemClock().now(), years=YEARS)
    ca = authorities.authority(
        name="Assistans test BankID TLS CA", key=authorities.new_key(), validity=validity, path_length=0
    )
    write_certificate(folder / CA, ca.certificate)
    write_identity(
        folder / SERVER, authorities.server(issuer=ca, key=authorities.new_key(), validity=validity)
    )
    rp = authorities.supplier(
        issuer=ca,
        key=authorities.new_key(),
        validity=validity,
        organisationsnummer=RP_NUMBER,
        namn="Assistans test RP",
    )
    write_identity(folder / RP, rp)
