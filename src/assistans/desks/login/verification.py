"""What BankID gives is believed only when its signature, OCSP response and texts are those of our own order."""

from datetime import datetime

from assistans.identity.bankid.answers import Completion
from assistans.identity.models import BankidOrder
from assistans.identity.trust.bankid import bankid_roots
from assistans.intake.signatures.checks import Check, SignatureError
from assistans.intake.signatures.evidence import Evidence
from assistans.intake.signatures.signed_data import IDENTIFICATION, SIGNING
from assistans.intake.signatures.verify import verify_order


def verified(order: BankidOrder, completion: Completion, *, now: datetime) -> Evidence:
    """What an order's completion proves at the clock's time. Raises SignatureError, TrustError."""
    if order.personnummer not in {None, completion.personnummer}:
        raise SignatureError(code=Check.SIGNER, what="someone else than the person asked has signed.")
    return verify_order(
        signature_xml=completion.signature_xml,
        ocsp_der=completion.ocsp_der,
        function=IDENTIFICATION if order.personnummer is None else SIGNING,
        visible=order.visible,
        hidden=order.non_visible,
        signer=completion.personnummer,
        now=now,
        roots=bankid_roots(),
    )
