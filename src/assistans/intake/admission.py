"""Who may come in through the suppliers' doors, and how often (interfaces 1.1). Asked on every request, in real time."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, repeat
from typing import Any
from uuid import UUID

from assistans.base import instance
from assistans.base.clock import Clock, SystemClock
from assistans.base.prepared import fetch_all
from assistans.registers.models import Leverantor
from assistans.registers.services.leverantorer import close_leverantor

MACHINE = "maskin:elt"
# Sustained excess: so many times its burst refused without a pause closes the supplier. [U] in the field's documents.
CLOSE_AFTER_BURSTS = 10
_ADMIT = """
SELECT c.place, a.* FROM unnest(%b::bytea[], %s::text[], %s::integer[]) WITH ORDINALITY c(sha256, miljo, wanted, place),
  LATERAL intake_admit(c.sha256, c.miljo, c.wanted, %s::timestamptz) a
"""
Caller = tuple[bytes | None, str]
"""A client certificate in DER, or None where none came, and an environment."""
Known = tuple[bytes, str]
"""The SHA-256 of a client certificate, and an environment."""


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


Refusal = NotAdmittedError | TooManyCallsError
_NO_CERTIFICATE = "No client certificate came with the call. Connect with your organisation certificate."
_UNKNOWN = "The client certificate is not registered here. Ask us to register it."


@dataclass(frozen=True, slots=True)
class Admission:
    """A supplier that has come in, to which environment ("" is production), and the clock in force."""

    supplier: Supplier
    miljo: str
    clock: Clock = field(default_factory=SystemClock)

    @property
    def leverantor_id(self) -> int:
        """The supplier's row."""
        return self.supplier.id

    @property
    def certifikat_id(self) -> int:
        """The row of the certificate that it came in with."""
        return self.supplier.certifikat_id


@dataclass(frozen=True, slots=True)
class PageAdmission:
    """Somebody logged in who hands in a document on a page: who it is (actor text). Always production, no supplier."""

    by: str
    miljo: str = ""
    leverantor_id: None = None
    certifikat_id: None = None


Entry = Admission | PageAdmission
"""How a document came in: through a supplier's door, or on a page."""


def admit(*, certificate_der: bytes | None, miljo: str, machine: Clock) -> Admission:
    """Let in one call by its client certificate (DER), counted in real time; one round trip to the database.

    Raises NotAdmittedError, TooManyCallsError. Lasting excess closes the supplier until somebody reopens it.
    """
    (found,) = admit_all([(certificate_der, miljo)], machine=machine)
    if isinstance(found, Admission):
        return found
    raise found


def admit_all(callers: Sequence[Caller], *, machine: Clock) -> list[Admission | Refusal]:
    """Let in calls that wait together, as `admit` does each; one round trip for all of them."""
    prints = [None if der is None else sha256(der).digest() for der, _ in callers]
    asked = [(known, miljo) for known, (_, miljo) in zip(prints, callers, strict=True)]
    wanted = Counter((known, miljo) for known, miljo in asked if known is not None)
    turns = _ask(wanted, machine) if wanted else {}
    return [next(turns[each]) if each in turns else NotAdmittedError(_NO_CERTIFICATE) for each in asked]


def _ask(wanted: Mapping[Known, int], machine: Clock) -> dict[Known, Iterator[Admission | Refusal]]:
    # Sorted, so that doors which ask at the same time never wait for each other in a ring.
    callers = sorted(wanted)
    prints, environments = zip(*callers, strict=True)
    values = [list(prints), list(environments), [wanted[each] for each in callers], machine.now()]
    rows = {callers[place - 1]: row for place, *row in fetch_all(_ADMIT, values)}
    return {each: _turns(rows.get(each), each[1], wanted[each], machine) for each in callers}


def _turns(
    row: Sequence[Any] | None, miljo: str, wanted: int, machine: Clock
) -> Iterator[Admission | Refusal]:
    """What each call of one caller is told, in turn: as many as the bucket grants are let in."""
    if row is None:
        return repeat(NotAdmittedError(_UNKNOWN))
    *before, miljoer, rate, burst, granted, wait, refused, demo_now = row
    supplier = Supplier(*before, tuple(miljoer), rate, burst)
    if reason := _reason(supplier, miljo):
        return repeat(NotAdmittedError(reason))
    if granted < wanted and refused >= CLOSE_AFTER_BURSTS * supplier.burst:
        _close(supplier, refused, machine)
    let_in = Admission(supplier, miljo, instance.clock_at(demo_now))
    return chain(repeat(let_in, granted), repeat(TooManyCallsError(max(1, math.ceil(wait)))))


def _reason(supplier: Supplier, miljo: str) -> str | None:
    if supplier.is_withdrawn:
        return "The client certificate has been withdrawn. Register a new one with us."
    if not supplier.is_open:
        return "The supplier is closed here. Ask us why and to be reopened."
    if miljo not in supplier.miljoer:
        named = f"environment {miljo!r}" if miljo else "production"
        return f"The supplier is not connected to {named}. Use the address of your environment."
    return None


def _close(supplier: Supplier, refused: int, machine: Clock) -> None:
    close_leverantor(
        leverantor=Leverantor.objects.get(pk=supplier.id),
        reason=f"{refused} calls refused without a pause: more than {CLOSE_AFTER_BURSTS} times the burst",
        by=MACHINE,
        clock=machine,
    )
