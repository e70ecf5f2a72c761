"""The steps of a debit, all inside its one transaction: claims into rows, rows into an invoice, the invoice into bytes."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from fractions import Fraction

from assistans.base.canonical import sha256
from assistans.base.clock import swedish_day
from assistans.casework.models import Beslutsrad
from assistans.law import Law
from assistans.municipalities import ubl
from assistans.municipalities.changes import Andring, changes_of
from assistans.municipalities.days import due_day
from assistans.municipalities.faktura import Faktura, Fakturarad, Kund, fakturanummer
from assistans.municipalities.fakturaprofil import Fakturaprofil
from assistans.municipalities.models import Kommunfaktura, Kommunfakturarad, Kommunfordran
from assistans.registers.models import Kommun
from assistans.timeline.months import Month
from assistans.timeline.quantities import Ore, amount

BATCH = 2000  # rows a statement


def waiting(*, dag: date) -> list[tuple[str, date]]:
    """The kommuner and debit days that have claims to invoice at the latest on a day."""
    rows = Kommunfordran.objects.filter(kommunfakturarad__isnull=True, debiteras__lte=dag)
    return list(rows.values_list("kommun", "debiteras").distinct().order_by("debiteras", "kommun"))


def invoice(
    *, kommun: str, debiteras: date, by: str, at: datetime, law: Law, profil: Fakturaprofil
) -> Kommunfaktura:
    """Write one kommun's invoice of a debit day: everything that is not invoiced yet."""
    claims = _claims(kommun, debiteras)
    changes = changes_of(claims)
    lopnummer = Kommunfaktura.objects.filter(kommun=kommun, debiteras=debiteras).count() + 1
    day = swedish_day(at)
    faktura = Faktura(
        nummer=fakturanummer(kommun=kommun, debiteras=debiteras, lopnummer=lopnummer),
        dag=day,
        forfaller=due_day(debited=max(day, debiteras), law=law),
        utfardare=profil,
        kund=_customer(kommun, profil),
        rader=_rows(claims, changes),
        tidigare=_earlier(changes),
    )
    row = _write(faktura, debiteras=debiteras, lopnummer=lopnummer, by=by, at=at)
    _write_rows(row, faktura, claims)
    return row


def _claims(kommun: str, debiteras: date) -> list[Kommunfordran]:
    rows = Kommunfordran.objects.filter(
        kommun=kommun, debiteras=debiteras, kommunfakturarad__isnull=True
    ).select_related("kommunrad", "beslut__arende")
    # By month, and within it by nothing that says who or when.
    return list(rows.defer("beslut__underlag", "beslut__resultat").order_by("manad", "public_id"))


def _customer(kommun: str, profil: Fakturaprofil) -> Kund:
    row = Kommun.objects.get(kod=kommun)
    return Kund(
        kommun=row.kod,
        namn=row.namn,
        organisationsnummer=row.organisationsnummer,
        referens=profil.referens(row.kod),
    )


def _rows(claims: Collection[Kommunfordran], changes: Mapping[int, Andring]) -> tuple[Fakturarad, ...]:
    prices = _prices(claims)
    return tuple(
        _row(place, claim, changes[claim.pk], prices.get(claim.beslut_id, set()))
        for place, claim in enumerate(claims, start=1)
    )


def _row(nummer: int, claim: Kommunfordran, change: Andring, prices: Collection[Fraction]) -> Fakturarad:
    return Fakturarad(
        nummer=nummer,
        referens=str(claim.public_id),
        manad=Month.of(claim.manad),
        belopp=Ore(claim.belopp_ore),
        veckor=change.veckor,
        timbelopp=_price(claim, change, prices),
        andring=change.efter is not None,
    )


def _price(claim: Kommunfordran, change: Andring, prices: Collection[Fraction]) -> Fraction | None:
    """The amount per hour, when the claim is a first one and is exactly its hours at the decision's one price."""
    if change.efter is not None or len(prices) != 1:
        return None
    [price] = prices
    units = sum(units for _, units in change.veckor)
    return price if amount(units=units, rate=price) == claim.belopp_ore else None


def _prices(claims: Collection[Kommunfordran]) -> dict[int, set[Fraction]]:
    rows = Beslutsrad.objects.filter(beslut__in=[claim.beslut_id for claim in claims])
    found: dict[int, set[Fraction]] = {}
    for beslut, delar in rows.values_list("beslut", "delar"):
        found.setdefault(beslut, set()).update(Fraction(part["timbelopp_ore"]) for part in delar)
    return found


def _earlier(changes: Mapping[int, Andring]) -> tuple[tuple[str, date], ...]:
    """The invoices whose rows these change, by number and day."""
    before = [change.efter for change in changes.values() if change.efter is not None]
    rows = Kommunfaktura.objects.filter(rader__fordran__in=before).distinct().order_by("dag", "nummer")
    return tuple(rows.values_list("nummer", "dag"))


def _write(faktura: Faktura, *, debiteras: date, lopnummer: int, by: str, at: datetime) -> Kommunfaktura:
    content = ubl.write(faktura)
    return Kommunfaktura.objects.create(
        kommun_id=faktura.kund.kommun,
        debiteras=debiteras,
        lopnummer=lopnummer,
        nummer=faktura.nummer,
        dag=faktura.dag,
        forfaller=faktura.forfaller,
        antal=len(faktura.rader),
        belopp_ore=faktura.belopp,
        at=at,
        made_by=by,
        namn=f"kommunfaktura-{faktura.nummer}.xml",
        sha256=sha256(content),
        innehall=content,
    )


def _write_rows(row: Kommunfaktura, faktura: Faktura, claims: Collection[Kommunfordran]) -> None:
    Kommunfakturarad.objects.bulk_create(
        [
            Kommunfakturarad(
                faktura=row,
                nummer=rad.nummer,
                fordran=claim,
                belopp_ore=rad.belopp,
                veckor=dict(rad.veckor),
                timbelopp_ore=None if rad.timbelopp is None else str(rad.timbelopp),
            )
            for rad, claim in zip(faktura.rader, claims, strict=True)
        ],
        batch_size=BATCH,
    )
