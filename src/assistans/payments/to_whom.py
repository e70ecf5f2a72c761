"""Payments as those see them whom they concern: the person whose month it is, and the anordnare that is paid.

Amounts in öre. A month's payment is led to its decision row; names of persons are not here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from assistans.base.access import reading
from assistans.base.clock import Clock
from assistans.payments.comparisons import paid_before
from assistans.payments.models import Utbetalning
from assistans.registers.models import Anordnare, Person

WHAT = "utbetalningar"
WHY = "sina egna utbetalningar"


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


def _of_person(person: Person) -> QuerySet[Utbetalning]:
    rows = Utbetalning.objects.filter(beslutsrad__beslut__arende__person=person)
    return rows.select_related("korning", "anordnare", "beslutsrad__beslut__arende").defer(
        "beslutsrad__beslut__underlag", "beslutsrad__beslut__resultat", "beslutsrad__beslut__arende__resultat"
    )
