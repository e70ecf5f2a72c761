"""What each kommun owes, without name or personnummer: hours and öre by month, and the proof against the ledger."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from assistans.municipalities.models import Kommunfordran
from assistans.payments.models import Ledgerkonto, Postering


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
class Fordringsrad:
    """One claim as the kommun sees it: a case reference, the weeks with their units, and what is debited."""

    referens: str
    manad: date
    veckor: tuple[tuple[str, int], ...]
    belopp_ore: int
    debiteras: date
    forfaller: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Kontrollsumma:
    """The pair that must be equal, in öre: claims written here and claims posted in the ledger."""

    fordringar_ore: int
    bokfort_ore: int

    @property
    def stammer(self) -> bool:
        """Whether the pair is equal."""
        return self.fordringar_ore == self.bokfort_ore


def by_month(*, manad: date | None = None, kommun: str | None = None) -> list[Kommunmanad]:
    """Kommun and month with what stands for them now: the newest settled decision's hours, and all claims in öre."""
    rows = Kommunfordran.objects.all()
    rows = rows.filter(manad=manad) if manad else rows
    rows = rows.filter(kommun=kommun) if kommun else rows
    sums = rows.values("manad", "kommun", "kommun__namn").annotate(
        ore=Sum("belopp_ore"), arenden=Count("beslut__arende", distinct=True)
    )
    units = _units()
    return [
        Kommunmanad(
            manad=row["manad"],
            kommun=row["kommun"],
            namn=row["kommun__namn"],
            arenden=row["arenden"],
            units=units.get((row["manad"], row["kommun"]), 0),
            belopp_ore=int(row["ore"]),
        )
        for row in sums.order_by("manad", "kommun")
    ]


def claims_of(*, kommun: str, debiteras: date) -> list[Fordringsrad]:
    """The claims that a kommun is debited at the latest on a day (a 15th)."""
    rows = Kommunfordran.objects.filter(kommun=kommun, debiteras=debiteras).select_related(
        "kommunrad", "beslut__arende"
    )
    rows = rows.defer("beslut__underlag", "beslut__resultat")
    return [_line(row) for row in rows.order_by("manad", "public_id")]


def control_total() -> Kontrollsumma:
    """Claims written against claims posted. They differ while work waits, and after that never."""
    written = Kommunfordran.objects.aggregate(ore=Sum("belopp_ore", default=0))["ore"]
    posted = Postering.objects.filter(konto=Ledgerkonto.FORDRAN_KOMMUN).aggregate(ore=Sum("ore", default=0))
    return Kontrollsumma(fordringar_ore=int(written), bokfort_ore=int(posted["ore"]))


def _units() -> dict[tuple[date, str], int]:
    """Units of the newest settled decision of each case, by month and kommun."""
    latest = (
        Kommunfordran.objects.order_by("beslut__arende", "kommun", "-beslut__nummer")
        .distinct("beslut__arende", "kommun")
        .values_list("manad", "kommun", "kommunrad__units")
    )
    found: dict[tuple[date, str], int] = {}
    for manad, kommun, units in latest:
        found[manad, kommun] = found.get((manad, kommun), 0) + (units or 0)
    return found


def _line(row: Kommunfordran) -> Fordringsrad:
    weeks = row.kommunrad.veckor if row.kommunrad else {}
    return Fordringsrad(
        referens=str(row.public_id),
        manad=row.manad,
        veckor=tuple(sorted(weeks.items())),
        belopp_ore=row.belopp_ore,
        debiteras=row.debiteras,
        forfaller=row.forfaller,
    )
