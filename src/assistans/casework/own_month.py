"""A person's own month: all that she, or who acts for her, may see of it, read and logged in one transaction.

The month is assessed as it is known now, without acting on it, so that the page says what holds at this moment.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from assistans.base.access import note_all, reading
from assistans.base.amend import current
from assistans.base.clock import Clock, swedish_day
from assistans.base.ranges import days
from assistans.casework.assessing import NOT_ASSESSABLE, look
from assistans.casework.decisions import needs_attest
from assistans.casework.documents import PRODUCTION
from assistans.casework.models import (
    Beslutsrad,
    Kommunicering,
    Komplettering,
    Manadsarende,
    Manadsbeslut,
)
from assistans.casework.month import Manadsbedomning
from assistans.casework.used import standing_decision
from assistans.intake.models import Rakning
from assistans.registers.models import AssistentuppgiftVersion, Person
from assistans.registers.queries import names_of_anordnare, names_of_assistenter
from assistans.timeline.months import Month

EGEN = "egen"
WHY = "sin egen månad"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedReport:
    """Work that the registers say is going on in the month, with its names: a report can be expected of it."""

    assistent: str
    anordnare: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnManad:
    """One month as its person may see it.

    `arende` is None before anything has come in. `month` is its assessment now; None then, or where it cannot be assessed
    (`ej_bedombar`). `names` are those of assistants and anordnare by the keys that the assessment has; `gallande` is the
    decision that stands, with the rows that it pays. `saknas` are those whose reports have not come in. `rakningar` are
    those received, the newest first.
    """

    person: Person
    manad: Month
    today: date
    arende: Manadsarende | None
    month: Manadsbedomning | None
    ej_bedombar: bool
    names: dict[str, str]
    saknas: tuple[ExpectedReport, ...]
    rakningar: tuple[Rakning, ...]
    kompletteringar: tuple[Komplettering, ...]
    kommuniceringar: tuple[Kommunicering, ...]
    gallande: Manadsbeslut | None
    vantar_pa_attest: bool
    betalas: tuple[Beslutsrad, ...]


def own_month(*, person: Person, manad: Month, who: str, clock: Clock) -> OwnManad:
    """Read one month for its person, in at most so many queries whatever it holds."""
    with reading(who=who, whose=person.public_id, what=f"egen månad {manad}", why=WHY, clock=clock):
        arende = (
            Manadsarende.objects.select_related("person").filter(person=person, manad=manad.first).first()
        )
        month, failed = _assessed(arende, clock)
        today = swedish_day(clock.now())
        expected = _expected(person, manad)
        names = _names(month, expected, on=today)
        gallande = standing_decision(arende) if arende else None
        return OwnManad(
            person=person,
            manad=manad,
            today=today,
            arende=arende,
            month=month,
            ej_bedombar=failed,
            names=names,
            saknas=_missing(month, expected, names),
            rakningar=_rakningar(person, manad),
            kompletteringar=tuple(_asked(arende)),
            kommuniceringar=tuple(_communicated(arende)),
            gallande=gallande,
            vantar_pa_attest=gallande is not None and needs_attest(gallande, clock),
            betalas=tuple(Beslutsrad.objects.filter(beslut=gallande).order_by("via")) if gallande else (),
        )


def own_months(*, person: Person, who: str, clock: Clock) -> list[Month]:
    """The months that there is something of, the newest first, and always the last whole month. One query."""
    with transaction.atomic():
        note_all(who=who, whose=[person.public_id], what="egna månader", why=WHY, at=clock.now())
        known = {
            Month.of(day)
            for day in Manadsarende.objects.filter(person=person).values_list("manad", flat=True)
        }
    return sorted(known | {Month.of(swedish_day(clock.now())).shift(-1)}, reverse=True)


def _assessed(arende: Manadsarende | None, clock: Clock) -> tuple[Manadsbedomning | None, bool]:
    if arende is None:
        return None, False
    try:
        return look(arende=arende, clock=clock), False
    except NOT_ASSESSABLE:
        return None, True


def _expected(person: Person, manad: Month) -> list[tuple[str, str]]:
    """Each assistant (public id as text) with her anordnare (organisationsnummer or `egen`) in the month. One query."""
    rows = current(AssistentuppgiftVersion).filter(
        assistentuppgift__person=person, valid__overlap=days(manad.first, manad.shift(1).first)
    )
    work = rows.values_list(
        "assistentuppgift__assistent__public_id", "assistentuppgift__anordnare__organisationsnummer"
    )
    return sorted({(str(assistent), anordnare or EGEN) for assistent, anordnare in work})


def _names(
    month: Manadsbedomning | None, expected: Collection[tuple[str, str]], *, on: date
) -> dict[str, str]:
    reports = month.underlag.tidsredovisningar if month else ()
    pairs = {*expected, *((report.assistent, report.anordnare) for report in reports)}
    assistenter = names_of_assistenter(assistenter=[key for key, _ in pairs], on=on)
    anordnare = names_of_anordnare(organisationsnummer={via for _, via in pairs} - {EGEN})
    return {str(key): name for key, name in assistenter.items()} | anordnare | {EGEN: "egen anställning"}


def _missing(
    month: Manadsbedomning | None, expected: Sequence[tuple[str, str]], names: dict[str, str]
) -> tuple[ExpectedReport, ...]:
    reports = month.underlag.tidsredovisningar if month else ()
    came = {(report.assistent, report.anordnare) for report in reports}
    return tuple(
        ExpectedReport(assistent=names[assistent], anordnare=names[via])
        for assistent, via in expected
        if (assistent, via) not in came
    )


def _rakningar(person: Person, manad: Month) -> tuple[Rakning, ...]:
    rows = Rakning.objects.filter(miljo=PRODUCTION, person=person.personnummer, manad=manad.first)
    return tuple(
        rows.select_related("handling")
        .defer("handling__innehall")
        .order_by("-handling__mottagen", "-handling_id")
    )


def _asked(arende: Manadsarende | None) -> list[Komplettering]:
    rows = Komplettering.objects.filter(arende=arende, assistent__isnull=True)
    return list(rows.order_by("pk")) if arende else []


def _communicated(arende: Manadsarende | None) -> list[Kommunicering]:
    rows = Kommunicering.objects.filter(arende=arende).select_related("yttrande")
    return list(rows.order_by("pk")) if arende else []
