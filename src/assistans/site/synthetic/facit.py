"""What a planned month is worth, by the plan and simple arithmetic alone. Money in öre, time in units of 1/28 minute."""

from collections import Counter

from assistans.site.synthetic import worked
from assistans.site.synthetic.plans import Manadsplan, Personplan, computable
from assistans.site.synthetic.worked import UNITS
from assistans.timeline.months import Month


def paid_units(month: Manadsplan) -> dict[str, int]:
    """The units that shall be paid, by whose time they are."""
    units: Counter[str] = Counter()
    for report in month.last:
        units[report.nyckel] += worked.units(worked.total(month.month, computable(month.month, report.rader)))
    for taken in month.tagna:
        units[taken.nyckel] -= taken.minuter * UNITS[taken.slag]
    return dict(units)


def belopp(month: Manadsplan) -> int:
    """The month's money: each payee's units priced once, never more than accounted costs where those decide."""
    by_payee = paid_units(month).values()
    if month.hogst_ore is None:
        return sum(worked.ore(units, per_hour=month.per_hour) for units in by_payee)
    return min(month.hogst_ore, worked.ore(sum(by_payee), per_hour=month.per_hour))


def kommun(plan: Personplan, number: Month) -> int | None:
    """The kommun's part of a month in order after a month in order; None where it is not foretold.

    The week that the month begins inside has used what the month before had of it, if that month was planned.
    """
    month, before = plan.manader[number], plan.manader.get(number.shift(-1))
    months = [month] + ([before] if before else [])
    if len(plan.kommuner) > 1 or not all(_in_order(each) for each in months):
        return None
    earlier = worked.weeks(before.month, (rad for _, rad in before.rows())) if before else {}
    units = worked.kommun_units(number, (rad for _, rad in month.rows()), before=earlier)
    return worked.ore(units, per_hour=month.per_hour)


def _in_order(month: Manadsplan) -> bool:
    """Decided by the machine at once, for all that was reported, at an amount an hour."""
    return month.kind == "maskinellt" and month.koder_sist is None and month.hogst_ore is None
