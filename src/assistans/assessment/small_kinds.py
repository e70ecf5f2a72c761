"""The small kinds of case: calendar, amount per hour, beräkningsperioder."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any, Final, NamedTuple

from assistans.assessment.basis import by_parameter
from assistans.assessment.bedomning import Regim, Sparrad
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


class SmallAnswer(NamedTuple):
    """What a small kind comes to: the keys of its `expect` as plain data, and its computed rows."""

    data: dict[str, Any]
    spar: tuple[Sparrad, ...]


def read_kalender(facts: Mapping[str, Any], law: Law) -> SmallAnswer:
    """Answer a `kalender`: the last reporting day and the pay days of an assistance month."""
    fields = Fields(facts, "", required=("month",), optional=("mottagen",))
    month, arrived = fields.need("month", plain.month), fields.maybe("mottagen", plain.day)
    last, (first, second) = last_reporting_day(law, month), pay_days(law, month)
    data: dict[str, Any] = {"sista_dag": str(last), "utbetalningsdagar": [str(first), str(second)]}
    to_pay = by_parameter(law, "utbetalningsdag", first, "helgflytt_utbetalning")
    to_report = by_parameter(law, "redovisningsdag", last, "helgflytt_redovisning")
    spar = [
        to_report.row("redovisningsdag", last, "dag", {}),
        to_pay.row("utbetalningsdagar", first, "dag", {"nasta": second}),
    ]
    if arrived is not None:
        day = pay_day(law, month=month, complete=arrived, not_before=arrived)
        data["utbetalningsdag"] = str(day)
        spar.append(to_pay.row("utbetalningsdag", day, "dag", {"mottagen": arrived}))
    return SmallAnswer(data, tuple(spar))


def read_timbelopp(facts: Mapping[str, Any], law: Law) -> SmallAnswer:
    """Answer a `timbelopp`: amounts of a day, or an amount counted up by a percentage."""
    fields = Fields(facts, "", optional=("day", "uppraknat_fran", "procent"))
    data: dict[str, Any] = {}
    spar: tuple[Sparrad, ...] = ()
    day = fields.maybe("day", plain.day)
    if day is not None:
        data, spar = _amounts_on(day, law)
    if "uppraknat_fran" in fields or "procent" in fields:
        both = Fields(facts, "", required=("uppraknat_fran", "procent"), optional=("day",))
        amount, percent = both.need("uppraknat_fran", plain.money), both.need("procent", _percent)
        new = counted_up(amount, percent, law)
        told = {"timbelopp": amount, "procent": both.need("procent", plain.text).replace(".", ",")}
        data, spar = data | {"nytt": new.kronor()}, (*spar, _counting_up(law, new, told))
    if not data:
        raise CaseError("", "state day, or uppraknat_fran and procent")
    return SmallAnswer(data, spar)


def _amounts_on(day: date, law: Law) -> SmallAnswer:
    amount, value = schablonbelopp(law, day), law.parameter("schablonbelopp").at(day)
    whole = law.parameter("timbelopp_hela_kronor").yes(day)
    highest, percent = shown_cap(cap(law, day), whole=whole), law.parameter("hogsta_timbelopp_procent")
    verified = value.verified_on(day)
    told = {"dag": day, "forfattning": value.sfs}
    rows = (
        by_parameter(law, "schablonbelopp", day).row(
            "schablonbelopp" if verified else "schablonbelopp_ej_verifierat", amount, "öre per timme", told
        ),
        by_parameter(law, percent.name, day).row(
            "hogsta_timbelopp", highest, "öre per timme", {"dag": day, "procent": percent.number(day)}
        ),
    )
    amounts = {"schablon": amount.kronor(), "hogsta": highest.kronor(), "verifierad": verified}
    return SmallAnswer(amounts, rows)


def _counting_up(law: Law, new: Ore, told: dict[str, object]) -> Sparrad:
    name = "uppraknad_ore_steg"
    first = law.parameter(name).values[-1].period.start
    return by_parameter(law, name, first).row("uppraknat_belopp", new, "öre per timme", told)


def shown_cap(exact: Fraction, *, whole: bool) -> Ore:
    """Show the cap: rounded down to öre, or to whole kronor with 50 öre up by the rule in force until 2018-09-30."""
    if whole:
        return Ore((exact + Fraction(_KRONA, 2)) // _KRONA * _KRONA)
    return Ore(floor(exact))


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


def read_berakningsperiod(facts: Mapping[str, Any], law: Law) -> SmallAnswer:
    """Answer a `berakningsperiod`: consecutive periods of a regime with the working-time limit of each."""
    fields = Fields(facts, "", required=("regim", "from", "antal"))
    regim = fields.need("regim", _regim)
    first, number = fields.need("from", plain.day), fields.need("antal", plain.whole_number)
    if not 1 <= number <= _MAX_PERIODS:
        raise CaseError("antal", f"state from 1 to {_MAX_PERIODS} periods")
    weekly = weekly_hours(law, regim, first)
    rests_on = by_parameter(law, f"veckograns_{regim}", first, "arbetstid_manadsdel")
    shown, spar = [], []
    for period in consecutive(law, regim, first, number):
        limit = limit_minutes(weekly, period)
        shown.append({"from": str(period.start), "to": str(period.last), "grans": duration_text(limit)})
        told = {"fran": period.start, "till": period.last, "veckograns": weekly, "regim": regim}
        spar.append(rests_on.row("berakningsperiod", limit, "minuter", told))
    return SmallAnswer({"perioder": shown}, tuple(spar))


_regim: Final[plain.Read[Regim]] = one_of("hushallsarbete", "arbetstidslagen", "kollektivavtal")


def consecutive(law: Law, regim: Regim, first: date, number: int) -> list[Period]:
    """Give so many beräkningsperioder of a regime, one after the other from their start (rule 3.2)."""
    length = law.parameter(f"berakningsperiod_{regim}")
    step = length.number(first)
    starts = [add_months(first, place * step) for place in range(number + 1)]
    if length.unit == "dagar":
        starts = [first + timedelta(place * step) for place in range(number + 1)]
    return [Period(*pair) for pair in pairwise(starts)]
