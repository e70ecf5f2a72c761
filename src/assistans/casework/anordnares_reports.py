"""What an anordnare may see of casework: its own reports, what was answered on them, and what they are expected to give.

Only rows through this anordnare. Persons are named by public id; whose data is read is noted in the access log in the
reading's own transaction, and a protected identity gives no name.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from assistans.base.access import note_all, reading
from assistans.base.amend import current
from assistans.base.clock import Clock, swedish_day
from assistans.base.ranges import days
from assistans.casework.documents import PRODUCTION, newest_versions
from assistans.casework.models import Beslutsrad, Komplettering
from assistans.casework.used import standing_decisions
from assistans.intake.models import Inlamning, Kvittens, Tidredovisning, Underskrift
from assistans.registers.models import Anordnare, Assistent, AssistentuppgiftVersion, Person
from assistans.registers.queries import names_of, names_of_assistenter
from assistans.timeline.months import Month

WHY = "anordnarens egna tidsredovisningar"
NOT_YET = "Namnet visas när rapporten är kontrollerad"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportState:
    """The version of a report that counts: when its first version came, how many there are, and what was answered.

    `svar` is the content of its latest `kontrollerad` receipt; None = it has not been looked at yet.
    """

    tx_id: UUID
    mottagen: datetime
    version: int
    person: str
    assistent: str
    rader: int
    svar: dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedReport:
    """A report that can be expected: the person's and the assistant's numbers (they never leave the server)."""

    person: str
    assistent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnordnareManad:
    """An anordnare's month. `personer` and `assistenter` give names by number; `arenden` the month of each person."""

    manad: Month
    today: date
    rapporter: tuple[ReportState, ...]
    vantade: tuple[ExpectedReport, ...]
    personer: dict[str, str]
    assistenter: dict[str, str]
    kompletteringar: tuple[Komplettering, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """One report in full: this version, all versions of it, its receipts and signatures, and whom it is about by name."""

    rapport: Tidredovisning
    versioner: tuple[Tidredovisning, ...]
    kvittenser: tuple[Kvittens, ...]
    underskrifter: tuple[Underskrift, ...]
    inlamnad_pa_sida: bool
    person: str
    assistent: str
    rader_beslutade: tuple[Beslutsrad, ...]
    today: date

    @property
    def svar(self) -> dict[str, Any] | None:
        """The content of the latest `kontrollerad` receipt; None = it has not been looked at yet."""
        checked = [row.innehall for row in self.kvittenser if row.niva == Kvittens.Niva.KONTROLLERAD]
        return checked[-1] if checked else None


def months_reports(*, anordnare: Anordnare, manad: Month, who: str, clock: Clock) -> AnordnareManad:
    """An anordnare's reports of a month and those it is expected to send, in at most so many queries."""
    today = swedish_day(clock.now())
    with transaction.atomic():
        reports = _reports(anordnare, manad)
        expected = _expected(anordnare, manad)
        numbers = {row.person for row in (*reports, *expected)}
        persons = dict(
            Person.objects.filter(personnummer__in=numbers).values_list("personnummer", "public_id")
        )
        note_all(who=who, whose=persons.values(), what=f"rapporter {manad}", why=WHY, at=clock.now())
        return AnordnareManad(
            manad=manad,
            today=today,
            rapporter=reports,
            vantade=expected,
            personer=_person_names(persons, today),
            assistenter=_assistant_names({row.assistent for row in (*reports, *expected)}, today),
            kompletteringar=_asked(anordnare, manad),
        )


def report_of(*, anordnare: Anordnare, tx_id: UUID, who: str, clock: Clock) -> ReportView | None:
    """One report of an anordnare's by its tx-id; None = it has sent no such report."""
    mine = Tidredovisning.objects.filter(miljo=PRODUCTION, anordnare=anordnare.organisationsnummer)
    rapport = mine.select_related("handling").filter(handling__tx_id=tx_id).first()
    if rapport is None:
        return None
    person = Person.objects.filter(personnummer=rapport.person).first()
    if person is None:  # the worker has not met it yet, so nobody can say whether the identity is protected
        return _report(rapport, mine, {}, clock)
    with reading(who=who, whose=person.public_id, what=f"rapport {tx_id}", why=WHY, clock=clock):
        names = _person_names({person.personnummer: person.public_id}, swedish_day(clock.now()))
        return _report(rapport, mine, names, clock)


def _report(
    rapport: Tidredovisning, mine: QuerySet[Tidredovisning], persons: dict[str, str], clock: Clock
) -> ReportView:
    today, handling = swedish_day(clock.now()), rapport.handling
    versions = mine.filter(nyckel=rapport.nyckel, dokument_id=rapport.dokument_id).select_related("handling")
    return ReportView(
        rapport=rapport,
        versioner=tuple(versions.defer("handling__innehall").order_by("version")),
        kvittenser=tuple(Kvittens.objects.filter(handling=handling).order_by("pk")),
        underskrifter=tuple(Underskrift.objects.filter(handling=handling).order_by("roll")),
        inlamnad_pa_sida=Inlamning.objects.filter(handling=handling).exists(),
        person=persons.get(rapport.person, NOT_YET),
        assistent=_assistant_names({rapport.assistent}, today).get(rapport.assistent, NOT_YET),
        rader_beslutade=_decided_rows(rapport),
        today=today,
    )


def _decided_rows(rapport: Tidredovisning) -> tuple[Beslutsrad, ...]:
    standing = standing_decisions().filter(
        arende__person__personnummer=rapport.person, arende__manad=rapport.manad
    )
    rows = Beslutsrad.objects.filter(beslut__in=standing.values("pk"), via=rapport.anordnare)
    return tuple(rows.select_related("anordnare"))


def _reports(anordnare: Anordnare, manad: Month) -> tuple[ReportState, ...]:
    """The newest version of each report, with when its first came. Two queries."""
    rows = Tidredovisning.objects.filter(
        miljo=PRODUCTION, anordnare=anordnare.organisationsnummer, manad=manad.first
    )
    found = newest_versions(list(rows.order_by("version").values(*_FIELDS)), "nyckel", "dokument_id")
    answers = _answers([row["handling_id"] for row, _ in found])
    return tuple(
        ReportState(
            tx_id=row["handling__tx_id"],
            mottagen=first["handling__mottagen"],
            version=row["version"],
            person=row["person"],
            assistent=row["assistent"],
            rader=len(row["rad_dag"]),
            svar=answers.get(row["handling_id"]),
        )
        for row, first in found
    )


_FIELDS = (
    "nyckel",
    "dokument_id",
    "version",
    "handling_id",
    "handling__tx_id",
    "handling__mottagen",
    "person",
    "assistent",
    "rad_dag",
)


def _answers(handlingar: Sequence[int]) -> dict[int, dict[str, Any]]:
    rows = Kvittens.objects.filter(handling_id__in=handlingar, niva=Kvittens.Niva.KONTROLLERAD)
    newest = rows.order_by("handling_id", "-pk").distinct("handling_id")
    return dict(newest.values_list("handling_id", "innehall"))


def _expected(anordnare: Anordnare, manad: Month) -> tuple[ExpectedReport, ...]:
    """Whose work through the anordnare is known to go on in the month. One query."""
    rows = current(AssistentuppgiftVersion).filter(
        assistentuppgift__anordnare=anordnare, valid__overlap=days(manad.first, manad.shift(1).first)
    )
    alive = rows.filter(
        Q(assistentuppgift__person__avliden__isnull=True)
        | Q(assistentuppgift__person__avliden__gte=manad.first)
    )
    work = alive.values_list(
        "assistentuppgift__person__personnummer", "assistentuppgift__assistent__idnummer"
    )
    return tuple(
        ExpectedReport(person=person, assistent=assistent) for person, assistent in sorted(set(work))
    )


def _asked(anordnare: Anordnare, manad: Month) -> tuple[Komplettering, ...]:
    """What was asked of the anordnare's reports and has not been answered. One query."""
    rows = Komplettering.objects.filter(
        anordnare=anordnare.organisationsnummer, arende__manad=manad.first, inkom__isnull=True
    )
    return tuple(rows.select_related("assistent", "arende__person").order_by("sista_dag", "pk"))


def _person_names(persons: dict[str, UUID], today: date) -> dict[str, str]:
    names = names_of(persons=list(persons.values()), on=today)
    return {number: names[key] for number, key in persons.items()}


def _assistant_names(numbers: Collection[str], today: date) -> dict[str, str]:
    keys = dict(Assistent.objects.filter(idnummer__in=numbers).values_list("idnummer", "public_id"))
    names = names_of_assistenter(assistenter=list(keys.values()), on=today)
    return {number: names[key] for number, key in keys.items()}
