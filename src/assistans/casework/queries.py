"""What casework can be asked: months by utfall, observations by code, open uppgifter, and one month in full.

Whose month it is, and what it holds, is personal data: `month_view` writes the access log in the reading's transaction.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from assistans.base.access import reading
from assistans.base.clock import Clock, swedish_day
from assistans.casework.decisions import needs_attest
from assistans.casework.documents import Manadshandlingar, documents_of
from assistans.casework.models import (
    Beslutsrad,
    Kommunicering,
    Komplettering,
    Manadsarende,
    Manadsbeslut,
    Stallningstagande,
    Uppgift,
)
from assistans.casework.used import standing_decision
from assistans.registers.queries import names_of, names_of_anordnare, names_of_assistenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Arenderad:
    """A month in a list, without name or number. `person` is the public id."""

    public_id: UUID
    person: UUID
    manad: date
    lage: str
    utfall: str
    uppgifter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Uppgiftsrad:
    """An open uppgift in a list. `person` and `arende` are public ids."""

    public_id: UUID
    arende: UUID
    person: UUID
    manad: date
    slag: str
    kod: str
    dag: date | None
    tilldelad: str
    innehall: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manadsvy:
    """One month in full. `resultat` is the latest assessment as the case format prints it, None before the first.

    `names` are those of assistants and anordnare by the keys that the result has for them, `documents` those that count.
    `vantar_pa_attest` speaks of the decision that stands; amounts in öre.
    """

    public_id: UUID
    person: UUID
    namn: str
    manad: date
    lage: str
    utfall: str
    resultat: dict[str, Any] | None
    names: dict[str, str]
    documents: Manadshandlingar
    uppgifter: list[Uppgift]
    kompletteringar: list[Komplettering]
    kommuniceringar: list[Kommunicering]
    stallningstaganden: list[Stallningstagande]
    beslut: list[Manadsbeslut]
    gallande: Manadsbeslut | None
    vantar_pa_attest: bool
    betalas: list[Beslutsrad]


def months_by_utfall(*, manad: date | None = None) -> dict[str, int]:
    """How many months have each outcome in their latest assessment; `manad` narrows to one month. One query."""
    rows = Manadsarende.objects.all() if manad is None else Manadsarende.objects.filter(manad=manad)
    return dict(rows.values_list("utfall").annotate(Count("id")).order_by("utfall"))


def observations_by_code(*, manad: date | None = None) -> dict[str, int]:
    """In how many months the latest assessment saw each code. Counted from the months' own results."""
    rows = Manadsarende.objects.exclude(resultat__isnull=True)
    rows = rows if manad is None else rows.filter(manad=manad)
    found: dict[str, int] = {}
    for koder in rows.values_list("resultat__iakttagelser", flat=True).iterator():
        for kod in koder:
            found[kod] = found.get(kod, 0) + 1
    return dict(sorted(found.items()))


def months(*, manad: date | None = None, lage: str = "", limit: int = 100) -> list[Arenderad]:
    """Months with their number of open uppgifter, newest month first. One query."""
    rows = Manadsarende.objects.select_related("person").order_by("-manad", "id")
    rows = rows if manad is None else rows.filter(manad=manad)
    rows = rows.filter(lage=lage) if lage else rows
    return [_arenderad(row) for row in rows.annotate(uppgifter=_open_count())[:limit]]


def open_uppgifter(*, slag: str = "", tilldelad: str = "", limit: int = 100) -> list[Uppgiftsrad]:
    """Open uppgifter, the most urgent first. One query."""
    rows = Uppgift.objects.filter(avslutad__isnull=True).select_related("arende__person")
    rows = rows.filter(slag=slag) if slag else rows
    rows = rows.filter(tilldelad=tilldelad) if tilldelad else rows
    return [_uppgiftsrad(row) for row in rows.order_by("dag", "id")[:limit]]


def find_month(*, person: UUID, manad: date) -> Manadsarende | None:
    """A person's month (public id, the month's first day), or None."""
    rows = Manadsarende.objects.select_related("person")
    return rows.filter(person__public_id=person, manad=manad).first()


def month_view(*, arende: Manadsarende, who: str, why: str, clock: Clock) -> Manadsvy:
    """One month in full, for a handläggare who says why she reads it. Raises NoReason."""
    what = f"casework.month {arende.manad:%Y-%m}"
    with reading(who=who, whose=arende.person.public_id, what=what, why=why, clock=clock):
        return _month_view(arende, clock)


def _month_view(arende: Manadsarende, clock: Clock) -> Manadsvy:
    person, gallande = arende.person, standing_decision(arende)
    return Manadsvy(
        public_id=arende.public_id,
        person=person.public_id,
        namn=names_of(persons=[person.public_id], on=swedish_day(clock.now()))[person.public_id],
        manad=arende.manad,
        lage=arende.lage,
        utfall=arende.utfall,
        resultat=arende.resultat,
        names=_names(arende.resultat or {}, on=swedish_day(clock.now())),
        documents=documents_of(person=person.personnummer, manad=arende.manad),
        gallande=gallande,
        vantar_pa_attest=gallande is not None and needs_attest(gallande, clock),
        betalas=_paid(gallande) if gallande else [],
        **_kept(arende),
    )


def _paid(beslut: Manadsbeslut) -> list[Beslutsrad]:
    return list(Beslutsrad.objects.filter(beslut=beslut).select_related("anordnare").order_by("via"))


def _names(resultat: dict[str, Any], *, on: date) -> dict[str, str]:
    """The names of the assistants and anordnare that a result speaks of, by the keys it has for them. Three queries."""
    said = [row["input"] for row in resultat.get("rader", [])]
    assistenter = {UUID(row["assistent"]) for row in said if "assistent" in row}
    anordnare = {row["anordnare"] for row in said if "anordnare" in row}
    found = names_of_assistenter(assistenter=assistenter, on=on)
    return {str(key): name for key, name in found.items()} | names_of_anordnare(organisationsnummer=anordnare)


def _kept(arende: Manadsarende) -> dict[str, Any]:
    return {
        "uppgifter": list(arende.uppgift_set.order_by("id")),
        "kompletteringar": list(arende.komplettering_set.select_related("assistent").order_by("id")),
        "kommuniceringar": list(arende.kommunicering_set.select_related("yttrande").order_by("id")),
        "stallningstaganden": list(arende.stallningstagande_set.order_by("id")),
        "beslut": list(arende.manadsbeslut_set.defer("underlag", "resultat").order_by("nummer")),
    }


def _open_count() -> Count:
    return Count("uppgift", filter=Q(uppgift__avslutad__isnull=True))


def _arenderad(row: Any) -> Arenderad:
    return Arenderad(
        public_id=row.public_id,
        person=row.person.public_id,
        manad=row.manad,
        lage=row.lage,
        utfall=row.utfall,
        uppgifter=row.uppgifter,
    )


def _uppgiftsrad(row: Uppgift) -> Uppgiftsrad:
    return Uppgiftsrad(
        public_id=row.public_id,
        arende=row.arende.public_id,
        person=row.arende.person.public_id,
        manad=row.arende.manad,
        slag=row.slag,
        kod=row.kod,
        dag=row.dag,
        tilldelad=row.tilldelad,
        innehall=row.innehall,
    )
