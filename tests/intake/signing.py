"""What the tests of signatures and doors share: one PKI per run, signers, and ways to sign wrongly on purpose."""

import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from assistans.intake.signatures.verify import verify
from assistans.site.pki import authorities, bankid, folder, ocsp
from assistans.site.pki.authorities import Identity, Validity
from assistans.site.pki.bankid import Signed, Signer

ALWAYS = Validity(datetime(2010, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC))
AT = datetime(2018, 11, 3, 12, tzinfo=UTC)
ANNA = "199001189811"
BERTIL = "198001019804"
DOCUMENT = "0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a01"
DIGEST = "ab" * 32


@cache
def pki() -> folder.TestPki:
    """One PKI for the whole run: keys are slow to make."""
    home = Path(os.environ["ASSISTANS_HOME"]) / f"pki-{os.getpid()}"  # removed with the run's home
    return folder.make(folder=home, tls=ALWAYS, signing=ALWAYS, keys=2)


@cache
def roots() -> tuple[bytes, ...]:
    return (pki().identity(folder.BANKID_ROOT).der,)


def anna() -> Signer:
    return pki().signer(personnummer=ANNA, namn="Anna Assistent")


def bertil() -> Signer:
    return pki().signer(personnummer=BERTIL, namn="Bertil Anordnare")


def signed(*, pairs=((DOCUMENT, DIGEST),), signer=None, at=AT) -> Signed:
    return bankid.sign(document_pairs=pairs, signer=signer or anna(), at=at)


def with_ocsp(xml: bytes, *, signer=None, responder=None, with_certificate=True, **answer) -> Signed:
    """A signature with an OCSP response that says whatever the test wants it to say."""
    signer = signer or anna()
    honest = {
        "about": signer.identity.certificate,
        "issuer": signer.identity.issuer,
        "at": AT,
        "nonce": ocsp.nonce(xml),
    }
    made = ocsp.Answer(**{**honest, **answer})
    response = ocsp.respond(made, responder=responder or signer.responder, with_certificate=with_certificate)
    return Signed(xml, response, bankid.swedish_day(made.at))


def resigned(data: str, *, signer=None, digest="sha256", **answer) -> Signed:
    """A whole, honestly made signature over any bankIdSignedData."""
    signer = signer or anna()
    xml = bankid.signature_xml(data=data, signer=signer, digest=digest)
    return with_ocsp(xml, signer=signer, **answer)


def asked(made: Signed, **changes):
    """What is asked of a signature, with the defaults that hold for `signed()`."""
    return {
        "signature_xml": made.signature_xml,
        "ocsp_der": made.ocsp_der,
        "datum": made.datum,
        "document_id": DOCUMENT,
        "digest": DIGEST,
        "now": AT,
        "signers": {ANNA},
    } | changes


def check(made: Signed, **changes):
    """Verify with the defaults that hold for `signed()`."""
    return verify(**{"roots": roots()} | asked(made, **changes))


@cache
def other_supplier_ca() -> Identity:
    """A supplier CA that the doors do not trust until told."""
    key = pki().user_keys[0]
    return authorities.authority(name="Another supplier CA", key=key, validity=ALWAYS, path_length=0)


def supplier_under(issuer: Identity, *, organisationsnummer: str) -> folder.ClientFiles:
    """A client certificate under any CA, as files."""
    made = authorities.supplier(
        issuer=issuer,
        key=pki().user_keys[1],
        validity=ALWAYS,
        organisationsnummer=organisationsnummer,
        namn="Främmande AB",
    )
    stem = pki().folder / f"other-{organisationsnummer}"
    folder.write_identity(stem, made)
    return folder.ClientFiles(stem.with_suffix(".pem"), stem.with_suffix(".key"), made.der)
