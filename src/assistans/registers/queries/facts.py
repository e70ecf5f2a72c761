"""Everything that the registers know for one person's month, in a fixed number of queries, as plain frozen values."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from assistans.base.amend import current
from assistans.base.ranges import days
from assistans.registers.models import (
    Anordnare,
    AnordnareVillkor,
    Assistent,
    AssistentOformogen,
    AssistentuppgiftVersion,
    BeslutVersion,
    Betalningsmottagare,
    Person,
    PersonKommun,
    Uppdrag,
    Vistelse,
)

EGEN = "egen"  # the person's own employment, where others have an organisationsnummer


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Days [start, end); `end` None = still running."""

    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class KommunFakta:
    """The kommun (code, 4 digits) that is responsible on some days."""

    kod: str
    dagar: Interval


@dataclass(frozen=True, slots=True)
class Tid:
    """Granted time in minutes: `per_vecka`, `per_manad` or for the whole `period`."""

    slag: str
    minuter: int


@dataclass(frozen=True, slots=True)
class BeslutFakta:
    """A grant. `period` is its beviljandeperiod; amounts in öre an hour."""

    public_id: UUID
    period: Interval
    beslutad: date | None
    tid: Tid
    dubbelassistans: Tid | None
    vantetid: bool
    beredskap: bool
    hogre_timbelopp_ore: int | None
    timbelopp_utanfor_ees_ore: int | None
    sarskilda_skal: tuple[str, ...]
    utbetalning: str


@dataclass(frozen=True, slots=True)
class AnordnareFakta:
    """An anordnare as the person's month meets it: its conditions, and the contract with her."""

    public_id: UUID
    organisationsnummer: str
    slag: str
    ivo_tillstand: tuple[Interval, ...]
    f_skatt: tuple[Interval, ...]
    arbetsgivare: tuple[Interval, ...]
    betalningsmottagare: tuple[Interval, ...]
    avtal_from: date | None
    tillstand_upphort_meddelat: date | None


@dataclass(frozen=True, slots=True)
class AssistentFakta:
    """An assistant as the person's month meets it. `anmald` and `anstalld` are by organisationsnummer, or `egen`.

    Where the data given through several anordnare differ, the one that the law is stricter on counts: närstående and
    outside EES when any says so.
    """

    public_id: UUID
    idnummer: str
    fodd: date
    narstaende: bool
    bosatt_inom_ees: bool
    kollektivavtal: bool
    forlangd_arbetstid: bool
    oformogen: tuple[Interval, ...]
    anmald: dict[str, date]
    anstalld: dict[str, date]


@dataclass(frozen=True, slots=True)
class PersonFakta:
    """What the registers know of a person for a month (its first day), as known at an instant (None = now).

    `beslut` are the grants in force some day of the month. Where none is but she has others, it is the nearest: the last
    before the month, or else the first after it. Without any grant at all it is empty.
    """

    public_id: UUID
    personnummer: str
    avliden: date | None
    manad: date
    kommuner: tuple[KommunFakta, ...]
    beslut: tuple[BeslutFakta, ...]
    anordnare: tuple[AnordnareFakta, ...]
    assistenter: tuple[AssistentFakta, ...]
    sjukhus: tuple[Interval, ...]
    institution: tuple[Interval, ...]


def facts_of(
    *,
    person: Person,
    month: date,
    anordnare: Collection[str],
    assistenter: Collection[str],
    known_at: datetime | None = None,
) -> PersonFakta:
    """The facts of a person's month (any day in it), in at most as many queries whatever the month holds.

    `anordnare` are the organisationsnummer, and `assistenter` the idnummer (12 digits), that the month's reports name;
    those that the registers do not know are left out. Stays are all that the registers hold: time limits count from
    their beginning. Everything sorted, so that equal facts are equal values.
    """
    first = month.replace(day=1)
    in_month = {"valid__overlap": days(first, _next_month(first))}
    return PersonFakta(
        public_id=person.public_id,
        personnummer=person.personnummer,
        avliden=person.avliden,
        manad=first,
        kommuner=_kommuner(person, in_month, known_at),
        beslut=_beslut(person, first, known_at),
        anordnare=_anordnare(person, anordnare, known_at),
        assistenter=_assistenter(person, assistenter, in_month, known_at),
        **_vistelser(person, known_at),
    )


def _kommuner(person: Person, in_month: dict[str, Any], known_at: datetime | None) -> tuple[KommunFakta, ...]:
    rows = current(PersonKommun, known_at=known_at).filter(person=person, **in_month).order_by("valid")
    return tuple(KommunFakta(row.kommun_id, _interval(row)) for row in rows)


def _beslut(person: Person, first: date, known_at: datetime | None) -> tuple[BeslutFakta, ...]:
    rows = current(BeslutVersion, known_at=known_at).filter(person=person).select_related("beslut")
    grants = [_beslut_fakta(row) for row in rows.order_by("valid")]
    in_force = [grant for grant in grants if _has_day_in(grant.period, first, _next_month(first))]
    # "None in force that day" and "none at all" are two answers: one grant elsewhere tells them apart.
    return tuple(in_force or _nearest(grants, first))


def _nearest(grants: list[BeslutFakta], first: date) -> list[BeslutFakta]:
    before = [grant for grant in grants if grant.period.start < first]
    return before[-1:] or grants[:1]


def _has_day_in(interval: Interval, start: date, end: date) -> bool:
    return interval.start < end and (interval.end is None or interval.end > start)


