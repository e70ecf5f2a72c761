"""What each kommun owes, without name or personnummer: months, debits and invoices, and the proof against the ledger."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from assistans.municipalities.models import Kommunfaktura, Kommunfordran
from assistans.payments.models import Ledgerkonto, Postering

NEWEST: Final = 24  # rows of a list on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class Kommunmanad:
    """A kommun's part of a month of assistance: cases, units of 1/28 minute and öre; credits are taken off."""

    manad: date
    kommun: str
    namn: str
    arenden: int
    units: int
    belopp_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Debitering:
    """What a kommun is going to be debited: claims that are not invoiced yet, by debit day. Öre; negative = credited."""

    debiteras: date
    forfaller: date
    antal: int
    belopp_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kontrollsumma:
    """The pair that must be equal, in öre: claims written here and claims posted in the ledger."""

    fordringar_ore: int
    bokfort_ore: int

    @property
    def stammer(self) -> bool:
        """Whether the pair is equal."""
        return self.fordringar_ore == self.bokfort_ore


class UnknownFaktura(LookupError):
    """The kommun has no such invoice."""


def by_month(*, manad: date | None = None, kommun: str | None = None) -> list[Kommunmanad]:
    """Kommun and month with what stands for them now: the newest settled decision's hours, and all claims in öre."""
    rows = Kommunfordran.objects.all()
    rows = rows.filter(manad=manad) if manad else rows
    rows = rows.filter(kommun=kommun) if kommun else rows
    return _months(rows)


def months_of(*, kommun: str, before: date | None = None) -> list[Kommunmanad]:
    """A kommun's newest months before one, newest first, at most NEWEST."""
    rows = Kommunfordran.objects.filter(kommun=kommun)
    rows = rows.filter(manad__lt=before) if before else rows
    newest = rows.order_by("-manad").values_list("manad", flat=True).distinct()[:NEWEST]
    return _months(rows.filter(manad__in=list(newest)))[::-1]


def coming_debits(*, kommun: str) -> list[Debitering]:
    """What a kommun is going to be debited, the nearest day first."""
    rows = Kommunfordran.objects.filter(kommun=kommun, kommunfakturarad__isnull=True)
    sums = rows.values("debiteras", "forfaller").annotate(ore=Sum("belopp_ore"), antal=Count("pk"))
    return [
        Debitering(
            debiteras=row["debiteras"],
            forfaller=row["forfaller"],
            antal=row["antal"],
            belopp_ore=int(row["ore"]),
        )
        for row in sums.order_by("debiteras")
    ]


def invoices_of(*, kommun: str, before: str | None = None) -> list[Kommunfaktura]:
    """A kommun's newest invoices before a number, newest first, at most NEWEST; without their bytes."""
    rows = Kommunfaktura.objects.filter(kommun=kommun).defer("innehall", "sha256")
    rows = rows.filter(nummer__lt=before) if before else rows
    return list(rows.order_by("-nummer")[:NEWEST])


def invoice_of(*, kommun: str, faktura: UUID) -> Kommunfaktura:
    """One of a kommun's invoices by its public id, with its bytes. Raises UnknownFaktura, for another kommun's too."""
    try:
        return Kommunfaktura.objects.get(kommun=kommun, public_id=faktura)
    except Kommunfaktura.DoesNotExist:
        raise UnknownFaktura("Det finns ingen sådan faktura.") from None


def _months(rows: QuerySet[Kommunfordran]) -> list[Kommunmanad]:
    # The hours are those of each case's newest settled decision; the öre are what all its decisions come to.
    newest = rows.order_by("beslut__arende", "kommun", "-beslut__nummer").distinct("beslut__arende", "kommun")
    sums = rows.values("manad", "kommun", "kommun__namn").annotate(
        ore=Sum("belopp_ore"),
        arenden=Count("beslut__arende", distinct=True),
        units=Sum("kommunrad__units", filter=Q(pk__in=newest.values("pk")), default=0),
    )
    return [
        Kommunmanad(
            manad=row["manad"],
            kommun=row["kommun"],
            namn=row["kommun__namn"],
            arenden=row["arenden"],
            units=int(row["units"]),
            belopp_ore=int(row["ore"]),
        )
        for row in sums.order_by("manad", "kommun")
    ]


def control_total() -> Kontrollsumma:
    """Claims written against claims posted. They differ while work waits, and after that never."""
    written = Kommunfordran.objects.aggregate(ore=Sum("belopp_ore", default=0))["ore"]
    posted = Postering.objects.filter(konto=Ledgerkonto.FORDRAN_KOMMUN).aggregate(ore=Sum("ore", default=0))
    return Kontrollsumma(fordringar_ore=int(written), bokfort_ore=int(posted["ore"]))
