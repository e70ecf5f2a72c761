"""Avräkning: a larger deviation of one advance month is settled before the period is over (SFB 51:15; rule B11)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar

from assistans.assessment.regleringar.work import (
    SettlementAnswer,
    SettlementWork,
    exact,
    ordinary_pay_day,
)
from assistans.facts import Avrakning
from assistans.facts.regleringar import Atgard
from assistans.law import Law
from assistans.timeline.months import Month
from assistans.timeline.quantities import NOLL, Ore

_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AvrakningAnswer(SettlementAnswer):
    """What an advance month's avräkning comes to: `belopp` in öre without sign, 0 when nothing is done.

    `utbetalt` and `varde` are the month's preliminary payment and the value of its used time. `sista_dag` is the
    last day for an avräkning, `dag` the day on which its money moves.
    """

    kind: ClassVar[str] = "avrakning"
    month: Month
    atgard: Atgard
    belopp: Ore
    utbetalt: Ore
    varde: Ore
    dag: date
    sista_dag: date


def settle_interim(facts: Avrakning, law: Law) -> AvrakningAnswer:
    """Compare a month's preliminary payment with the value of its used time; only a larger deviation moves money.

    Pure. MissingParameterError when the law lacks a value (SFB 51:15; rule B11).
    """
    month = facts.preliminart.month
    work = SettlementWork(law, first=month.first, gjord=facts.gjord)
    utbetalt, varde, larger = _deviation(facts, work)
    atgard, belopp = _measure(varde - utbetalt if larger else NOLL)
    _trace_deviation(work, atgard, belopp, Ore(abs(varde - utbetalt)))
    return AvrakningAnswer(
        month=month,
        atgard=atgard,
        belopp=belopp,
        utbetalt=utbetalt,
        varde=varde,
        dag=_pay_day(work),
        sista_dag=_last_day(facts, work),
        iakttagelser=work.iakttagelser,
        spar=tuple(work.spar),
        lag=law.version,
    )


def _deviation(facts: Avrakning, work: SettlementWork) -> tuple[Ore, Ore, bool]:
    preliminart, anvant = facts.preliminart, facts.anvant
    rate = work.price(preliminart.month, preliminart.timbelopp)
    utbetalt = work.paid_in_advance(preliminart, "avrakning_manader")
    varde = work.used(preliminart.month, anvant.minuter, rate)
    paid = exact(preliminart.minuter, work.paid_rate(preliminart))
    return utbetalt, varde, _larger(work, abs(exact(anvant.minuter, rate) - paid), paid)


def _larger(work: SettlementWork, deviation: Fraction, paid: Fraction) -> bool:
    # Before rounding, so that exactly a tenth of the time is exactly a tenth of the money.
    percent = work.law.parameter("avvikelse_procent").number(work.first)
    kronor = work.law.parameter("avvikelse_kronor").ore(work.first)
    return deviation * _PERCENT >= paid * percent or deviation >= kronor


def _measure(difference: Ore) -> tuple[Atgard, Ore]:
    if difference > 0:
        return "tillagg", difference
    return ("minskning", Ore(-difference)) if difference < 0 else ("ingen", NOLL)


def _trace_deviation(work: SettlementWork, atgard: Atgard, belopp: Ore, avvikelse: Ore) -> None:
    work.money(
        f"avvikelse_{atgard}",
        "avvikelse_procent",
        belopp,
        avvikelse=avvikelse,
        procent=work.law.parameter("avvikelse_procent").number(work.first),
        gransbelopp=work.law.parameter("avvikelse_kronor").ore(work.first),
    )


def _pay_day(work: SettlementWork) -> date:
    day = ordinary_pay_day(work.law, after=work.gjord)
    return work.day("regleringsdag", "utbetalningsdag", day, policy="helgflytt_utbetalning")


def _last_day(facts: Avrakning, work: SettlementWork) -> date:
    before = work.law.parameter("preliminar_manader_fore").number(work.first)
    after = work.law.parameter("avrakning_manader").number(work.first)
    day = facts.preliminart.month.shift(after - before).last
    policy = "preliminar_manader_fore"
    return work.day("avrakning_sista_dag", "avrakning_manader", day, policy=policy, gjord=work.gjord)
