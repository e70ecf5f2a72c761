"""What the simulated app does when somebody legitimates or signs: real XML-DSig and OCSP under the test PKI."""

from datetime import datetime
from typing import Final

from assistans.base.clock import swedish_day
from assistans.site.bankid.orders import Asked, Kind, Proof
from assistans.site.pki import bankid, ocsp
from assistans.site.pki.folder import TestPki

FUNCTIONS: Final = {Kind.AUTH: "Identification", Kind.SIGN: "Signing"}


def prove(asked: Asked, *, personnummer: str, namn: str, pki: TestPki, at: datetime) -> Proof:
    """Legitimate or sign as somebody, at the clock's time."""
    signer = pki.signer(personnummer=personnummer, namn=namn)
    data = bankid.signed_data(pairs=asked.non_visible, text=asked.visible, func_id=FUNCTIONS[asked.kind])
    xml = bankid.signature_xml(data=data, signer=signer)
    about = ocsp.Answer(
        about=signer.identity.certificate, issuer=signer.identity.issuer, at=at, nonce=ocsp.nonce(xml)
    )
    return Proof(
        personnummer=personnummer,
        namn=namn,
        signature_xml=xml,
        ocsp_der=ocsp.respond(about, responder=signer.responder),
        issued=swedish_day(signer.identity.certificate.not_valid_before_utc).isoformat(),
    )
