"""What a run has to settle: decisions that count, their due rows, and what the month has already been given.

The newest decision on a month that has the attest it needs is the one that counts; what an earlier one has paid through the
same anordnare is taken off. A decision is in a run's hands when it has a due row that is neither paid nor finally left, or
when it gives nothing to anybody and has not been settled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Sum

from assistans.casework.models import Beslutsrad, Kommunrad, Manadsbeslut
from assistans.payments.models import Betalningshinder, Ledgerkonto, Postering, Reglering, Utbetalning


@dataclass(frozen=True, slots=True, kw_only=True)
class Forfallen:
    """One row to settle for a decision, in öre. `rad` is an earlier decision's where the new one gives that via nothing."""

    beslut: Manadsbeslut
    rad: Beslutsrad
    beslutat_ore: int
    betalt_ore: int

    @property
    def kvar_ore(self) -> int:
        """What is left to pay; negative = too much was paid."""
        return self.beslutat_ore - self.betalt_ore


@dataclass(frozen=True, slots=True, kw_only=True)
class Kommunandel:
    """What a decision changes in one kommun's debt, in öre. `rad` is None when the decision no longer names the kommun."""

    beslut: Manadsbeslut
    kommun_id: str
    beslutat_ore: int
    bokfort_ore: int

    @property
    def andring_ore(self) -> int:
        """What is to be recognised now; negative = the kommun is credited (SFB 51:23 st 2)."""
        return self.beslutat_ore - self.bokfort_ore


@dataclass(frozen=True, slots=True, kw_only=True)
class Skulder:
    """All that a run has to settle: decisions settled for the first time, rows, and kommun parts."""

    forsta_gangen: tuple[Manadsbeslut, ...]
    rader: tuple[Forfallen, ...]
    kommunandelar: tuple[Kommunandel, ...]


# What a run of a day would settle. What is open is found first, in the list that the database keeps of it; only that is
# tried against the attest table, by the same function that guards the payments table itself (migration 0002).
DECISIONS = """
WITH open AS MATERIALIZED (
  SELECT o.beslut_id AS id FROM payments_oreglerat o WHERE o.dag <= %(dag)s
  UNION
  SELECT o.beslut_id FROM payments_oreglerat o
   WHERE o.beslutsrad_id IS NULL
     AND NOT EXISTS (SELECT 1 FROM casework_beslutsrad r WHERE r.beslut_id = o.beslut_id)
), payable AS MATERIALIZED (
  SELECT b.id, b.arende_id, b.nummer FROM open JOIN casework_manadsbeslut b USING (id)
   WHERE NOT base_attest_missing(b.kind, b.public_id, b.belopp_ore, (b.beslutad_at AT TIME ZONE 'Europe/Stockholm')::date)
)
SELECT p.id FROM payable p WHERE NOT EXISTS (
  SELECT 1 FROM casework_manadsbeslut n WHERE n.arende_id = p.arende_id AND n.nummer > p.nummer
    AND NOT base_attest_missing(n.kind, n.public_id, n.belopp_ore, (n.beslutad_at AT TIME ZONE 'Europe/Stockholm')::date))
ORDER BY p.id
"""


def due(*, dag: date) -> Skulder:
    """What a run on `dag` has to settle, in a fixed number of queries. Call it under the run's lock."""
    beslut = _decisions(dag)
    known = set(Reglering.objects.filter(beslut__in=beslut).values_list("beslut_id", flat=True))
    first = tuple(row for row in beslut.values() if row.pk not in known)
    paid = _paid(beslut)
    return Skulder(
        forsta_gangen=first,
        rader=(*_due_rows(beslut, paid, dag), *_vanished(first, beslut, paid)),
        kommunandelar=tuple(_kommun_parts(first)),
    )


def _decisions(dag: date) -> dict[int, Manadsbeslut]:
    with connection.cursor() as cursor:
        cursor.execute(DECISIONS, {"dag": dag})
        ids = [row[0] for row in cursor.fetchall()]
    rows = Manadsbeslut.objects.filter(pk__in=ids).defer("underlag", "resultat")
    return {row.pk: row for row in rows.select_related("arende__person").order_by("pk")}


