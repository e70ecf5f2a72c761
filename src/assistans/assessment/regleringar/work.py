"""What every settlement shares: its trace, its observations, prices of a month and the days of payment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar

from assistans.assessment.basis import by_parameter, refuse_unknown
from assistans.assessment.bedomning import Iakttagelse, Sparrad
from assistans.assessment.iakttagelser import answer_day, observation
from assistans.assessment.priser import cap, schablonbelopp
from assistans.assessment.validity import longer_than
from assistans.facts import CaseError
from assistans.facts.regleringar import Preliminart
from assistans.law import Law
from assistans.law.calendar import pay_days_in
from assistans.law.observations import Mode
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import AVRUNDNING, UNITS_PER_MINUTE, Ore, amount

_MINUTES_PER_HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementAnswer:
    """What every settlement comes to besides its money: observations sorted by code, the trace, the law's version."""

    kind: ClassVar[str]
    iakttagelser: tuple[Iakttagelse, ...]
    spar: tuple[Sparrad, ...]
    lag: str


class SettlementWork:
    """One settlement in progress: `first` is the day whose law gives lagrum and modes, `gjord` the day it is made."""

    def __init__(self, law: Law, *, first: date, gjord: date) -> None:
        refuse_unknown(law, first, **{AVRUNDNING: "halva_uppat"})
        self.law = law
        self.first = first
        self.gjord = gjord
        self.spar: list[Sparrad] = []
        self._seen: dict[str, Iakttagelse] = {}

    @property
    def iakttagelser(self) -> tuple[Iakttagelse, ...]:
        """What was seen, sorted by code, each code once."""
        return tuple(self._seen[kod] for kod in sorted(self._seen))

    def see(self, kod: str, lage: Mode | None = None) -> None:
        """See a code, in a mode of its own or the one that the law gives it; `av` is not seen."""
        lage = lage or self.law.observation(kod).mode(self.first)
        if lage != "av":
            self._seen[kod] = observation(
                self.law, kod, first=self.first, lage=lage, dag=answer_day(self.law, self.gjord)
            )

    def money(self, nyckel: str, name: str, belopp: Ore, *, rule: str = "", **varden: object) -> Ore:
        """Add a computed row of money that rests on a parameter or policy, and perhaps on one rule more; give it back."""
        self._trace(nyckel, name, belopp, "öre", rule=rule, policy=None, varden=varden)
        return belopp

    def day(
        self,
        nyckel: str,
        name: str,
        dag: date,
        *,
        rule: str = "",
        policy: str | None = None,
        **varden: object,
    ) -> date:
        """Add a computed day that rests on a parameter or policy, and perhaps on one policy more; give it back."""
        self._trace(nyckel, name, dag, "dag", rule=rule, policy=policy, varden=varden)
        return dag

    def time(self, nyckel: str, name: str, minuter: Fraction, *, rule: str = "", **varden: object) -> None:
        """Add a computed row of converted minutes."""
        self._trace(nyckel, name, minuter, "minuter", rule=rule, policy=None, varden=varden)

    def _trace(
        self,
        nyckel: str,
        name: str,
        resultat: object,
        enhet: str,
        *,
        rule: str,
        policy: str | None,
        varden: Mapping[str, object],
    ) -> None:
        rests_on = by_parameter(self.law, name, self.first, policy, rule)
        self.spar.append(rests_on.row(nyckel, resultat, enhet, varden))

    def paid_in_advance(self, entry: Preliminart, name: str) -> Ore:
        """Price what was paid in advance for a month: as stated, or at the month's schablonbelopp (rule B10)."""
        rate = self.paid_rate(entry)
        month, minuter = entry.month, entry.minuter
        part = priced(minuter, rate)
        return self.money(
            "preliminart_manad", name, part, rule="B10", manad=month, minuter=minuter, timbelopp=rate
        )

    def paid_rate(self, entry: Preliminart) -> Ore:
        """Give the öre per hour that was paid in advance."""
        return self.table(entry.month) if entry.timbelopp is None else entry.timbelopp

    def used(self, month: Month, minuter: Fraction, timbelopp: Fraction) -> Ore:
        """Price used time of a month: one part, rounded half up once (rule B3)."""
        part = priced(minuter, timbelopp)
        return self.money(
            "anvant_manad", AVRUNDNING, part, rule="B3", manad=month, minuter=minuter, timbelopp=timbelopp
        )

    def price(self, month: Month, stated: Ore | None) -> Fraction:
        """Price an hour of a month in exact öre: as stated and never above the cap, else the schablonbelopp."""
        if stated is None:
            return Fraction(self.table(month))
        highest = cap(self.law, month.first)
        if stated > highest:
            self.table(month)
            self.see("HOGRE_BELOPP_BEGRANSAT")
        return min(Fraction(stated), highest)

    def higher(self, entry: Preliminart) -> bool:
        """Tell whether more than the schablonbelopp was paid in advance per hour."""
        return entry.timbelopp is not None and entry.timbelopp > schablonbelopp(self.law, entry.month.first)

    def table(self, month: Month) -> Ore:
        """Give the month's schablonbelopp, and note one that is not verified."""
        value = self.law.parameter("schablonbelopp").at(month.first)
        if not value.verified_on(month.last):
            self.see("PARAMETER_EJ_VERIFIERAD")
        return schablonbelopp(self.law, month.first)


def exact(minuter: Fraction, timbelopp: Fraction | int) -> Fraction:
    """Price converted minutes at öre per hour without rounding."""
    return minuter * timbelopp / _MINUTES_PER_HOUR


def priced(minuter: Fraction, timbelopp: Fraction | int) -> Ore:
    """Price converted minutes at öre per hour: one part, rounded half up once."""
    return amount(units=minuter * UNITS_PER_MINUTE, rate=timbelopp)


def ordinary_pay_day(law: Law, *, after: date) -> date:
    """Give the first 20th after a day (F1091 9 §), moved by the free-day rule but never to before that day."""
    month = Month.of(after)
    while True:
        ordinary = law.parameter("utbetalningsdag").number(month.first)
        for nominal, actual in pay_days_in(law, month):
            if nominal.day == ordinary and nominal > after and actual >= after:
                return actual
        month = month.shift(1)


def last_month(period: Period) -> Month:
    """Give the last month of a closed period."""
    if period.last is None:
        raise CaseError("beviljandeperiod", "the period still runs")
    return Month.of(period.last)


def refuse_long(law: Law, period: Period) -> None:
    """Refuse a beviljandeperiod longer than the law allows (SFB 51:9); CaseError says so."""
    months = law.parameter("langsta_beviljandeperiod").number(period.start)
    if longer_than(period, months):
        raise CaseError("beviljandeperiod", f"longer than {months} months (SFB 51 kap. 9 §)")
