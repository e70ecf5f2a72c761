"""The supplier behind a client certificate: asked on every request, so that a withdrawal bites at once."""

from dataclasses import dataclass
from uuid import UUID

from assistans.registers.models import Leverantor, LeverantorCertifikat


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier as the doors meet it. Rates in calls a second with a burst; "" is the production environment."""

    id: int
    public_id: UUID
    namn: str
    certifikat_id: int
    is_open: bool
    is_withdrawn: bool
    miljoer: tuple[str, ...]
    calls_per_second: float
    burst: int

    @property
    def actor(self) -> str:
        """The actor text of what the supplier does."""
        return f"leverantor:{self.public_id}"


def supplier_for(*, fingerprint: bytes) -> Supplier | None:
    """The supplier whose certificate has this SHA-256 (32 bytes of the DER), in one query; None = not registered."""
    rows = LeverantorCertifikat.objects.select_related("leverantor").only(
        "withdrawn_at",
        *(f"leverantor__{field.name}" for field in Leverantor._meta.concrete_fields),  # noqa: SLF001 - Django's own way to a model's fields
    )
    row = rows.filter(sha256=fingerprint).first()
    return _supplier(row, row.leverantor) if row else None


def _supplier(certificate: LeverantorCertifikat, leverantor: Leverantor) -> Supplier:
    return Supplier(
        id=leverantor.pk,
        public_id=leverantor.public_id,
        namn=leverantor.namn,
        certifikat_id=certificate.pk,
        is_open=leverantor.status == Leverantor.Status.OPPEN,
        is_withdrawn=certificate.withdrawn_at is not None,
        miljoer=tuple(leverantor.miljoer),
        calls_per_second=float(leverantor.calls_per_second),
        burst=leverantor.burst,
    )
