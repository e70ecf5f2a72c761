"""Slutavräkning: a period with months paid in advance is settled once and finally (SFB 51:15, 51:20; rules B12–B17)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assistans.assessment.regleringar.work import (
    SettlementAnswer,
    SettlementWork,
    last_month,
    ordinary_pay_day,
    priced,
    refuse_long,
)
from assistans.facts import CaseError, Slutavrakning
from assistans.law import Law, pay_day
from assistans.timeline.months import Month, add_months
from assistans.timeline.quantities import NOLL, Ore


@dataclass(frozen=True, slots=True, kw_only=True)
class SlutavrakningAnswer(SettlementAnswer):
    """What a period comes to, in öre: paid, the value used, and what is to be repaid or paid (never both).

    `dag` None = nothing is settled: the account of costs is missing. `sista_dag` is the last day for the settlement.
    """

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
    if _account_missing(facts, work):
        work.trace("ingen_slutavrakning", "egna_kostnader_avgor", resultat=NOLL, enhet="öre")
        return _answer(work, utbetalt, sista_dag)
    anvant = _lower(facts, work, by_the_hour)
    _trace_difference(work, utbetalt, anvant)
    return _answer(work, utbetalt, sista_dag, anvant=anvant, dag=_pay_day(facts, work))


def _answer(
    work: SettlementWork,
    utbetalt: Ore,
    sista_dag: date,
    *,
    anvant: Ore | None = None,
    dag: date | None = None,
) -> SlutavrakningAnswer:
    difference = NOLL if anvant is None else anvant - utbetalt
    return SlutavrakningAnswer(
        utbetalt=utbetalt,
        anvant_belopp=anvant or NOLL,
        aterbetalas=Ore(max(0, -difference)),
        tillgodo=Ore(max(0, difference)),
        dag=dag,
        sista_dag=sista_dag,
        iakttagelser=work.iakttagelser,
        spar=tuple(work.spar),
        lag=work.law.version,
    )


def _see_late(facts: Slutavrakning, work: SettlementWork) -> None:
    for rakning in sorted(facts.rakningar, key=lambda rakning: (rakning.month, rakning.mottagen)):
        if rakning.mottagen > facts.gjord:
            work.see("EFTER_SLUTAVRAKNING")
            work.trace(
                "rakning_efter_slutavrakning",
                "slutavrakning_manader",
                resultat=rakning.mottagen,
                enhet="dag",
                manad=rakning.month,
                gjord=facts.gjord,
            )


def _paid(facts: Slutavrakning, work: SettlementWork) -> Ore:
    paid = NOLL
    for entry in sorted(facts.preliminart, key=lambda entry: entry.month):
        rate = work.table(entry.month) if entry.timbelopp is None else entry.timbelopp
        part = priced(entry.minuter, rate)
        work.trace(
            "preliminart_manad",
            "slutavrakning_manader",
            resultat=part,
            enhet="öre",
            rule="B10",
            manad=entry.month,
            minuter=entry.minuter,
            timbelopp=rate,
        )
        paid += part
    for settled in sorted(facts.avrakningar, key=lambda settled: settled.month):
        work.trace(
            f"avrakning_{settled.atgard}",
            "avrakning_manader",
            resultat=settled.belopp,
            enhet="öre",
            manad=settled.month,
        )
        paid += settled.belopp if settled.atgard == "tillagg" else -settled.belopp
    for month in sorted(facts.utbetalt_efterskott, key=lambda month: month.month):
        work.trace(
            "efterskott_manad",
            "efterskott_blandad",
            resultat=month.belopp,
            enhet="öre",
            manad=month.month,
        )
        paid += month.belopp
    if paid < 0:
        raise CaseError("avrakningar", "they take back more than was paid in advance")
    return paid


def _value(facts: Slutavrakning, work: SettlementWork) -> Ore:
    stated = {entry.month: entry.timbelopp for entry in facts.preliminart}
    left, value = facts.beviljad, NOLL
    for entry in sorted(facts.anvant, key=lambda entry: entry.month):
        fits = entry.minuter if left is None else min(entry.minuter, left)
        left = None if left is None else left - fits
        price = work.price(entry.month, stated.get(entry.month))
        part = priced(fits, price.timbelopp)
        work.trace(
            "anvant_manad",
            "avrundning_ore",
            resultat=part,
            enhet="öre",
            rule="B3",
            manad=entry.month,
            minuter=fits,
            timbelopp=price.timbelopp,
        )
        _trace_over(work, entry.month, entry.minuter - fits)
        value += part
    return value + _value_of_arrears(facts)


def _trace_over(work: SettlementWork, month: Month, over: Fraction) -> None:
    if over:
        work.see("OVER_BEVILJAD_TID")
        work.trace(
            "over_beviljad_manad",
            "langsta_beviljandeperiod",
            resultat=over,
            enhet="minuter",
            rule="B3",
            manad=month,
        )


def _value_of_arrears(facts: Slutavrakning) -> Ore:
    # An arrears month whose time is not stated was decided for time performed: it is worth what was paid for it.
    stated = {entry.month for entry in facts.anvant}
    return Ore(sum(paid.belopp for paid in facts.utbetalt_efterskott if paid.month not in stated))


def _account_missing(facts: Slutavrakning, work: SettlementWork) -> bool:
    if facts.kostnader is not None:
        return False
    if facts.egen_arbetsgivare and work.law.parameter("egna_kostnader_avgor").yes(work.first):
        work.see("KOSTNADSREDOVISNING_SAKNAS", "vanta")
        return True
    return _higher_without_account(facts, work)


def _higher_without_account(facts: Slutavrakning, work: SettlementWork) -> bool:
    # F1091 7 § 2 st.: at a higher amount all costs are accounted for in connection with the settlement.
    mode = work.law.observation("KOSTNADSREDOVISNING_SAKNAS").mode(work.first)
    if mode == "av" or not any(
        work.price(entry.month, entry.timbelopp).higher for entry in facts.preliminart
    ):
        return False
    work.see("KOSTNADSREDOVISNING_SAKNAS")
    return mode != "notera"


def _lower(facts: Slutavrakning, work: SettlementWork, by_the_hour: Ore) -> Ore:
    if facts.kostnader is None:
        return by_the_hour
    if facts.kostnader < by_the_hour:
        work.see("KOSTNAD_UNDER_TIMBELOPP")
    lower = min(facts.kostnader, by_the_hour)
    work.trace(
        "kostnader_period",
        "egna_kostnader_avgor",
        resultat=lower,
        enhet="öre",
        rule="H5",
        kostnader=facts.kostnader,
        varde=by_the_hour,
    )
    return lower


def _trace_difference(work: SettlementWork, utbetalt: Ore, anvant: Ore) -> None:
    key = "slutavrakning_jamn" if utbetalt == anvant else "tillgodo" if anvant > utbetalt else "aterbetalas"
    work.trace(
        key,
        "slutavrakning_manader",
        resultat=Ore(abs(anvant - utbetalt)),
        enhet="öre",
        rule="B14" if key == "aterbetalas" else "B13",
        betalt=utbetalt,
        varde=anvant,
    )


def _last_day(facts: Slutavrakning, work: SettlementWork) -> date:
    last = facts.beviljandeperiod.last or facts.gjord
    months = work.law.parameter("slutavrakning_manader").number(last)
    choice = work.law.parameter("slutavrakning_slutdag").choice(last, "samma_dagtal", "manadens_slut")
    day = add_months(last, months) if choice == "samma_dagtal" else Month.of(last).shift(months).last
    work.trace(
        "slutavrakning_sista_dag", "slutavrakning_slutdag", resultat=day, enhet="dag", gjord=facts.gjord
    )
    return day


def _pay_day(facts: Slutavrakning, work: SettlementWork) -> date:
    arrears = _arrears_months(facts)
    if arrears:
        last = max(arrears)
        day = pay_day(work.law, month=last, complete=_complete(facts, last), not_before=facts.gjord)
    else:
        day = ordinary_pay_day(work.law, after=facts.gjord)
    work.trace(
        "regleringsdag",
        "utbetalningsdag",
        resultat=day,
        enhet="dag",
        policy="helgflytt_utbetalning",
        rule="B13",
    )
    return day


def _arrears_months(facts: Slutavrakning) -> set[Month]:
    months = {paid.month for paid in facts.utbetalt_efterskott}
    if facts.utbetalning != "forskott":
        in_advance = {entry.month for entry in facts.preliminart}
        months |= {entry.month for entry in facts.anvant if entry.month not in in_advance}
    return months


def _complete(facts: Slutavrakning, month: Month) -> date:
    arrived = [r.mottagen for r in facts.rakningar if r.month == month and r.mottagen <= facts.gjord]
    return max(arrived, default=month.last)
