"""Which documents a decision rests on, what became of each row, and what proves each document.

Reports and rows are read from the decision's own bytes (underlag and resultat), so that they are what was decided on
whatever has come in since.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from assistans.casework.documents import PRODUCTION
from assistans.casework.models import Manadsbeslut
from assistans.intake.models import Rakning


@dataclass(frozen=True, slots=True, kw_only=True)
class Radspar:
    """A reported row as written (`28 00.00-04.00 aktiv`) and its fate in raw minutes: approved, and the rest by code."""

    rad: str
    godkand: int
    stoppad: Mapping[str, int]
    vantar: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapport:
    """A report that a decision counted: its tx-id, through whom, by which assistant (a key without identity), its rows."""

    tx_id: UUID
    via: str
    assistent: str
    rader: tuple[Radspar, ...]

    @property
    def utfall(self) -> str:
        """`godkand` when every row was approved whole, `stoppad` when none was at all, else `delvis`."""
        held = any(rad.stoppad or rad.vantar for rad in self.rader)
        if not held:
            return "godkand"
        return "delvis" if any(rad.godkand for rad in self.rader) else "stoppad"

    @property
    def koder(self) -> set[str]:
        """The codes that took minutes of it."""
        return {kod for rad in self.rader for kod in (*rad.stoppad, *rad.vantar)}


class Beslutsunderlag:
    """A decision's own bytes as plain data."""

    def __init__(self, beslut: Manadsbeslut) -> None:
        self.underlag: dict[str, Any] = json.loads(bytes(beslut.underlag))
        self.resultat: dict[str, Any] = json.loads(bytes(beslut.resultat))

    @cached_property
    def rapporter(self) -> list[Rapport]:
        """The reports that were counted, in the underlag's order."""
        return list(self._rapporter())

    def lagrum_of(self, koder: set[str]) -> list[str]:
        """The lagrum of observations."""
        return sorted(
            {seen["lagrum"] for seen in self.resultat["iakttagelsedetaljer"] if seen["kod"] in koder}
        )

    def _rapporter(self) -> Iterator[Rapport]:
        fates = {(fate["rapport"], fate["rad"]): fate for fate in self.resultat["radutfall"]}
        nothing = {"godkand": 0, "stoppad": {}, "vantar": {}}
        for place, report in enumerate(self.underlag["tidsredovisningar"]):
            yield Rapport(
                tx_id=UUID(report["id"]),
                via=report["anordnare"],
                assistent=report["assistent"],
                rader=tuple(
                    _row(rad, fates.get((place, number), nothing))
                    for number, rad in enumerate(report["rader"])
                ),
            )


def rakning_of(beslut: Manadsbeslut) -> UUID | None:
    """The tx-id of the räkning that a decision counted: the last that had arrived when it was made."""
    rows = Rakning.objects.filter(
        miljo=PRODUCTION,
        person=beslut.arende.person.personnummer,
        manad=beslut.arende.manad,
        handling__mottagen__lte=beslut.beslutad_at,
    )
    newest = rows.order_by("-handling__mottagen", "-handling_id")
    return newest.values_list("handling__tx_id", flat=True).first()


def _row(rad: str, fate: Mapping[str, Any]) -> Radspar:
    return Radspar(rad=rad, godkand=fate["godkand"], stoppad=fate["stoppad"], vantar=fate["vantar"])
