"""Receipts by level, for the supplier that sent the document and for nobody else (interfaces 5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from assistans.base.access import reading
from assistans.base.clock import Clock
from assistans.intake.admission import Supplier
from assistans.intake.models import Handling, Kvittens
from assistans.registers.models import Person

WHAT = "kvittenser"
WHY = "leverantörens fråga om sitt eget meddelande"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One level with its instant; `innehall` is what was found, row by row where there are rows."""

    niva: str
    at: datetime
    innehall: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Receipts:
    """A document as its sender may see it: never its content again."""

    tx_id: UUID
    slag: str
    mottagen: datetime
    sha256: str
    kvittenser: tuple[Receipt, ...]


def receipts_of(*, tx_id: UUID, supplier: Supplier, clock: Clock) -> Receipts | None:
    """The receipts of a document, in the order they were given; None = this supplier has sent no such document.

    What was checked and settled is about the person: the reading is logged once the registers know her.
    """
    handling = Handling.objects.filter(tx_id=tx_id, leverantor_id=supplier.id).first()
    if handling is None:
        return None
    person = Person.objects.filter(personnummer=_person(handling)).first()
    if person is None:
        return _receipts(handling)
    with reading(who=supplier.actor, whose=person.public_id, what=WHAT, why=WHY, clock=clock):
        return _receipts(handling)


def _person(handling: Handling) -> str:
    is_report = handling.slag == Handling.Slag.TIDREDOVISNING
    return (handling.tidredovisning if is_report else handling.rakning).person


def _receipts(handling: Handling) -> Receipts:
    rows = Kvittens.objects.filter(handling=handling).order_by("id")
    return Receipts(
        tx_id=handling.tx_id,
        slag=handling.slag,
        mottagen=handling.mottagen,
        sha256=bytes(handling.sha256).hex(),
        kvittenser=tuple(Receipt(row.niva, row.at, row.innehall) for row in rows),
    )
