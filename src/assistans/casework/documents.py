"""Which documents count in a person's month: the newest version of each report and of the räkning, and others' rows.

Only production documents (`miljo` "") reach casework. What does not count is kept all the same.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from assistans.casework.models import Asidosattande
from assistans.intake.models import Rakning, Tidredovisning

PRODUCTION = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapport:
    """The version of a report that counts. `mottagen` is when its first formally valid version arrived."""

    handling_id: int
    tx_id: UUID
    mottagen: datetime
    anordnare: str
    assistent: str
    kollektivavtal: bool
    rader: tuple[tuple[int, str, str, str], ...]
    uppgifter: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rakningshandling:
    """The räkning that counts. Time in minutes; `mottagen` is when its first formally valid version arrived."""

    handling_id: int
    tx_id: UUID
    mottagen: datetime
    aktiv_min: int
    vantetid_min: int
    beredskap_min: int
    uppgifter: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manadshandlingar:
    """What a person's month rests on: reports in a stable order, the räkning, and the set-aside reports' ids."""

    rapporter: tuple[Rapport, ...]
    rakning: Rakningshandling | None
    asidosatta: frozenset[int]

    @property
    def sha256(self) -> bytes:
        """A hash of which versions count: it changes when the month has something that nobody has looked at."""
        ids = sorted(str(document.tx_id) for document in self.documents)
        return hashlib.sha256("\n".join(ids).encode()).digest()

    @property
    def documents(self) -> tuple[Rapport | Rakningshandling, ...]:
        """The reports, then the räkning."""
        return (*self.rapporter, self.rakning) if self.rakning else self.rapporter


_REPORT_FIELDS = (
    "nyckel",
    "dokument_id",
    "version",
    "handling_id",
    "handling__tx_id",
    "handling__mottagen",
    "anordnare",
    "assistent",
    "kollektivavtal",
    "rad_dag",
    "rad_fran",
    "rad_till",
    "rad_slag",
    "uppgifter",
)
_RAKNING_FIELDS = (
    "dokument_id",
    "version",
    "handling_id",
    "handling__tx_id",
    "handling__mottagen",
    "aktiv_min",
    "vantetid_min",
    "beredskap_min",
    "uppgifter",
)


def documents_of(*, person: str, manad: date) -> Manadshandlingar:
    """The documents of a person (12 digits) in a month (its first day). Two queries."""
    reports = _with_set_aside(Tidredovisning.objects.filter(miljo=PRODUCTION, person=person, manad=manad))
    rows = list(reports.order_by("version").values(*_REPORT_FIELDS, "galler"))
    newest = newest_versions(rows, "nyckel", "dokument_id")
    counting = [(row, first) for row, first in newest if row["galler"] is not False]
    return Manadshandlingar(
        rapporter=tuple(sorted((_rapport(*pair) for pair in counting), key=_report_order)),
        rakning=_rakning(person, manad),
        asidosatta=frozenset(row["handling_id"] for row, _ in newest if row["galler"] is False),
    )


def rows_elsewhere(
    *, person: str, manad: date, assistenter: Iterable[str]
) -> dict[str, list[tuple[int, str, str, str]]]:
    """The same assistants' rows for other persons in the month, by the assistant's number. One query."""
    others = _with_set_aside(
        Tidredovisning.objects.filter(miljo=PRODUCTION, manad=manad, assistent__in=set(assistenter))
        .exclude(person=person)
        .order_by("nyckel", "dokument_id", "-version")
        .distinct("nyckel", "dokument_id")
    )
    found: dict[str, list[tuple[int, str, str, str]]] = {}
    for row in others.values("assistent", "rad_dag", "rad_fran", "rad_till", "rad_slag", "galler"):
        if row["galler"] is not False:
            found.setdefault(row["assistent"], []).extend(_rows(row))
    return {assistent: sorted(rows) for assistent, rows in found.items()}


def newest_versions(rows: Sequence[dict[str, Any]], *key: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each document's newest version with its first one; `rows` come in order of version."""
    versions: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        versions.setdefault(tuple(row[name] for name in key), []).append(row)
    return [(found[-1], found[0]) for found in versions.values()]


def sharing_persons(*, person: str, manad: date, assistent: str) -> list[str]:
    """The other persons (12 digits) whose month has a report of the same assistant. One query."""
    reports = Tidredovisning.objects.filter(miljo=PRODUCTION, manad=manad, assistent=assistent)
    return list(reports.exclude(person=person).order_by("person").values_list("person", flat=True).distinct())


def _with_set_aside(reports: QuerySet[Tidredovisning]) -> QuerySet[Tidredovisning]:
    latest = Asidosattande.objects.filter(rapport_id=OuterRef("handling_id")).order_by("-id")
    return reports.annotate(galler=Subquery(latest.values("galler")[:1]))


def _report_order(rapport: Rapport) -> tuple[str, str, datetime, str]:
    return rapport.assistent, rapport.anordnare, rapport.mottagen, str(rapport.tx_id)


def _rapport(row: dict[str, Any], first: dict[str, Any]) -> Rapport:
    return Rapport(
        handling_id=row["handling_id"],
        tx_id=row["handling__tx_id"],
        mottagen=first["handling__mottagen"],
        anordnare=row["anordnare"],
        assistent=row["assistent"],
        kollektivavtal=row["kollektivavtal"],
        rader=tuple(_rows(row)),
        uppgifter=row["uppgifter"],
    )


def _rows(row: dict[str, Any]) -> list[tuple[int, str, str, str]]:
    return list(zip(row["rad_dag"], row["rad_fran"], row["rad_till"], row["rad_slag"], strict=True))


def _rakning(person: str, manad: date) -> Rakningshandling | None:
    """The last räkning to arrive counts, whatever its id."""
    found = Rakning.objects.filter(miljo=PRODUCTION, person=person, manad=manad).order_by("version")
    newest = newest_versions(list(found.values(*_RAKNING_FIELDS)), "dokument_id")
    if not newest:
        return None
    row, first = max(newest, key=lambda pair: (pair[0]["handling__mottagen"], pair[0]["handling_id"]))
    return Rakningshandling(
        handling_id=row["handling_id"],
        tx_id=row["handling__tx_id"],
        mottagen=first["handling__mottagen"],
        aktiv_min=row["aktiv_min"],
        vantetid_min=row["vantetid_min"],
        beredskap_min=row["beredskap_min"],
        uppgifter=row["uppgifter"],
    )
