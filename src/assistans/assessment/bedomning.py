"""The Bedomning: what the law makes of an underlag, with every fate, every observation and every computed row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from assistans.facts import Slag, Tid
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

Utfall = Literal["beviljat", "delvis", "vantar", "avslag", "noll"]
Ode = Literal["godkand", "vantar", "stoppad"]
Lage = Literal["av", "notera", "vanta", "stopp"]
Regim = Literal["hushallsarbete", "arbetstidslagen", "kollektivavtal"]


class Minuter(NamedTuple):
    """A stretch of one row and its one fate. `start` and `end` are exact elapsed minutes from the month's first midnight.

    `rapport` and `rad` are places in the underlag's list of reports and that report's rows. `enheter` are
    units of 1/28 minute. `kod` is None when approved. A row without a computable length has start = end.
    """

    rapport: int
    rad: int
    dag: date
    start: int
    end: int
    slag: Slag
    enheter: int
    ode: Ode
    kod: str | None


@dataclass(frozen=True, slots=True)
class Radutfall:
    """The fate of one reported row in raw minutes: approved, and stopped and waiting by code.

    `berakningsbar` is False for a row that has no computable length; it waits with its code and 0 minutes.
    """

    rapport: int
    rapport_id: str | None
    rad: int
    godkand: int
    stoppad: Mapping[str, int]
    vantar: Mapping[str, int]
    berakningsbar: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Iakttagelse:
    """One observation: what was seen, on what it rests, who acts, how and by when.

    `rapporter` are report places and `rader` are (report, row) places in the underlag. `minuter` are the raw
    minutes the code took (0 for a fact of the month or report). `dag` is the day by which someone must have
    acted; after it `forval` (the default outcome) is communicated, reasoned and decided.
    """

    kod: str
    lage: Lage
    omfattning: Literal["month", "report", "month or report", "row", "minutes"]
    rapporter: tuple[int, ...]
    rader: tuple[tuple[int, int], ...]
    minuter: int
    regler: tuple[str, ...]
    lagrum: str
    vem: str
    atgard: str
    dag: date | None
    forval: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Utbetalningsdel:
    """One part of a payment: time at one rate. `timbelopp` is exact öre per hour; `anordnare` earned it.

    `grund` says how it was priced: `timbelopp` (time × amount) or `kostnader` (the lower costs decided).
    """

    anordnare: tuple[str, ...]
    timbelopp: Fraction
    enheter: int
    belopp: Ore
    grund: Literal["timbelopp", "kostnader"]
    lagrum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Utbetalning:
    """One payment: `mottagare` is an organisationsnummer or `person`; `belopp` is the sum of its parts."""

    mottagare: str
    belopp: Ore
    dag: date
    delar: tuple[Utbetalningsdel, ...]


class Kommunvecka(NamedTuple):
    """The municipality's hours in one ISO week (`2018-W44`), in units of 1/28 minute."""

    vecka: str
    enheter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kommundel:
    """One municipality's part of the month: the first 20 hours a week (SFB 51:22). `kommun` None = not named."""

    kommun: str | None
    enheter: int
    belopp: Ore
    veckor: tuple[Kommunvecka, ...]


class Arbetstid(NamedTuple):
    """How much of her working time an assistant has used in the month's part of a beräkningsperiod (SFB 51:16; rule P2).

    `grans` and `arbetat` are minutes of work for this person, all employers together. Before the month is over
    `kvar` is what she may still work there; where periods overlap, the least of theirs.
    """

    assistent: str
    period: Period
    regim: Regim
    veckotimmar: int
    grans: int
    arbetat: int

    @property
    def kvar(self) -> int:
        """Minutes that are left; 0 when the limit is passed."""
        return max(0, self.grans - self.arbetat)


class Sparrad(NamedTuple):
    """One computed row of the trace. Its Swedish sentence is made from `nyckel` and `varden` when printed."""

    nyckel: str
    varden: Mapping[str, object]
    inmatning: Mapping[str, object]
    resultat: object
    enhet: str
    lagrum: str
    regler: tuple[str, ...]
    policy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bedomning:
    """The assessment of one person's month. Raw time is minutes per kind, converted time units of 1/28 minute.

    `belopp` is payable now; `anvant_belopp` is the month's value where it is paid in advance (else None).
    `lag` is the version of the law used. `iakttagelser` are sorted by code, each code once. `arbetstid` has an
    entry for each reporting assistant and beräkningsperiod, sorted by assistant and period.
    """

    month: Month
    assessed_on: date
    lag: str
    utfall: Utfall
    redovisad: Tid
    godkand: Tid
    vantar: Tid
    stoppad: Tid
    enheter: int
    enheter_vantar: int
    dubbel_minuter: int
    per_kod: Mapping[str, int]
    belopp: Ore
    anvant_belopp: Ore | None
    utbetalningar: tuple[Utbetalning, ...]
    kommun: tuple[Kommundel, ...]
    kommun_lista: bool
    iakttagelser: tuple[Iakttagelse, ...]
    arbetstid: tuple[Arbetstid, ...]
    minuter: tuple[Minuter, ...]
    rapport_id: tuple[str | None, ...]
    spar: tuple[Sparrad, ...]
