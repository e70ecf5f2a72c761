"""What a settlement rests on: an advance month, a period paid in advance, a part at the higher amount.

Time is exact converted minutes (a Fraction, whatever its denominator), money whole öre. Order of lists never
matters; a month stands at most once in each. Keys are those of docs/case-format.md, section 2.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

Atgard = Literal["ingen", "tillagg", "minskning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manadstid:
    """Assistance time of one month, in converted minutes."""

    month: Month
    minuter: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Preliminart:
    """What was paid in advance for a month: converted minutes at öre per hour; None = the month's schablonbelopp."""

    month: Month
    minuter: Fraction
    timbelopp: Ore | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manadsbelopp:
    """Öre already paid in arrears for a month."""

    month: Month
    belopp: Ore


@dataclass(frozen=True, slots=True, kw_only=True)
class GjordAvrakning:
    """An interim settlement of a month that has moved money already."""

    month: Month
    atgard: Atgard
    belopp: Ore


@dataclass(frozen=True, slots=True, kw_only=True)
class Manadsrakning:
    """A räkning by month and the day it arrived, with the converted minutes it asks for (None = not stated)."""

    month: Month
    mottagen: date
    minuter: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Avrakning:
    """One advance month whose deviation is settled before the period is over (SFB 51:15)."""

    preliminart: Preliminart
    anvant: Manadstid
    gjord: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Slutavrakning:
    """A beviljandeperiod with months paid in advance, finally settled on `gjord` (SFB 51:15).

    `beviljad` None = no limit; `kostnader` None = no account, settled by the hour. `utbetalt_efterskott` holds the
    arrears months of a mixed period and `avrakningar` what interim settlements have moved already.
    """

    beviljandeperiod: Period
    utbetalning: Literal["forskott", "blandad", "efterskott"]
    preliminart: tuple[Preliminart, ...]
    anvant: tuple[Manadstid, ...]
    gjord: date
    beviljad: Fraction | None = None
    kostnader: Ore | None = None
    egen_arbetsgivare: bool = False
    rakningar: tuple[Manadsrakning, ...] = ()
    utbetalt_efterskott: tuple[Manadsbelopp, ...] = ()
    avrakningar: tuple[GjordAvrakning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Avstamningsmanad:
    """A decided month at the higher amount: its time, approved costs and what was decided for it, in öre.

    `kommunminuter` are the minutes of the municipality's first hours a week; None = not known.
    """

    month: Month
    minuter: Fraction
    kostnader: Ore
    beslutat: Ore
    kommunminuter: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Avstamning:
    """One contiguous part at the higher amount, paid in arrears, reconciled on `gjord` (F1091 7 a §)."""

    beviljandeperiod: Period
    gjord: date
    manader: tuple[Avstamningsmanad, ...]
