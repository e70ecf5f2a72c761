"""Avstämning: a part at the higher amount in arrears is reconciled over its months (F1091 7 a, 9, 10 §§; rules H6–H8)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import ClassVar

from assistans.assessment.basis import refuse_unknown
from assistans.assessment.priser import cap
from assistans.assessment.regleringar.work import (
    SettlementAnswer,
    SettlementWork,
    exact,
    last_month,
    priced,
    refuse_long,
)
from assistans.facts import Avstamning
from assistans.facts.regleringar import Avstamningsmanad
from assistans.law import Law, pay_day
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import NOLL, Ore

_MINUTES_PER_HOUR = 60
Manader = tuple[Avstamningsmanad, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AvstamningAnswer(SettlementAnswer):
    """What a part comes to, in öre: `att_betala` (never negative) and the cap `tak` of its months together.

    `tak` and `snittbelopp` (per hour, after the payment) are rounded down. `kommun` is the municipality's part,
    None when its hours are not known. `dag` None = no month lies where the law has an avstämning.
    """

    kind: ClassVar[str] = "avstamning"
    beviljandeperiod: Period
    att_betala: Ore
    tak: Ore
    snittbelopp: Ore
    kommun: Ore | None
    dag: date | None


def reconcile(facts: Avstamning, law: Law) -> AvstamningAnswer:
    """Reconcile a part: the lower of approved costs and cap over its months, less what was decided monthly.

    Pure; the order of months is irrelevant. MissingParameterError when the law lacks a value (F1091 7 a §).
    """
    refuse_long(law, facts.beviljandeperiod)
    work = SettlementWork(law, first=last_month(facts.beviljandeperiod).first, gjord=facts.gjord)
    manader = _months(facts, work)
    tak = Ore(floor(sum((_cap_of(work, manad) for manad in manader), Fraction())))
    att_betala = _to_pay(work, manader, tak)
    snitt = _average(work, manader, att_betala)
    kommun = _kommun(work, manader, att_betala)
    dag = _pay_day(facts, work) if manader else None
    if dag is not None and kommun:
        _trace_debit(work, dag)
    return AvstamningAnswer(
        beviljandeperiod=facts.beviljandeperiod,
        att_betala=att_betala,
        tak=tak,
        snittbelopp=snitt,
        kommun=kommun,
        dag=dag,
        iakttagelser=work.iakttagelser,
        spar=tuple(work.spar),
        lag=law.version,
    )


def _months(facts: Avstamning, work: SettlementWork) -> Manader:
    first = work.law.parameter("avstamning_fran").day(work.first)
    ordered = sorted(facts.manader, key=lambda manad: manad.month)
    for manad in ordered:
        if manad.month.first < first:
            work.day("avstamning_utanfor", "avstamning_fran", first, manad=manad.month)
    return tuple(manad for manad in ordered if manad.month.first >= first)


def _cap_of(work: SettlementWork, manad: Avstamningsmanad) -> Fraction:
    work.table(manad.month)
    highest = cap(work.law, manad.month.first)
    part = exact(manad.minuter, highest)
    work.money(
        "avstamning_manad",
        "hogsta_timbelopp_procent",
        Ore(floor(part)),
        rule="H6",
        manad=manad.month,
        minuter=manad.minuter,
        timbelopp=highest,
        kostnader=manad.kostnader,
        beslutat=manad.beslutat,
    )
    return part


def _to_pay(work: SettlementWork, manader: Manader, tak: Ore) -> Ore:
    kostnader = Ore(sum(manad.kostnader for manad in manader))
    beslutat = Ore(sum(manad.beslutat for manad in manader))
    if kostnader > tak:
        work.see("HOGRE_BELOPP_BEGRANSAT")
    to_pay = Ore(max(0, min(kostnader, tak) - beslutat))
    name = "avstamning_fran"
    return work.money("avstamning", name, to_pay, kostnader=kostnader, periodtak=tak, beslutat=beslutat)


def _average(work: SettlementWork, manader: Manader, att_betala: Ore) -> Ore:
    refuse_unknown(work.law, work.first, tak_visas="nedat")
    minuter = _minutes(manader)
    if not minuter:
        return NOLL
    paid = att_betala + sum(manad.beslutat for manad in manader)
    average = Ore(floor(paid * _MINUTES_PER_HOUR / minuter))
    return work.money("snittbelopp", "tak_visas", average, minuter=minuter, betalt=paid)


def _minutes(manader: Manader) -> Fraction:
    return sum((manad.minuter for manad in manader), Fraction())


def _kommun(work: SettlementWork, manader: Manader, att_betala: Ore) -> Ore | None:
    known = [manad.kommunminuter for manad in manader if manad.kommunminuter is not None]
    if len(known) < len(manader):
        return None
    refuse_unknown(work.law, work.first, avstamning_kommunandel="efter_tid")
    # Its share of the hours at what an hour comes to, rounded half up once.
    minuter, kommunminuter = _minutes(manader), sum(known, Fraction())
    share = priced(kommunminuter, att_betala * _MINUTES_PER_HOUR / minuter) if minuter else NOLL
    name = "avstamning_kommunandel"
    return work.money("avstamning_kommun", name, share, kommunminuter=kommunminuter, minuter=minuter)


def _pay_day(facts: Avstamning, work: SettlementWork) -> date:
    last = last_month(facts.beviljandeperiod)
    day = pay_day(work.law, month=last, complete=last.last, not_before=facts.gjord)
    policy = "helgflytt_utbetalning"
    return work.day("avstamningsdag", "utbetalningsdag", day, rule="H6", policy=policy, gjord=facts.gjord)


def _trace_debit(work: SettlementWork, dag: date) -> None:
    following = Month.of(dag).shift(1).first
    debit = following.replace(day=work.law.parameter("avstamning_debiteringsdag").number(following))
    work.day("avstamning_debitering", "avstamning_debiteringsdag", debit)
