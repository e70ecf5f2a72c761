"""What was refused at the REST door is remembered: when, from whom, why, its hash and size; never its content."""

from datetime import datetime
from hashlib import sha256

from assistans.intake.admission import Admission
from assistans.intake.models import Avvisning, Handling


def note_refusal(*, status: int, code: str, admission: Admission, body: bytes, now: datetime) -> None:
    """Keep one refusal by its HTTP status and stable code."""
    Avvisning.objects.create(
        at=now,
        kanal=Handling.Kanal.REST,
        miljo=admission.miljo,
        leverantor_id=admission.supplier.id,
        fault=f"HTTP {status}",
        code=code,
        sha256=sha256(body).digest(),
        size=len(body),
    )
