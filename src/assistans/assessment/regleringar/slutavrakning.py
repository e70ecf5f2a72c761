"""Slutavräkning: a period with months paid in advance is settled once and finally (SFB 51:15, 51:20; rules B12–B17)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar, TypeVar

from assistans.assessment.basis import refuse_unknown
from assistans.assessment.regleringar.work import (
    SettlementAnswer,
    SettlementWork,
    last_month,
    ordinary_pay_day,
    refuse_long,
)
from assistans.facts import CaseError, Slutavrakning
from assistans.facts.regleringar import (
    GjordAvrakning,
    Manadsbelopp,
    Manadsrakning,
    Manadstid,
    Preliminart,
)
from assistans.law import Law, pay_day
from assistans.timeline.months import Month, Period, add_months
from assistans.timeline.quantities import NOLL, Ore

Dated = TypeVar("Dated", Preliminart, Manadstid, Manadsbelopp, GjordAvrakning)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlutavrakningAnswer(SettlementAnswer):
    """What a period comes to, in öre: paid, the value used, and what is to be repaid or paid (never both).

    `dag` None = nothing is settled: the account of costs is missing. `sista_dag` is the last day for the settlement.
    """

    kind: ClassVar[str] = "slutavrakning"
    beviljandeperiod: Period
    utbetalt: Ore
    anvant_belopp: Ore
    aterbetalas: Ore
    tillgodo: Ore
    dag: date | None
    sista_dag: date


def settle_finally(facts: Slutavrakning, law: Law) -> SlutavrakningAnswer:
    """Settle a period: the value of the time used within the grant, or the costs when lower, against what was paid.

    Pure; equal facts give an equal answer whatever the order of the lists. CaseError when the facts cannot stand
    together, MissingParameterError when the law lacks a value (SFB 51:15; rules B12 to B17).
    """
    refuse_long(law, facts.beviljandeperiod)
    work = SettlementWork(law, first=last_month(facts.beviljandeperiod).first, gjord=facts.gjord)
    _see_late(facts, work)
    utbetalt = _paid(facts, work)
    by_the_hour = _value(facts, work)
    sista_dag = _last_day(facts, work)
    missing = _account_missing(facts, work)
    anvant = _lower(facts, work, by_the_hour) if not missing else utbetalt
    dag = None
    if missing:
        work.money("ingen_slutavrakning", missing, NOLL, rule="H5")
    else:
        _trace_difference(work, utbetalt, anvant)
        dag = _pay_day(facts, work)
    return SlutavrakningAnswer(
        beviljandeperiod=facts.beviljandeperiod,
        utbetalt=utbetalt,
        anvant_belopp=NOLL if missing else anvant,
        aterbetalas=Ore(max(0, utbetalt - anvant)),
        tillgodo=Ore(max(0, anvant - utbetalt)),
        dag=dag,
        sista_dag=sista_dag,
        iakttagelser=work.iakttagelser,
        spar=tuple(work.spar),
        lag=law.version,
    )


def _see_late(facts: Slutavrakning, work: SettlementWork) -> None:
    late = [rakning for rakning in facts.rakningar if rakning.mottagen > facts.gjord]
    for rakning in sorted(late, key=lambda rakning: (rakning.month, rakning.mottagen)):
        work.see("EFTER_SLUTAVRAKNING")
        _trace_late(rakning, work)


def _trace_late(rakning: Manadsrakning, work: SettlementWork) -> None:
    key, name = "rakning_efter_slutavrakning", "slutavrakning_manader"
    work.day(key, name, rakning.mottagen, manad=rakning.month, gjord=work.gjord)


def _paid(facts: Slutavrakning, work: SettlementWork) -> Ore:
    paid = NOLL
    for entry in _by_month(facts.preliminart):
        paid += work.paid_in_advance(entry, "slutavrakning_manader")
    for settled in _by_month(facts.avrakningar):
        paid += _moved(settled, work)
    for arrears in _by_month(facts.utbetalt_efterskott):
        name = "efterskott_schablon"
        paid += work.money("efterskott_manad", name, arrears.belopp, manad=arrears.month)
    if paid < 0:
        raise CaseError("avrakningar", "they take back more than was paid in advance")
    return paid


def _moved(settled: GjordAvrakning, work: SettlementWork) -> Ore:
    key = f"avrakning_{settled.atgard}"
    belopp = work.money(key, "avrakning_manader", settled.belopp, manad=settled.month)
    return belopp if settled.atgard == "tillagg" else Ore(-belopp)


def _value(facts: Slutavrakning, work: SettlementWork) -> Ore:
    # In time order, so that what the grant does not hold is the last.
    stated = {entry.month: entry.timbelopp for entry in facts.preliminart}
    left, value = facts.beviljad, NOLL
    for entry in _by_month(facts.anvant):
        fits = entry.minuter if left is None else min(entry.minuter, left)
        left = None if left is None else left - fits
        value += work.used(entry.month, fits, work.price(entry.month, stated.get(entry.month)))
        if fits < entry.minuter:
            _see_over(work, entry.month, entry.minuter - fits)
    return value + _value_of_arrears(facts)


def _see_over(work: SettlementWork, month: Month, over: Fraction) -> None:
    work.see("OVER_BEVILJAD_TID")
    work.time("over_beviljad_manad", "langsta_beviljandeperiod", over, rule="B3", manad=month)


def _value_of_arrears(facts: Slutavrakning) -> Ore:
    # An arrears month whose time is not stated was decided for time performed: it is worth what was paid for it.
    stated = {entry.month for entry in facts.anvant}
    return Ore(sum(paid.belopp for paid in facts.utbetalt_efterskott if paid.month not in stated))


def _account_missing(facts: Slutavrakning, work: SettlementWork) -> str:
    """Give the parameter or policy by which a missing account of costs stops the settlement; empty when none does."""
    if facts.kostnader is not None:
        return ""
    if facts.egen_arbetsgivare and work.law.parameter("egna_kostnader_avgor").yes(work.first):
        work.see("KOSTNADSREDOVISNING_SAKNAS", "vanta")
        return "egna_kostnader_avgor"
    return "kostnader_avgor" if _higher_without_account(facts, work) else ""


def _higher_without_account(facts: Slutavrakning, work: SettlementWork) -> bool:
    # F1091 7 § 2 st.: at a higher amount all costs are accounted for in connection with the settlement.
    if not any(work.higher(entry) for entry in facts.preliminart):
        return False
    work.see("KOSTNADSREDOVISNING_SAKNAS")
    return work.law.observation("KOSTNADSREDOVISNING_SAKNAS").mode(work.first) in {"vanta", "stopp"}


def _lower(facts: Slutavrakning, work: SettlementWork, by_the_hour: Ore) -> Ore:
    if facts.kostnader is None:
        return by_the_hour
    if facts.kostnader < by_the_hour:
        work.see("KOSTNAD_UNDER_TIMBELOPP")
    lower = min(facts.kostnader, by_the_hour)
    name, costs = "egna_kostnader_avgor", facts.kostnader
    return work.money("kostnader_period", name, lower, rule="H5", kostnader=costs, varde=by_the_hour)


def _trace_difference(work: SettlementWork, utbetalt: Ore, anvant: Ore) -> None:
    refuse_unknown(work.law, work.first, aterbetalning_senast="slutavrakningen")
    nyckel, name, rule = "slutavrakning_jamn", "slutavrakning_manader", "B12"
    if anvant != utbetalt:
        repaid = ("aterbetalas", "aterbetalning_senast", "B14")
        nyckel, name, rule = repaid if anvant < utbetalt else ("tillgodo", name, "B13")
    work.money(nyckel, name, Ore(abs(anvant - utbetalt)), rule=rule, betalt=utbetalt, varde=anvant)


def _last_day(facts: Slutavrakning, work: SettlementWork) -> date:
    last = facts.beviljandeperiod.last or facts.gjord
    months = work.law.parameter("slutavrakning_manader").number(last)
    choice = work.law.parameter("slutavrakning_slutdag").choice(last, "samma_dagtal", "manadens_slut")
    day = add_months(last, months) if choice == "samma_dagtal" else Month.of(last).shift(months).last
    return work.day("slutavrakning_sista_dag", "slutavrakning_slutdag", day, gjord=facts.gjord)


def _pay_day(facts: Slutavrakning, work: SettlementWork) -> date:
    arrears = _arrears_months(facts)
    if arrears:
        last = max(arrears)
        day = pay_day(work.law, month=last, complete=_complete(facts, last), not_before=facts.gjord)
    else:
        day = ordinary_pay_day(work.law, after=facts.gjord)
    return work.day("regleringsdag", "utbetalningsdag", day, rule="B13", policy="helgflytt_utbetalning")


def _arrears_months(facts: Slutavrakning) -> set[Month]:
    months = {paid.month for paid in facts.utbetalt_efterskott}
    if facts.utbetalning != "forskott":
        in_advance = {entry.month for entry in facts.preliminart}
        months |= {entry.month for entry in facts.anvant if entry.month not in in_advance}
    return months


def _complete(facts: Slutavrakning, month: Month) -> date:
    arrived = [r.mottagen for r in facts.rakningar if r.month == month and r.mottagen <= facts.gjord]
    return max(arrived, default=month.last)


def _by_month(entries: Iterable[Dated]) -> list[Dated]:
    return sorted(entries, key=lambda entry: entry.month)
