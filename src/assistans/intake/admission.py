"""Who may come in through the suppliers' doors, and how often (interfaces 1.1). Asked on every request, in real time."""

import math
from dataclasses import dataclass
from hashlib import sha256

from assistans.base.clock import Clock
from assistans.base.prepared import fetch_one
from assistans.registers.models import Leverantor
from assistans.registers.queries.suppliers import Supplier, supplier_for
from assistans.registers.services.leverantorer import close_leverantor

MACHINE = "maskin:elt"
# Sustained excess: so many times its burst refused without a pause closes the supplier. [U] in the field's documents.
CLOSE_AFTER_BURSTS = 10
_TAKE_TURN = """
SELECT allowed, wait_seconds, refused
  FROM intake_take_token(%s::bigint, %s::text, %s::float8, %s::float8, %s::timestamptz)
"""


class NotAdmittedError(Exception):
    """The certificate chains, but may not come in here. The message says why and what to do."""


class TooManyCallsError(Exception):
    """The supplier calls more often than agreed. `retry_after` is whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            f"More calls than agreed. Wait {retry_after} s and go slower; lasting excess shuts you off."
        )
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Admission:
    """A supplier that may come in, and to which environment ("" is production)."""

    supplier: Supplier
    miljo: str


def admit(*, certificate_der: bytes | None, miljo: str) -> Admission:
    """The supplier behind a client certificate (DER), if it may use an environment. Raises NotAdmittedError."""
    if certificate_der is None:
        raise NotAdmittedError(
            "No client certificate came with the call. Connect with your organisation certificate."
        )
    supplier = supplier_for(fingerprint=sha256(certificate_der).digest())
    if supplier is None:
        raise NotAdmittedError("The client certificate is not registered here. Ask us to register it.")
    return Admission(_allowed(supplier, miljo), miljo)


def take_turn(*, admission: Admission, machine: Clock) -> None:
    """Count one call. Raises TooManyCallsError; when that has lasted, the supplier is closed until somebody reopens it."""
    supplier = admission.supplier
    asked = [supplier.id, admission.miljo, supplier.calls_per_second, supplier.burst, machine.now()]
    allowed, wait, refused = fetch_one(_TAKE_TURN, asked)
    if allowed:
        return
    if refused >= CLOSE_AFTER_BURSTS * supplier.burst:
        _close(supplier, refused, machine)
    raise TooManyCallsError(max(1, math.ceil(wait)))


def _allowed(supplier: Supplier, miljo: str) -> Supplier:
    if supplier.is_withdrawn:
        raise NotAdmittedError("The client certificate has been withdrawn. Register a new one with us.")
    if not supplier.is_open:
        raise NotAdmittedError("The supplier is closed here. Ask us why and to be reopened.")
    if miljo not in supplier.miljoer:
        named = f"environment {miljo!r}" if miljo else "production"
        raise NotAdmittedError(
            f"The supplier is not connected to {named}. Use the address of your environment."
        )
    return supplier


def _close(supplier: Supplier, refused: int, machine: Clock) -> None:
    close_leverantor(
        leverantor=Leverantor.objects.get(pk=supplier.id),
        reason=f"{refused} calls refused without a pause: more than {CLOSE_AFTER_BURSTS} times the burst",
        by=MACHINE,
        clock=machine,
    )
