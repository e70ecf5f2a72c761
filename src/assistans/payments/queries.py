"""What the ledger says: balances, and the proofs that it ties out. Amounts in öre, debit positive."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q, Sum

from assistans.payments.models import Journal, Ledgerkonto, Postering, Utbetalningskorning


@dataclass(frozen=True, slots=True, kw_only=True)
class Saldo:
    """One account's line of the trial balance, in öre. `saldo` = debit - credit."""

    konto: str
    namn: str
    debet_ore: int
    kredit_ore: int

    @property
    def saldo_ore(self) -> int:
        """What stands on the account."""
        return self.debet_ore - self.kredit_ore


@dataclass(frozen=True, slots=True, kw_only=True)
class Avstamning:
    """One proof: what it compares, and both amounts in öre."""

    vad: str
    ena_ore: int
    andra_ore: int

    @property
    def stammer(self) -> bool:
        """Whether both are the same to the öre."""
        return self.ena_ore == self.andra_ore


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHinder:
    """What stands unpaid, or paid too much, for one reason: how many rows, and their öre (negative = too much)."""

    kod: str
    antal: int
    belopp_ore: int


def trial_balance() -> list[Saldo]:
    """Every account of the chart with its debit and credit, also those that nothing is posted to."""
    sums = {
        row["konto"]: row
        for row in Postering.objects.values("konto").annotate(
            debet=Sum("ore", filter=Q(ore__gt=0), default=0),
            kredit=Sum("ore", filter=Q(ore__lt=0), default=0),
        )
    }
    nothing = {"debet": 0, "kredit": 0}
    return [
        Saldo(
            konto=konto.value,
            namn=konto.label,
            debet_ore=int(sums.get(konto.value, nothing)["debet"]),
            kredit_ore=-int(sums.get(konto.value, nothing)["kredit"]),
        )
        for konto in Ledgerkonto
    ]


def unbalanced_journals() -> int:
    """How many journals do not sum to zero or have fewer than two postings. The database keeps this at none."""
    counted = Journal.objects.annotate(antal=Count("posteringar"), summa=Sum("posteringar__ore", default=0))
    return counted.filter(Q(antal__lt=2) | ~Q(summa=0)).count()


def open_hinder() -> list[OpenHinder]:
    """What hindered the last run that met each month and anordnare, where no later run has paid it. By code."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_HINDER)
        return [
            OpenHinder(kod=kod, antal=count, belopp_ore=int(ore)) for kod, count, ore in cursor.fetchall()
        ]


def proofs() -> list[Avstamning]:
    """What must tie out at any moment: the ledger itself, payments against it, claims against it, runs against both."""
    return [
        Avstamning(vad="Summan av alla posteringar är noll", ena_ore=_posted(), andra_ore=0),
        Avstamning(
            vad="Utbetalt enligt körningarna = skulden på väg till banken",
            ena_ore=_total("belopp_ore"),
            andra_ore=-_posted("utbetalning_pa_vag"),
        ),
        Avstamning(
            vad="Utbetalt enligt betalningarna = bokförd assistansersättning",
            ena_ore=_scalar("SELECT COALESCE(sum(belopp_ore), 0) FROM payments_utbetalning"),
            andra_ore=_posted("assistansersattning"),
        ),
        Avstamning(
            vad="Kommunernas andel enligt körningarna = fordringarna på kommunerna",
            ena_ore=_total("kommun_ore"),
            andra_ore=_posted("fordran_kommun"),
        ),
        Avstamning(
            vad="Kommunernas andel enligt gällande reglerade beslut = fordringarna på kommunerna",
            ena_ore=_scalar(_KOMMUN_OF_SETTLED),
            andra_ore=_posted("fordran_kommun"),
        ),
    ]


# Decided against posted: the latest settled decision of each month is what the kommun owes for that month.
_KOMMUN_OF_SETTLED = """
SELECT COALESCE(sum(k.belopp_ore), 0) FROM casework_kommunrad k WHERE k.beslut_id IN (
  SELECT DISTINCT ON (b.arende_id) b.id FROM payments_reglering r JOIN casework_manadsbeslut b ON b.id = r.beslut_id
  ORDER BY b.arende_id, b.nummer DESC)
"""


_OPEN_HINDER = """
SELECT kod, count(*), sum(belopp_ore) FROM (
  SELECT DISTINCT ON (b.arende_id, r.via) b.arende_id, r.via, h.kod, h.belopp_ore, h.korning_id
    FROM payments_betalningshinder h JOIN casework_manadsbeslut b ON b.id = h.beslut_id
    JOIN casework_beslutsrad r ON r.id = h.beslutsrad_id
   ORDER BY b.arende_id, r.via, h.id DESC) latest
 WHERE kod <> 'INGEN_SKILLNAD'
   AND NOT EXISTS (SELECT 1 FROM payments_utbetalning u JOIN casework_beslutsrad r ON r.id = u.beslutsrad_id
                   JOIN casework_manadsbeslut b ON b.id = r.beslut_id
                   WHERE b.arende_id = latest.arende_id AND r.via = latest.via AND u.korning_id > latest.korning_id)
 GROUP BY kod ORDER BY kod
"""


def _posted(konto: str | None = None) -> int:
    rows = Postering.objects.filter(konto=konto) if konto else Postering.objects.all()
    return int(rows.aggregate(summa=Sum("ore", default=0))["summa"])


def _total(field: str) -> int:
    return int(Utbetalningskorning.objects.aggregate(summa=Sum(field, default=0))["summa"])


def _scalar(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])
