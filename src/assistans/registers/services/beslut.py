"""Grants of assistansersättning: each one's days are its beviljandeperiod, at most six months (SFB 51:9)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from assistans.base.amend import amend, current
from assistans.base.clock import Clock
from assistans.base.ranges import days
from assistans.registers.models import Beslut, BeslutVersion, Person
from assistans.registers.services.touch import touch

MONTHS = 6
SARSKILDA_SKAL = {"skola", "daglig_verksamhet", "barnomsorg", "andning_sondmatning", "sjukhus"}


class BeslutTooLong(ValueError):
    """A beviljandeperiod is longer than six months."""


class BeslutOverlaps(ValueError):
    """Another grant holds on some of the days."""


@dataclass(frozen=True, slots=True)
class Tid:
    """Granted time in minutes, `per_vecka`, `per_manad` or for the whole `period`."""

    slag: str
    minuter: int

    def __post_init__(self) -> None:
        """Refuse what is no granted time. Raises ValueError."""
        BeslutVersion.TidSlag(self.slag)
        if self.minuter <= 0:
            raise ValueError("Beviljad tid måste vara mer än noll minuter.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beslutsinnehall:
    """What a grant says. Amounts in öre an hour; `hogre_timbelopp_ore` None = schablonbelopp (SFB 51:11)."""

    tid: Tid
    utbetalning: str = "efterskott"
    beslutad: date | None = None
    vantetid: bool = False
    beredskap: bool = False
    dubbelassistans: Tid | None = None
    hogre_timbelopp_ore: int | None = None
    timbelopp_utanfor_ees_ore: int | None = None
    sarskilda_skal: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse words that a grant does not know. Raises ValueError."""
        BeslutVersion.Utbetalning(self.utbetalning)
        if unknown := set(self.sarskilda_skal) - SARSKILDA_SKAL:
            raise ValueError(f"Okända särskilda skäl: {', '.join(sorted(unknown))}.")

    def columns(self) -> dict[str, Any]:
        """The same as the version table's columns."""
        double = self.dubbelassistans
        return {
            "beslutad": self.beslutad,
            "tid_slag": self.tid.slag,
            "tid_min": self.tid.minuter,
            "vantetid": self.vantetid,
            "beredskap": self.beredskap,
            "dubbel_slag": double.slag if double else None,
            "dubbel_min": double.minuter if double else None,
            "hogre_timbelopp_ore": self.hogre_timbelopp_ore,
            "timbelopp_utanfor_ees_ore": self.timbelopp_utanfor_ees_ore,
            "sarskilda_skal": list(self.sarskilda_skal),
            "utbetalning": self.utbetalning,
        }


def register_beslut(
    *, person: Person, start: date, end: date, innehall: Beslutsinnehall, by: str, clock: Clock
) -> Beslut:
    """Register a grant for the days [start, end). Raises BeslutTooLong and BeslutOverlaps."""
    with transaction.atomic():
        beslut = Beslut.objects.create(person=person)
        change_beslut(beslut=beslut, start=start, end=end, innehall=innehall, by=by, clock=clock)
    return beslut


def change_beslut(
    *, beslut: Beslut, start: date, end: date, innehall: Beslutsinnehall, by: str, clock: Clock
) -> BeslutVersion:
    """Replace a grant whole, days and content: what it said before stays known. Raises BeslutTooLong and BeslutOverlaps."""
    _check_length(start, end)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=beslut.person_id)
        _check_alone(beslut, person, start, end)
        row = _amend(beslut, person, start=start, end=end, values=innehall.columns(), by=by, clock=clock)
        touch([person], clock=clock)
    return row


def withdraw_beslut(*, beslut: Beslut, by: str, clock: Clock) -> None:
    """Take a grant back whole: from now it is known not to hold on any day."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=beslut.person_id)
        row = current(BeslutVersion).get(beslut=beslut)
        start, end = row.valid.lower, row.valid.upper
        _amend(beslut, person, start=start, end=end, values=None, by=by, clock=clock)
        touch([person], clock=clock)


def _amend(
    beslut: Beslut,
    person: Person,
    *,
    start: date,
    end: date,
    values: dict[str, Any] | None,
    by: str,
    clock: Clock,
) -> BeslutVersion | None:
    """The person's row is the lock: two of her grants may not be written at once."""
    return amend(
        BeslutVersion,
        lock=person,
        identity={"beslut": beslut, "person": person},
        start=start,
        end=end,
        values=values,
        by=by,
        clock=clock,
        whole=True,
        among={"person": person},
    )


def _check_length(start: date, end: date) -> None:
    if end > _months_after(start, MONTHS):
        raise BeslutTooLong(
            f"En beviljandeperiod är högst sex månader (51 kap. 9 § socialförsäkringsbalken). Perioden från {start} får sluta "
            f"senast {_months_after(start, MONTHS) - timedelta(days=1)}."
        )


def _check_alone(beslut: Beslut, person: Person, start: date, end: date) -> None:
    others = current(BeslutVersion).filter(person=person, valid__overlap=days(start, end))
    if other := others.exclude(beslut=beslut).first():
        last = other.valid.upper - timedelta(days=1)
        raise BeslutOverlaps(
            f"Ett annat beslut gäller redan {other.valid.lower}–{last}. Ändra eller återta det beslutet först."
        )


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
