"""What a verified signature proves, kept for ever beside the document."""

from dataclasses import dataclass
from datetime import date, datetime

from assistans.intake.signatures.checks import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A verdict. Hashes are SHA-256 of DER; instants are aware UTC.

    `signer` is the personnummer (12 digits). `checks` were made and held; `lowered` did not hold and were only noted,
    which only a test or demo profile does.
    """

    signer: str
    datum: date
    produced_at: datetime
    this_update: datetime
    algorithm: str
    certificates: tuple[str, ...]
    root: str
    responder: str
    profile: str
    checks: tuple[Check, ...]
    lowered: tuple[Check, ...]

    def to_data(self) -> dict[str, object]:
        """As plain JSON data without the signer, who has a column of her own."""
        return {
            "datum": self.datum.isoformat(),
            "produced_at": self.produced_at.isoformat(),
            "this_update": self.this_update.isoformat(),
            "algorithm": self.algorithm,
            "certificates": list(self.certificates),
            "root": self.root,
            "responder": self.responder,
            "profile": self.profile,
            "checks": list(self.checks),
            "lowered": list(self.lowered),
        }
