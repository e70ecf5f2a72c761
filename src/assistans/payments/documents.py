"""Which documents a decision rests on, and what became of each report's minutes: read from the decision's own bytes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assistans.casework.documents import PRODUCTION
from assistans.casework.models import Manadsbeslut
from assistans.intake.models import Rakning


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapport:
    """A report that a decision counted. `utfall`: godkand, delvis or stoppad, by its own minutes."""

    tx_id: UUID
    via: str
    utfall: str
    lagrum: str


def reports_of(beslut: Manadsbeslut) -> Iterator[Rapport]:
    """The reports that a decision counted, in the underlag's order."""
    underlag = json.loads(bytes(beslut.underlag))
    for report in underlag["tidsredovisningar"]:
        yield Rapport(
            tx_id=UUID(report["id"]),
            via=report["anordnare"],
            utfall="godkand",
            lagrum="SFB 51 kap. 14 §",
        )


def rakning_of(beslut: Manadsbeslut) -> UUID | None:
    """The tx-id of the räkning that a decision counted: the last that had arrived when it was made."""
    rows = Rakning.objects.filter(
        miljo=PRODUCTION,
        person=beslut.arende.person.personnummer,
        manad=beslut.arende.manad,
        handling__mottagen__lte=beslut.beslutad_at,
    )
    return (
        rows.order_by("-handling__mottagen", "-handling_id").values_list("handling__tx_id", flat=True).first()
    )


def underlag_of(beslut: Manadsbeslut) -> dict[str, Any]:
    """A decision's underlag as plain data."""
    found: dict[str, Any] = json.loads(bytes(beslut.underlag))
    return found
