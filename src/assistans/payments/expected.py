"""What an anordnare can expect to be paid: decided and not yet paid, or only foreseen by the latest assessment. Öre."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, F, Func, Sum
from django.db.models.functions import TruncDate

from assistans.base.clock import STOCKHOLM
from assistans.casework.models import Beslutsrad, Manadsarende, Manadsbeslut
from assistans.casework.used import standing_decisions
from assistans.payments.models import Utbetalning
from assistans.registers.models import Anordnare
from assistans.timeline.quantities import Ore


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedMoney:
    """Öre that can be expected for a person's month, and the earliest day. `beslutat` False = foreseen, not decided."""

    manad: date
    dag: date
    belopp_ore: int
    beslutat: bool


def expected_money(*, anordnare: Anordnare, since: date) -> list[ExpectedMoney]:
    """What an anordnare can expect for months from `since` on. Three queries; without any person."""
    return [*_decided(anordnare, since), *_foreseen(anordnare, since)]


def _decided(anordnare: Anordnare, since: date) -> Iterator[ExpectedMoney]:
    standing = standing_decisions().filter(arende__manad__gte=since)
    rows = Beslutsrad.objects.filter(beslut__in=standing.values("pk"), anordnare=anordnare)
    paid = _paid(anordnare, since)
    told = rows.annotate(waits=_waits_for_attest()).order_by("dag", "pk")
    for rad in told.select_related("beslut__arende").defer(
        "beslut__underlag", "beslut__resultat", "beslut__arende__resultat"
    ):
        left = rad.belopp_ore - paid.get((rad.beslut.arende_id, rad.via), 0)
        if left > 0:
            manad = rad.beslut.arende.manad
            yield ExpectedMoney(manad=manad, dag=rad.dag, belopp_ore=left, beslutat=not rad.waits)


def _waits_for_attest() -> Func:
    """Whether a row's decision waits for a second person: by the database's own function, which guards payments too."""
    return Func(
        F("beslut__kind"),
        F("beslut__public_id"),
        F("beslut__belopp_ore"),
        TruncDate("beslut__beslutad_at", tzinfo=STOCKHOLM),
        function="base_attest_missing",
        output_field=BooleanField(),
    )


def _paid(anordnare: Anordnare, since: date) -> dict[tuple[int, str], int]:
    """By month and via: öre paid so far."""
    rows = Utbetalning.objects.filter(anordnare=anordnare, beslutsrad__beslut__arende__manad__gte=since)
    sums = rows.values_list("beslutsrad__beslut__arende", "beslutsrad__via").annotate(ore=Sum("belopp_ore"))
    return {(arende, via): int(ore) for arende, via, ore in sums}


def _foreseen(anordnare: Anordnare, since: date) -> Iterator[ExpectedMoney]:
    mine = anordnare.organisationsnummer
    decided = Manadsbeslut.objects.filter(arende__manad__gte=since).values("arende")
    rows = Manadsarende.objects.filter(
        manad__gte=since, resultat__utbetalningar__contains=[{"mottagare": mine}]
    ).exclude(pk__in=decided)
    for manad, payments in rows.values_list("manad", "resultat__utbetalningar"):
        for payment in payments:
            if payment["mottagare"] == mine:
                yield ExpectedMoney(
                    manad=manad,
                    dag=date.fromisoformat(payment["dag"]),
                    belopp_ore=int(Ore.parse(payment["belopp"])),
                    beslutat=False,
                )