def _beslut_fakta(row: BeslutVersion) -> BeslutFakta:
    return BeslutFakta(
        public_id=row.beslut.public_id,
        period=_interval(row),
        beslutad=row.beslutad,
        tid=Tid(row.tid_slag, row.tid_min),
        dubbelassistans=Tid(row.dubbel_slag, row.dubbel_min) if row.dubbel_slag else None,
        vantetid=row.vantetid,
        beredskap=row.beredskap,
        hogre_timbelopp_ore=row.hogre_timbelopp_ore,
        timbelopp_utanfor_ees_ore=row.timbelopp_utanfor_ees_ore,
        sarskilda_skal=tuple(sorted(row.sarskilda_skal)),
        utbetalning=row.utbetalning,
    )


def _anordnare(
    person: Person, numbers: Collection[str], known_at: datetime | None
) -> tuple[AnordnareFakta, ...]:
    named = list(Anordnare.objects.filter(organisationsnummer__in=numbers).order_by("organisationsnummer"))
    villkor = _by(
        current(AnordnareVillkor, known_at=known_at).filter(anordnare__in=named), "anordnare_id", "villkor"
    )
    uppdrag = {row.anordnare_id: row for row in Uppdrag.objects.filter(person=person, anordnare__in=named)}
    paid = _by(
        current(Betalningsmottagare, known_at=known_at).filter(uppdrag__in=uppdrag.values()), "uppdrag_id"
    )
    return tuple(_anordnare_fakta(row, villkor, uppdrag.get(row.pk), paid) for row in named)


def _anordnare_fakta(
    row: Anordnare,
    villkor: dict[tuple[Any, ...], tuple[Interval, ...]],
    uppdrag: Uppdrag | None,
    paid: dict[tuple[Any, ...], tuple[Interval, ...]],
) -> AnordnareFakta:
    return AnordnareFakta(
        public_id=row.public_id,
        organisationsnummer=row.organisationsnummer,
        slag=row.slag,
        **{kind: villkor.get((row.pk, kind), ()) for kind in AnordnareVillkor.Villkor.values},
        betalningsmottagare=paid.get((uppdrag.pk,), ()) if uppdrag else (),
        avtal_from=uppdrag.avtal_from if uppdrag else None,
        tillstand_upphort_meddelat=uppdrag.tillstand_upphort_meddelat if uppdrag else None,
    )


def _assistenter(
    person: Person, numbers: Collection[str], in_month: dict[str, Any], known_at: datetime | None
) -> tuple[AssistentFakta, ...]:
    named = list(Assistent.objects.filter(idnummer__in=numbers).order_by("public_id"))
    unable = _by(current(AssistentOformogen, known_at=known_at).filter(assistent__in=named), "assistent_id")
    versions = current(AssistentuppgiftVersion, known_at=known_at).filter(
        assistentuppgift__person=person, assistentuppgift__assistent__in=named, **in_month
    )
    reported: dict[int, list[AssistentuppgiftVersion]] = defaultdict(list)
    for version in versions.select_related("assistentuppgift__anordnare").order_by("mottagen", "pk"):
        reported[version.assistentuppgift.assistent_id].append(version)
    return tuple(_assistent_fakta(row, unable.get((row.pk,), ()), reported[row.pk]) for row in named)


def _assistent_fakta(
    row: Assistent, unable: tuple[Interval, ...], versions: list[AssistentuppgiftVersion]
) -> AssistentFakta:
    return AssistentFakta(
        public_id=row.public_id,
        idnummer=row.idnummer,
        fodd=row.fodd,
        narstaende=any(version.narstaende for version in versions),
        bosatt_inom_ees=all(version.bosatt_inom_ees for version in versions),
        kollektivavtal=any(version.kollektivavtal for version in versions),
        forlangd_arbetstid=any(version.forlangd_arbetstid for version in versions),
        oformogen=unable,
        anmald=_first(versions, "mottagen"),
        anstalld=_first(versions, "anstalld"),
    )


def _first(versions: Iterable[AssistentuppgiftVersion], field: str) -> dict[str, date]:
    """The earliest day of a field for each anordnare."""
    found: dict[str, date] = {}
    for version in versions:
        key, day = _anordnare_key(version), getattr(version, field)
        if day is not None:
            found[key] = min(day, found.get(key, day))
    return dict(sorted(found.items()))


def _anordnare_key(version: AssistentuppgiftVersion) -> str:
    anordnare = version.assistentuppgift.anordnare
    return anordnare.organisationsnummer if anordnare else EGEN


def _vistelser(person: Person, known_at: datetime | None) -> dict[str, tuple[Interval, ...]]:
    rows = _by(current(Vistelse, known_at=known_at).filter(person=person), "slag")
    return {slag: rows.get((slag,), ()) for slag in Vistelse.Slag.values}


def _by(rows: Iterable[Any], *fields: str) -> dict[tuple[Any, ...], tuple[Interval, ...]]:
    """The intervals of version rows, grouped by fields, each group in order of days."""
    groups: dict[tuple[Any, ...], list[Interval]] = defaultdict(list)
    for row in rows:
        groups[tuple(getattr(row, field) for field in fields)].append(_interval(row))
    return {key: tuple(sorted(found, key=lambda interval: interval.start)) for key, found in groups.items()}


def _interval(row: Any) -> Interval:
    return Interval(row.valid.lower, row.valid.upper)


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
