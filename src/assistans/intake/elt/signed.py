"""Who signs a report, and trying each signature of a message: at the door, and in a sender's own check before it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from assistans.intake.elt.document import TidredovisningDocument
from assistans.intake.elt.envelope import Request, SentSignature
from assistans.intake.signatures.checks import SignatureError

T = TypeVar("T")
ASSISTENT = "assistent"
ANORDNARE = "anordnare"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSignature:
    """A signature as sent, in what role, about which document. `signers` are who may have made it, None = anyone."""

    roll: str
    sent: SentSignature
    document: TidredovisningDocument
    signers: frozenset[str] | None

    def tried(self, check: Callable[..., T], **how: Any) -> T:
        """What `check` (`verify`, or `check_without_trust`) says of it. Raises SignatureError, which tells the role."""
        try:
            return check(
                signature_xml=self.sent.signature_xml,
                ocsp_der=self.sent.ocsp_der,
                datum=self.sent.datum,
                document_id=self.document.id,
                digest=self.document.digest,
                signers=self.signers,
                **how,
            )
        except SignatureError as error:
            raise error.at(f"{self.roll}-signatur") from None


def signatures(request: Request, document: TidredovisningDocument) -> Iterator[ReportSignature]:
    """The two signatures of a message: the assistant's own, and somebody's for the anordnare (interfaces 1.4)."""
    own = frozenset({document.assistent})
    yield ReportSignature(roll=ASSISTENT, sent=request.assistent, document=document, signers=own)
    yield ReportSignature(roll=ANORDNARE, sent=request.anordnare, document=document, signers=None)
