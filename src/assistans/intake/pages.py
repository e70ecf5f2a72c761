"""Documents handed in on a page by somebody logged in: the very path of the doors, with the person as its sender."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from assistans.intake.admission import PageAdmission
from assistans.intake.documents import DocumentError
from assistans.intake.elt import envelope, services
from assistans.intake.elt.envelope import SIGNATURE_VALIDATION, XML_VALIDATION, EnvelopeError
from assistans.intake.elt.services import IdTakenError, VerifiedReport
from assistans.intake.models import Handling, Inlamning
from assistans.intake.signatures.checks import SignatureError
from assistans.intake.signatures.profile import STRICT, Profile


class WrongAnordnare(Exception):
    """A report through another anordnare than the one that the sender acts for."""

    code = "ANOTHERS_REPORT"

    def __init__(self) -> None:
        super().__init__("The report is another anordnare's. Hand in your own reports only.")


Refusal = EnvelopeError | DocumentError | SignatureError | IdTakenError | WrongAnordnare


def receive_report(
    *,
    content: bytes,
    by: str,
    anordnare: str,
    roots: tuple[bytes, ...],
    now: datetime,
    profile: Profile = STRICT,
) -> UUID:
    """Receive a whole signed message (SkickaTidredovisning in its envelope) that `by` hands in for an anordnare; its tx-id.

    `anordnare` is the organisationsnummer that the sender acts for, `roots` the trusted roots of signatures in DER. Raises
    what Refusal lists; nothing is stored then but that it was refused. The same bytes again give the same tx-id.
    """
    admission = PageAdmission(by)
    try:
        verified = services.read(
            request=envelope.read(content), admission=admission, roots=roots, now=now, profile=profile
        )
        return _kept(_own(verified, anordnare))
    except (EnvelopeError, DocumentError, SignatureError, IdTakenError, WrongAnordnare) as refusal:
        fault = SIGNATURE_VALIDATION if isinstance(refusal, SignatureError) else XML_VALIDATION
        services.note_refusal(fault=fault, code=str(refusal.code), admission=admission, body=content, now=now)
        raise


def _own(verified: VerifiedReport, anordnare: str) -> VerifiedReport:
    if verified.document.anordnare != anordnare:
        raise WrongAnordnare
    return verified


@transaction.atomic
def _kept(verified: VerifiedReport) -> UUID:
    (found,) = services.store_all([verified])
    if isinstance(found, IdTakenError):
        raise found
    handling = Handling.objects.get(tx_id=found)
    if handling.kanal == Handling.Kanal.SIDA:  # a repeat of what a supplier sent stays the supplier's
        Inlamning.objects.get_or_create(handling=handling, defaults={"av": _sender(verified)})
    return found


def _sender(verified: VerifiedReport) -> str:
    if not isinstance(verified.admission, PageAdmission):
        raise TypeError("a report is handed in on a page by somebody logged in")
    return verified.admission.by
