"""A kommun's specification: by person and week what its part is, and which row of which invoice carries it.

Every reading of it is in the access log, in the reading's own transaction. A protected identity is never named here: the
kommun finds its person by the decision that it was sent (SFB 51:21; rule K8).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from assistans.base import access
from assistans.base.clock import Clock, swedish_day
from assistans.municipalities.changes import Veckor, changes_of
from assistans.municipalities.models import Kommunfaktura, Kommunfakturarad, Kommunfordran
from assistans.registers.models import Person
from assistans.registers.queries import PROTECTED, names_of

READ: Final = "kommunens specifikation"
PERSONS: Final = 200  # on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class Specifikationsrad:
    """One claim: what it changes, in öre and units of 1/28 minute by ISO week. `faktura` (number) None = not invoiced yet.

    `timbelopp_ore`: öre per hour as an exact fraction, where the amount is the hours at that price.
    """

    referens: str
    person: UUID
    manad: date
    debiteras: date
    faktura: str | None
    faktura_id: UUID | None
    rad: int | None
    veckor: Veckor
    timbelopp_ore: str | None
    belopp_ore: int

    @property
    def units(self) -> int:
        """The time of all its weeks."""
        return sum(units for _, units in self.veckor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Personandel:
    """A person's part of a kommun's month, or of one invoice: her rows, and what they come to by week."""

    person: UUID
    namn: str
    rader: tuple[Specifikationsrad, ...]

    @property
    def veckor(self) -> Veckor:
        """Units of 1/28 minute by week, of all rows together."""
        return sum_by_week(self.rader)

    @property
    def units(self) -> int:
        """The time of all weeks."""
        return sum(rad.units for rad in self.rader)

    @property
    def belopp_ore(self) -> int:
        """What all rows come to."""
        return sum(rad.belopp_ore for rad in self.rader)


def sum_by_week(rader: Iterable[Specifikationsrad]) -> Veckor:
    """Units of 1/28 minute by ISO week, of rows together; weeks that come to 0 are left out."""
    found: dict[str, int] = {}
    for week, units in (pair for rad in rader for pair in rad.veckor):
        found[week] = found.get(week, 0) + units
    return tuple((week, found[week]) for week in sorted(found) if found[week])


def of_month(
    *, kommun: str, manad: date, who: str, why: str, clock: Clock, after: UUID | None = None
) -> list[Personandel]:
    """Persons with a part in a kommun's month, at most PERSONS, by name. `after`: the last of the page before, as `last` gives.

    Who comes on which page does not depend on names. Logged for each person.
    """
    claims = Kommunfordran.objects.filter(kommun=kommun, manad=manad)
    return _by_person(_one_page(claims, after), who=who, why=why, clock=clock)


def of_invoice(
    *, faktura: Kommunfaktura, who: str, why: str, clock: Clock, after: UUID | None = None
) -> list[Personandel]:
    """Persons with rows on an invoice, in the way of `of_month`. Logged for each person."""
    claims = Kommunfordran.objects.filter(kommunfakturarad__faktura=faktura)
    return _by_person(_one_page(claims, after), who=who, why=why, clock=clock)


def last(persons: Sequence[Personandel]) -> UUID | None:
    """Where the page after this one begins; None when this one is not full."""
    return max(one.person for one in persons) if len(persons) == PERSONS else None


def rows_of_month(*, kommun: str, manad: date, who: str, why: str, clock: Clock) -> list[Specifikationsrad]:
    """Every claim on a kommun for a month, without names: as they stand on the invoices, what is not invoiced last. Logged."""
    return _rows(Kommunfordran.objects.filter(kommun=kommun, manad=manad), who=who, why=why, clock=clock)


def rows_of_invoice(*, faktura: Kommunfaktura, who: str, why: str, clock: Clock) -> list[Specifikationsrad]:
    """Every row of an invoice, without names, in the invoice's order. Logged."""
    claims = Kommunfordran.objects.filter(kommunfakturarad__faktura=faktura)
    return _rows(claims, who=who, why=why, clock=clock)


def _one_page(claims: QuerySet[Kommunfordran], after: UUID | None) -> QuerySet[Kommunfordran]:
    persons = claims.filter(beslut__arende__person__public_id__gt=after) if after else claims
    ordered = persons.order_by("beslut__arende__person__public_id")
    page = ordered.values_list("beslut__arende__person__public_id", flat=True).distinct()[:PERSONS]
    return claims.filter(beslut__arende__person__public_id__in=list(page))


def _by_person(claims: QuerySet[Kommunfordran], *, who: str, why: str, clock: Clock) -> list[Personandel]:
    with transaction.atomic():
        rows: dict[UUID, list[Specifikationsrad]] = {}
        for row in _rows(claims, who=who, why=why, clock=clock):
            rows.setdefault(row.person, []).append(row)
        names = names_of(persons=rows.keys(), on=swedish_day(clock.now()))
        order = dict(Person.objects.filter(public_id__in=rows).values_list("public_id", "sortnyckel"))
    parts = [
        Personandel(person=person, namn=names[person], rader=tuple(of_her)) for person, of_her in rows.items()
    ]
    return sorted(parts, key=lambda part: _place(part, order[part.person]))


def _place(part: Personandel, sortnyckel: str) -> tuple[bool, str, UUID]:
    """By name; those whose names are not shown come last, in an order that says nothing of them."""
    protected = part.namn == PROTECTED
    return protected, "" if protected else sortnyckel, part.person


def _rows(claims: QuerySet[Kommunfordran], *, who: str, why: str, clock: Clock) -> list[Specifikationsrad]:
    with transaction.atomic():
        found = list(
            claims.select_related("beslut__arende__person")
            .defer("beslut__underlag", "beslut__resultat")
            .order_by("manad", "public_id")
        )
        rows = _specified(found)
        access.note_all(who=who, whose=[row.person for row in rows], what=READ, why=why, at=clock.now())
    return rows


def _specified(claims: Sequence[Kommunfordran]) -> list[Specifikationsrad]:
    changes = changes_of(claims)
    on_invoices = _on_invoices(claims)
    rows = [_row(claim, changes[claim.pk].veckor, on_invoices.get(claim.pk)) for claim in claims]
    return sorted(rows, key=lambda row: (row.faktura is None, row.faktura or "", row.rad or 0))


def _on_invoices(claims: Sequence[Kommunfordran]) -> Mapping[int, Kommunfakturarad]:
    rows = Kommunfakturarad.objects.filter(fordran__in=claims).select_related("faktura")
    return {row.fordran_id: row for row in rows.defer("faktura__innehall", "faktura__sha256")}


def _row(claim: Kommunfordran, veckor: Veckor, rad: Kommunfakturarad | None) -> Specifikationsrad:
    return Specifikationsrad(
        referens=str(claim.public_id),
        person=claim.beslut.arende.person.public_id,
        manad=claim.manad,
        debiteras=claim.debiteras,
        faktura=rad.faktura.nummer if rad else None,
        faktura_id=rad.faktura.public_id if rad else None,
        rad=rad.nummer if rad else None,
        veckor=veckor,
        timbelopp_ore=rad.timbelopp_ore if rad else None,
        belopp_ore=claim.belopp_ore,
    )
