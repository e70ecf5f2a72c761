"""The supplier behind a client certificate: asked on every request, so that a withdrawal bites at once."""

from dataclasses import dataclass
from uuid import UUID

from assistans.base.prepared import fetch_one


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


_FOR = """
SELECT l.id, l.public_id, l.namn, c.id, l.status = 'oppen', c.withdrawn_at IS NOT NULL, l.miljoer,
       l.calls_per_second::float8, l.burst
  FROM registers_leverantor_certifikat c JOIN registers_leverantor l ON l.id = c.leverantor_id
 WHERE c.sha256 = %s
"""


def supplier_for(*, fingerprint: bytes) -> Supplier | None:
    """The supplier whose certificate has this SHA-256 (32 bytes of the DER), in one query; None = not registered."""
    row = fetch_one(_FOR, [fingerprint])
    if row is None:
        return None
    *before, miljoer, rate, burst = row
    return Supplier(*before, tuple(miljoer), rate, burst)
