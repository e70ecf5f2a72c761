"""What a grant gives for its whole beviljandeperiod (SFB 51:9; rules B1, B4 and B6)."""

from fractions import Fraction
from functools import lru_cache

from assistans.assessment.basis import refuse_unknown
from assistans.facts import Beslut, BeviljadTid
from assistans.facts.beslut import Per
from assistans.law import Law
from assistans.timeline.months import Month, Period, add_months

_MONTHS_IN_HALF_YEAR = 6
_DAYS_IN_WEEK = 7


def beviljade_minuter(law: Law, grant: Beslut, tid: BeviljadTid) -> Fraction:
    """Give the minutes of a whole beviljandeperiod, exact."""
    if tid.per == "period":
        return Fraction(tid.minuter)
    if tid.per == "per_vecka":
        return tid.minuter * _weeks(law, grant.beviljandeperiod)
    refuse_unknown(law, grant.beviljandeperiod.start, bruten_manad="efter_dagar")
    return tid.minuter * _months(grant.beviljandeperiod)


def rests_on(period: Period, per: Per) -> str:
    """Name the parameter or policy by which a grant's whole time is worked out."""
    if per == "per_vecka":
        return "veckor_per_halvar" if _half_year(period) else "veckor_annan_period"
    return "bruten_manad" if per == "per_manad" else "langsta_beviljandeperiod"


@lru_cache(maxsize=4096)
def _half_year(period: Period) -> bool:
    return add_months(period.start, _MONTHS_IN_HALF_YEAR) == period.end


@lru_cache(maxsize=4096)
def _weeks(law: Law, period: Period) -> Fraction:
    # Six months to the day are 26 weeks (JO 4068-2000), n whole calendar months n sixths of that; any other
    # period goes by its days.
    half_year = law.parameter("veckor_per_halvar").number(period.start)
    if _half_year(period):
        return Fraction(half_year)
    refuse_unknown(law, period.start, veckor_annan_period="sjattedelar_annars_dagar")
    for months in range(1, _MONTHS_IN_HALF_YEAR):
        if period.start.day == 1 and add_months(period.start, months) == period.end:
            return Fraction(months * half_year, _MONTHS_IN_HALF_YEAR)
    return Fraction(period.length, _DAYS_IN_WEEK)


def _months(period: Period) -> Fraction:
    month, found = Month.of(period.start), Fraction(0)
    while period.end is not None and month.first < period.end:
        found += Fraction(period.within(month.period).length, month.days)
        month = month.shift(1)
    return found
