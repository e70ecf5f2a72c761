"""The small kinds of case: calendar, amount per hour, beräkningsperioder."""

import re
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from assistans.assessment.checks.arbetstid import limit_minutes
from assistans.assessment.priser import cap, schablonbelopp
from assistans.facts import CaseError, plain
from assistans.facts.plain import Fields, one_of
from assistans.law import Law, last_reporting_day, pay_day, pay_days, weekly_hours
from assistans.timeline.months import Period, add_months
from assistans.timeline.quantities import Ore, duration_text

_PERCENT: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{1,4})?")
_MAX_PERIODS: Final = 100
_KRONA: Final = 100


def read_kalender(facts: Mapping[str, Any], law: Law) -> dict[str, Any]:
    """Answer a `kalender`: the last reporting day and the pay days of an assistance month."""
    fields = Fields(facts, "", required=("month",), optional=("mottagen",))
    month, arrived = fields.need("month", plain.month), fields.maybe("mottagen", plain.day)
    answer: dict[str, Any] = {
        "sista_dag": last_reporting_day(law, month).isoformat(),
        "utbetalningsdagar": [day.isoformat() for day in pay_days(law, month)],
    }
    if arrived is not None:
        answer["utbetalningsdag"] = pay_day(
            law, month=month, complete=arrived, not_before=arrived
        ).isoformat()
    return answer


def read_timbelopp(facts: Mapping[str, Any], law: Law) -> dict[str, Any]:
    """Answer a `timbelopp`: amounts of a day, or an amount counted up by a percentage."""
    fields = Fields(facts, "", optional=("day", "uppraknat_fran", "procent"))
    answer: dict[str, Any] = {}
    day = fields.maybe("day", plain.day)
    if day is not None:
        amount = law.parameter("schablonbelopp")
        answer = {
            "schablon": schablonbelopp(law, day).kronor(),
            "hogsta": shown_cap(
                cap(law, day), whole=law.parameter("timbelopp_hela_kronor").yes(day)
            ).kronor(),
            "verifierad": amount.at(day).verified_on(day),
        }
    if "uppraknat_fran" in fields or "procent" in fields:
        percent = Fields(facts, "", required=("uppraknat_fran", "procent"), optional=("day",)).need(
            "procent", _percent
        )
        answer["nytt"] = counted_up(fields.need("uppraknat_fran", plain.money), percent, law).kronor()
    if not answer:
        raise CaseError("", "state day, or uppraknat_fran and procent")
    return answer


def shown_cap(exact: Fraction, *, whole: bool) -> Ore:
    """Show the cap: rounded down to öre, or to whole kronor with 50 öre up by the rule in force until 2018-09-30."""
    if whole:
        return Ore((exact + Fraction(_KRONA, 2)) // _KRONA * _KRONA)
    return Ore(exact // 1)


def counted_up(amount: Ore, percent: Fraction, law: Law) -> Ore:
    """Count an amount up and round it to the nearest ten öre, five up (F1091 5 §; rule 1.2)."""
    parameter = law.parameter("uppraknad_ore_steg")
    step = parameter.number(parameter.values[-1].period.start)
    exact = amount * (1 + percent / 100)
    return Ore((exact + Fraction(step, 2)) // step * step)


def _percent(node: Any, path: str) -> Fraction:
    written = plain.text(node, path)
    if not _PERCENT.fullmatch(written):
        raise CaseError(path, f"{written[:80]!r} is not a percentage, such as 1.5")
    return Fraction(written)


def read_berakningsperiod(facts: Mapping[str, Any], law: Law) -> dict[str, Any]:
    """Answer a `berakningsperiod`: consecutive periods of a regime with the working-time limit of each."""
    fields = Fields(facts, "", required=("regim", "from", "antal"))
    regime = fields.need("regim", one_of("hushallsarbete", "arbetstidslagen", "kollektivavtal"))
    first, number = fields.need("from", plain.day), fields.need("antal", plain.whole_number)
    if not 1 <= number <= _MAX_PERIODS:
        raise CaseError("antal", f"state from 1 to {_MAX_PERIODS} periods")
    weekly = weekly_hours(law, regime, first)
    length = law.parameter(f"berakningsperiod_{regime}")
    step = length.number(first)
    starts = [add_months(first, place * step) for place in range(number + 1)]
    if length.unit == "dagar":
        starts = [first.fromordinal(first.toordinal() + place * step) for place in range(number + 1)]
    periods = [Period(*pair) for pair in pairwise(starts)]
    return {"perioder": [_shown(period, limit_minutes(weekly, period)) for period in periods]}


def _shown(period: Period, limit: int) -> dict[str, str]:
    return {"from": str(period.start), "to": str(period.last), "grans": duration_text(limit)}
