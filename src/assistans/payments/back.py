"""The way back: from an id on a document, a decision or a bank file to what was paid for it. Amounts in öre.

Everything is asked by public id: no personnummer and no name is searched for, and none is told.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from assistans.casework.documents import PRODUCTION
from assistans.casework.models import Beslutsrad, Manadsbeslut
from assistans.intake.models import Handling, Rakning, Tidredovisning
from assistans.payments.documents import Beslutsunderlag, Rapport, rakning_of
from assistans.payments.models import Betalningshinder, Utbetalning, Utbetalningskorning
from assistans.registers.models import Person

BETALNING, KORNING, BESLUT, HANDLING = "betalning", "korning", "beslut", "handling"
_HEX = re.compile("[0-9a-f]{32}")


class NothingFound(LookupError):
    """Nothing has that id; the Swedish text says what can be searched for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an id is: `slag` (one of the four above) and the public id to open it by."""

    slag: str
    public_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RowState:
    """One row of a decision and what became of it: paid (a payment), hindered (the last hinder), or not yet tried."""

    rad: Beslutsrad
    betalning: Utbetalning | None
    hinder: Betalningshinder | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingDecision:
    """A decision that counted a document: the report as it counted it (None = a räkning), and its rows that are for it."""

    beslut: Manadsbeslut
    rapport: Rapport | None
    rader: tuple[RowState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """A document, the person whose month it is about, and the month's first day."""

    handling: Handling
    person: Person
    manad: date


def find(name: str) -> Found:
    """What has that public id, with hyphens or without. Raises NothingFound."""
    digits = name.strip().lower().replace("-", "")
    if not _HEX.fullmatch(digits):
        raise NothingFound(
            "Det är inget id. Skriv de 32 tecknen ur bankfilen (EndToEndId), ur kvittensen (tx-id) eller ur beslutet."
        )
    asked = UUID(digits)
    for slag, rows in _places(asked):
        if found := rows.first():
            return Found(slag=slag, public_id=found)
    raise NothingFound(
        "Ingen betalning, körning, inget beslut och ingen handling har det id:t. Kontrollera tecknen."
    )


def beslut_with(public_id: UUID) -> Manadsbeslut:
    """A decision without its big bytes, with its person. Raises Manadsbeslut.DoesNotExist."""
    rows = Manadsbeslut.objects.select_related("arende__person").defer(
        "underlag", "resultat", "arende__resultat"
    )
    return rows.get(public_id=public_id)


def rows_of(beslut: Manadsbeslut) -> tuple[RowState, ...]:
    """A decision's rows, each with what became of it."""
    rows = list(Beslutsrad.objects.filter(beslut=beslut).select_related("anordnare").order_by("via"))
    paid = Utbetalning.objects.filter(beslutsrad__in=rows).select_related("korning", "anordnare")
    by_row = {row.beslutsrad_id: row for row in paid}
    met = Betalningshinder.objects.filter(beslut=beslut).select_related("korning").order_by("pk")
    hinder = {row.beslutsrad_id: row for row in met}  # the last of each row stands
    return tuple(RowState(rad=rad, betalning=by_row.get(rad.pk), hinder=hinder.get(rad.pk)) for rad in rows)


def document_with(tx_id: UUID) -> FoundDocument | None:
    """A document of production and the person in the register whose month it is about; None where there is none."""
    handling = Handling.objects.filter(tx_id=tx_id, miljo=PRODUCTION).defer("innehall").first()
    about = _about(handling) if handling else None
    person = Person.objects.filter(personnummer=about[0]).first() if about else None
    return FoundDocument(handling=handling, person=person, manad=about[1]) if about and person else None


def decisions_that_counted(found: FoundDocument) -> tuple[CountingDecision, ...]:
    """The decisions on the month that counted the document and what they paid, the newest first."""
    decisions = Manadsbeslut.objects.filter(arende__person=found.person, arende__manad=found.manad)
    decisions = decisions.select_related("arende__person").order_by("-nummer")
    traces = (_counted(found.handling, beslut) for beslut in decisions)
    return tuple(trace for trace in traces if trace)


def _places(asked: UUID) -> list[tuple[str, Any]]:
    return [
        (BETALNING, Utbetalning.objects.filter(public_id=asked).values_list("public_id", flat=True)),
        (KORNING, Utbetalningskorning.objects.filter(public_id=asked).values_list("public_id", flat=True)),
        (BESLUT, Manadsbeslut.objects.filter(public_id=asked).values_list("public_id", flat=True)),
        (BESLUT, Beslutsrad.objects.filter(public_id=asked).values_list("beslut__public_id", flat=True)),
        (HANDLING, Handling.objects.filter(tx_id=asked, miljo=PRODUCTION).values_list("tx_id", flat=True)),
    ]


def _about(handling: Handling) -> tuple[str, date] | None:
    """Whose month a document is about: personnummer and first day."""
    kind = Tidredovisning if handling.slag == Handling.Slag.TIDREDOVISNING else Rakning
    return kind.objects.filter(handling=handling).values_list("person", "manad").first()


def _counted(handling: Handling, beslut: Manadsbeslut) -> CountingDecision | None:
    if handling.slag == Handling.Slag.RAKNING:
        counted = rakning_of(beslut) == handling.tx_id
        return CountingDecision(beslut=beslut, rapport=None, rader=rows_of(beslut)) if counted else None
    for rapport in Beslutsunderlag(beslut).rapporter:
        if rapport.tx_id == handling.tx_id:
            mine = tuple(row for row in rows_of(beslut) if row.rad.via == rapport.via)
            return CountingDecision(beslut=beslut, rapport=rapport, rader=mine)
    return None
