"""A signature as pages tell it: who signed by role, when, and what the checks said. Never the signer's number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from assistans.desks.web.texts import ROLLER
from assistans.intake.models import Underskrift
from assistans.intake.signatures.checks import Check

PROFILES: Final = {"strict": "strikt"}
"""What the verifier's profiles are called on pages; others by their own name."""
CHECKS: Final[dict[str, str]] = {
    Check.XML: "att underskriften går att läsa",
    Check.SHAPE: "underskriftens form",
    Check.ALGORITHM: "algoritmen",
    Check.REFERENCE: "det som är underskrivet",
    Check.CERTIFICATE: "certifikatets form",
    Check.SIGNATURE_VALUE: "underskriftens värde",
    Check.OCSP_FORM: "formen på certifikatutfärdarens svar",
    Check.CHAIN: "vem som har utfärdat certifikatet",
    Check.VALIDITY: "certifikatets giltighetstid",
    Check.KEY_USAGE: "vad certifikatet får användas till",
    Check.OCSP_CERTIFICATE: "vilket certifikat utfärdarens svar gäller",
    Check.OCSP_RESPONDER: "vem som har svarat om certifikatet",
    Check.OCSP_SIGNATURE: "underskriften på utfärdarens svar",
    Check.OCSP_STATUS: "att certifikatet inte var spärrat",
    Check.NONCE: "att utfärdarens svar hör till underskriften",
    Check.OCSP_TIME: "tiden för utfärdarens svar",
    Check.FUNC_ID: "att det är en underskrift och inte en legitimering",
    Check.SIGNER: "vem som skrev under",
    Check.DOCUMENT_ID: "att underskriften hör till handlingen",
    Check.DOCUMENT_HASH: "att handlingen är oförändrad",
    Check.DATUM: "dagen för underskriften",
}
"""What each check looks at, by its code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureView:
    """One signature: whose role, the day, what the certificate's issuer answered and which checks held.

    `lowered` are those that did not hold and were only noted, in words; only a test or demo profile has any.
    """

    roll: str
    datum: date
    ocsp: str
    ocsp_at: datetime | None
    profil: str
    checks: int
    lowered: tuple[str, ...]
    algorithm: str


def signature_view(row: Underskrift) -> SignatureView:
    """One signature as pages show it."""
    evidence: Mapping[str, Any] = row.evidence
    produced = evidence.get("produced_at")
    return SignatureView(
        roll=ROLLER.get(row.roll, row.roll),
        datum=row.datum,
        ocsp="Giltigt vid underskriften" if produced else "Svar saknas",
        ocsp_at=datetime.fromisoformat(produced) if produced else None,
        profil=profile_name(str(evidence.get("profile", ""))),
        checks=len(evidence.get("checks", ())),
        lowered=check_names(evidence.get("lowered", ())),
        algorithm=str(evidence.get("algorithm", "")).rpartition("#")[2],
    )


def check_names(codes: Iterable[str]) -> tuple[str, ...]:
    """What checks look at, in words; one that is not known here by its code, never hidden."""
    return tuple(CHECKS.get(code, code) for code in codes)


def profile_name(profile: str) -> str:
    """What a verification profile is called."""
    return PROFILES.get(profile, profile)