def _paid(beslut: dict[int, Manadsbeslut]) -> dict[tuple[int, str], tuple[int, int]]:
    """By month and via: what has been paid in öre, and the row that was paid last."""
    arenden = {row.arende_id for row in beslut.values()}
    paid = Utbetalning.objects.filter(beslutsrad__beslut__arende__in=arenden).order_by("pk")
    found: dict[tuple[int, str], tuple[int, int]] = {}
    for arende, via, ore, rad in paid.values_list(
        "beslutsrad__beslut__arende", "beslutsrad__via", "belopp_ore", "beslutsrad"
    ):
        found[arende, via] = (found.get((arende, via), (0, 0))[0] + ore, rad)
    return found


def _due_rows(
    beslut: dict[int, Manadsbeslut], paid: dict[tuple[int, str], tuple[int, int]], dag: date
) -> list[Forfallen]:
    final = {"betalningshinder__kod__in": Betalningshinder.SLUTLIGA}
    rows = Beslutsrad.objects.filter(beslut__in=beslut, dag__lte=dag, utbetalning__isnull=True)
    rows = rows.exclude(**final).order_by("pk")
    return [
        Forfallen(
            beslut=beslut[rad.beslut_id],
            rad=rad,
            beslutat_ore=rad.belopp_ore,
            betalt_ore=paid.get((beslut[rad.beslut_id].arende_id, rad.via), (0, 0))[0],
        )
        for rad in rows
    ]


def _vanished(
    first: Sequence[Manadsbeslut],
    beslut: dict[int, Manadsbeslut],
    paid: dict[tuple[int, str], tuple[int, int]],
) -> list[Forfallen]:
    """What was paid through an anordnare that the new decision gives nothing."""
    given = set(Beslutsrad.objects.filter(beslut__in=beslut).values_list("beslut__arende", "via"))
    of_month = {row.arende_id: row for row in first}
    gone = {key: value for key, value in paid.items() if key not in given and key[0] in of_month}
    rows = Beslutsrad.objects.in_bulk([rad for _, rad in gone.values()])
    return [
        Forfallen(beslut=of_month[arende], rad=rows[rad], beslutat_ore=0, betalt_ore=ore)
        for (arende, _via), (ore, rad) in sorted(gone.items())
    ]


def _kommun_parts(first: Sequence[Manadsbeslut]) -> list[Kommunandel]:
    decided, booked = _decided(first), _booked({row.arende_id for row in first})
    parts = []
    for beslut in first:
        now, before = decided.get(beslut.pk, {}), booked.get(beslut.arende_id, {})
        parts += [
            Kommunandel(
                beslut=beslut,
                kommun_id=kommun,
                beslutat_ore=now.get(kommun, 0),
                bokfort_ore=before.get(kommun, 0),
            )
            for kommun in sorted(now.keys() | before.keys())
        ]
    return [part for part in parts if part.andring_ore]


def _decided(first: Sequence[Manadsbeslut]) -> dict[int, dict[str, int]]:
    """By decision and kommun: the kommun's part in öre."""
    found: dict[int, dict[str, int]] = {}
    for row in Kommunrad.objects.filter(beslut__in=first).defer("veckor"):
        found.setdefault(row.beslut_id, {})[row.kommun_id] = row.belopp_ore
    return found


def _booked(arenden: set[int]) -> dict[int, dict[str, int]]:
    """By month and kommun: the claim in the ledger, in öre."""
    claims = Postering.objects.filter(konto=Ledgerkonto.FORDRAN_KOMMUN, beslut__arende__in=arenden)
    found: dict[int, dict[str, int]] = {}
    for arende, kommun, ore in claims.values_list("beslut__arende", "kommun").annotate(ore=Sum("ore")):
        found.setdefault(arende, {})[kommun] = int(ore)
    return found
