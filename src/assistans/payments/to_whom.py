"""Payments as those see them whom they concern: the person whose month it is, and the anordnare that is paid.

Amounts in öre. A month's payment is led to its decision row; only an anordnare is told for whom, by name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet, Sum

from assistans.base.access import note_all, reading
from assistans.base.clock import Clock, swedish_day
from assistans.casework.keyset import ListPart, Place, part_of
from assistans.payments.comparisons import paid_before
from assistans.payments.models import Utbetalning
from assistans.registers.models import Anordnare, Person
from assistans.registers.queries import names_of
from assistans.timeline.months import Month

WHAT = "utbetalningar"
WHY = "sina egna utbetalningar"
WHY_PAID = "betalningar till anordnaren"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidSum:
    """What an anordnare has been paid on one day for one month: how many payments, and öre in all."""

    dag: date
    manad: date
    antal: int
    belopp_ore: int


def payments_of_person(*, person: Person, who: str, clock: Clock) -> list[Utbetalning]:
    """All payments for a person's months, to herself or to an anordnare, the newest first. Logged as read."""
    with reading(who=who, whose=person.public_id, what=WHAT, why=WHY, clock=clock):
        return list(_of_person(person).order_by("-korning__dag", "-pk"))


def payment_of_person(
    *, person: Person, payment: UUID, who: str, clock: Clock
) -> tuple[Utbetalning, int] | None:
    """One payment for a person's months with what earlier decisions had paid, in öre; None = it is not hers."""
    with reading(who=who, whose=person.public_id, what=WHAT, why=WHY, clock=clock):
        found = _of_person(person).filter(public_id=payment).first()
        return None if found is None else (found, paid_before(found))


def payments_of_months(*, arenden: Sequence[int]) -> list[Utbetalning]:
    """The payments of some months (row ids), in order. One query; the caller logs whose they are."""
    rows = Utbetalning.objects.filter(beslutsrad__beslut__arende__in=arenden)
    return list(rows.select_related("korning", "anordnare", "beslutsrad").order_by("korning__dag", "pk"))


def paid_to_anordnare(*, anordnare: Anordnare, limit: int = 12) -> list[PaidSum]:
    """What an anordnare has been paid lately, by pay day and month, the newest first. One query; sums without persons."""
    rows = Utbetalning.objects.filter(anordnare=anordnare)
    sums = rows.values_list("korning__dag", "beslutsrad__beslut__arende__manad").annotate(
        antal=Count("pk"), ore=Sum("belopp_ore")
    )
    newest = sums.order_by("-korning__dag", "-beslutsrad__beslut__arende__manad")[:limit]
    return [
        PaidSum(dag=dag, manad=manad, antal=antal, belopp_ore=int(ore)) for dag, manad, antal, ore in newest
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidAnordnare:
    """One payment to an anordnare: for whom by name, and öre that earlier decisions on the month had paid."""

    betalning: Utbetalning
    person: str
    betalt_forut: int


def payments_to_anordnare(
    *, anordnare: Anordnare, dag: date, manad: Month, place: Place, limit: int, who: str, clock: Clock
) -> tuple[ListPart[Utbetalning], dict[UUID, str]]:
    """What an anordnare was paid on a day for a month, and the persons' names by public id. Logged as read."""
    rows = _to_anordnare(anordnare).filter(korning__dag=dag, beslutsrad__beslut__arende__manad=manad.first)
    with transaction.atomic():
        part = part_of(rows, key="pk", descending=True, place=place, limit=limit)
        persons = [row.beslutsrad.beslut.arende.person.public_id for row in part.rows]
        note_all(who=who, whose=persons, what=f"{WHAT} {manad}", why=WHY_PAID, at=clock.now())
        return part, names_of(persons=persons, on=swedish_day(clock.now()))


def payment_to_anordnare(
    *, anordnare: Anordnare, payment: UUID, who: str, clock: Clock
) -> PaidAnordnare | None:
    """One payment to an anordnare; None = it is not its own. Logged as read."""
    found = _to_anordnare(anordnare).filter(public_id=payment).first()
    if found is None:
        return None
    person = found.beslutsrad.beslut.arende.person.public_id
    with reading(who=who, whose=person, what=f"betalning {payment}", why=WHY_PAID, clock=clock):
        names = names_of(persons=[person], on=swedish_day(clock.now()))
        return PaidAnordnare(betalning=found, person=names[person], betalt_forut=paid_before(found))


def _to_anordnare(anordnare: Anordnare) -> QuerySet[Utbetalning]:
    rows = Utbetalning.objects.filter(anordnare=anordnare)
    return rows.select_related("korning", "beslutsrad__beslut__arende__person").defer(*_LARGE)


_LARGE = (
    "beslutsrad__beslut__underlag",
    "beslutsrad__beslut__resultat",
    "beslutsrad__beslut__arende__resultat",
)


def _of_person(person: Person) -> QuerySet[Utbetalning]:
    rows = Utbetalning.objects.filter(beslutsrad__beslut__arende__person=person)
    return rows.select_related("korning", "anordnare", "beslutsrad__beslut__arende").defer(*_LARGE)
