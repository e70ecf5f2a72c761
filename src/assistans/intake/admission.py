"""Who may come in through the suppliers' doors, and how often (interfaces 1.1). Asked on every request, in real time."""

import math
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NoReturn
from uuid import UUID

from assistans.base import instance
from assistans.base.clock import Clock, SystemClock
from assistans.base.prepared import fetch_one
from assistans.registers.models import Leverantor
from assistans.registers.services.leverantorer import close_leverantor

MACHINE = "maskin:elt"
# Sustained excess: so many times its burst refused without a pause closes the supplier. [U] in the field's documents.
CLOSE_AFTER_BURSTS = 10
_ADMIT = "SELECT * FROM intake_admit(%s::bytea, %s::text, %s::timestamptz)"


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


@dataclass(frozen=True, slots=True)
class Admission:
    """A supplier that has come in, to which environment ("" is production), and the clock in force."""

    supplier: Supplier
    miljo: str
    clock: Clock = field(default_factory=SystemClock)


def admit(*, certificate_der: bytes | None, miljo: str, machine: Clock) -> Admission:
    """Let in one call by its client certificate (DER), counted in real time; one round trip to the database.

    Raises NotAdmittedError, TooManyCallsError. Lasting excess closes the supplier until somebody reopens it.
    """
    if certificate_der is None:
        raise NotAdmittedError(
            "No client certificate came with the call. Connect with your organisation certificate."
        )
    row = fetch_one(_ADMIT, [sha256(certificate_der).digest(), miljo, machine.now()])
    if row is None:
        raise NotAdmittedError("The client certificate is not registered here. Ask us to register it.")
    *before, miljoer, rate, burst, allowed, wait, refused, demo_now = row
    supplier = _allowed(Supplier(*before, tuple(miljoer), rate, burst), miljo)
    if not allowed:
        _refuse(supplier, wait, refused, machine)
    return Admission(supplier, miljo, instance.clock_at(demo_now))


def _refuse(supplier: Supplier, wait: float, refused: int, machine: Clock) -> NoReturn:
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
