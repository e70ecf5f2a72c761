"""A grant: the decision that gives a number of assistance hours for a beviljandeperiod."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistans.timeline.months import Period
from assistans.timeline.quantities import Ore

Per = Literal["per_vecka", "per_manad", "period"]
SarskiltSkal = Literal["skola", "daglig_verksamhet", "barnomsorg", "andning_sondmatning", "sjukhus"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BeviljadTid:
    """A number of minutes per week, per month or for the whole period (SFB 51:9)."""

    per: Per
    minuter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timbelopp:
    """The decided amount per hour: schablonbelopp (`hogre` is None) or a higher one in öre (SFB 51:11)."""

    hogre: Ore | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beslut:
    """One grant. `dubbelassistans` is a budget inside `tid`, in raw minutes of a second assistant.

    `timbelopp_utanfor_ees` is the skäligt belopp in öre per hour; None = such time is not paid.
    """

    beviljandeperiod: Period
    tid: BeviljadTid
    beslutad: date | None = None
    vantetid: bool = False
    beredskap: bool = False
    dubbelassistans: BeviljadTid | None = None
    timbelopp: Timbelopp = Timbelopp()
    timbelopp_utanfor_ees: Ore | None = None
    sarskilda_skal: frozenset[SarskiltSkal] = frozenset()
