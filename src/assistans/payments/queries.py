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
    # Only what the covering index holds is counted: the postings themselves are not read.
    counted = Journal.objects.annotate(
        antal=Count("posteringar__ore"), summa=Sum("posteringar__ore", default=0)
    )
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
    posted = _posted()
    return [
        Avstamning(vad="Summan av alla posteringar är noll", ena_ore=sum(posted.values()), andra_ore=0),
        Avstamning(
            vad="Utbetalt enligt körningarna = skulden på väg till banken",
            ena_ore=_total("belopp_ore"),
            andra_ore=-posted.get("utbetalning_pa_vag", 0),
        ),
        Avstamning(
            vad="Utbetalt enligt betalningarna = bokförd assistansersättning",
            ena_ore=_scalar("SELECT COALESCE(sum(belopp_ore), 0) FROM payments_utbetalning"),
            andra_ore=posted.get("assistansersattning", 0),
        ),
        Avstamning(
            vad="Kommunernas andel enligt körningarna = fordringarna på kommunerna",
            ena_ore=_total("kommun_ore"),
            andra_ore=posted.get("fordran_kommun", 0),
        ),
        Avstamning(
            vad="Kommunernas andel enligt gällande reglerade beslut = fordringarna på kommunerna",
            ena_ore=_scalar(_KOMMUN_OF_SETTLED),
            andra_ore=posted.get("fordran_kommun", 0),
        ),
        Avstamning(
            vad="Det som kommande körningar har kvar att pröva = beslutat som varken är betalt eller slutligt lämnat",
            ena_ore=_scalar(_OPEN_AS_LISTED),
            andra_ore=_scalar(_OPEN_AS_DECIDED),
        ),
    ]


# Decided against posted: the latest settled decision of each month is what the kommun owes for that month. A later
# one is never a month's first, which leaves few to look among.
_KOMMUN_OF_SETTLED = """
SELECT COALESCE(sum(k.belopp_ore), 0)
  FROM payments_reglering r JOIN casework_manadsbeslut b ON b.id = r.beslut_id JOIN casework_kommunrad k ON k.beslut_id = b.id
 WHERE NOT EXISTS (SELECT 1 FROM casework_manadsbeslut n JOIN payments_reglering s ON s.beslut_id = n.id
                    WHERE n.arende_id = b.arende_id AND n.nummer > b.nummer AND n.nummer > 1)
"""


# Runs look only at the list of what is open: nothing that is decided may be missing from it.
_OPEN_AS_LISTED = """
SELECT COALESCE(sum(r.belopp_ore), 0) FROM payments_oreglerat o JOIN casework_beslutsrad r ON r.id = o.beslutsrad_id
"""
_OPEN_AS_DECIDED = """
SELECT COALESCE(sum(r.belopp_ore), 0) FROM casework_beslutsrad r
 WHERE NOT EXISTS (SELECT 1 FROM payments_utbetalning u WHERE u.beslutsrad_id = r.id)
   AND NOT EXISTS (SELECT 1 FROM payments_betalningshinder h WHERE h.beslutsrad_id = r.id AND h.beslut_id = r.beslut_id
                    AND h.kod IN ('ATERKRAV_PROVAS', 'INGEN_SKILLNAD'))
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


def _posted() -> dict[str, int]:
    """What stands on each account that something is posted to, in öre: the postings are gone through once."""
    sums = Postering.objects.values_list("konto").annotate(summa=Sum("ore")).order_by("konto")
    return {konto: int(summa) for konto, summa in sums}


def _total(field: str) -> int:
    return int(Utbetalningskorning.objects.aggregate(summa=Sum(field, default=0))["summa"])


def _scalar(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])
