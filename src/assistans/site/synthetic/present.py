"""The month under way when the demo ends: May 2026 in each state that people meet on the pages.

Nothing of it is paid or foretold: it is there to be worked with. Only persons whose grant covers May are in it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from assistans.facts import Rad
from assistans.site.synthetic import changes, plans
from assistans.site.synthetic.planned import Plan
from assistans.site.synthetic.plans import Manadsplan, Rapport, Step
from assistans.timeline.months import Month

MAJ: Final = Month(2026, 5)


@dataclass(frozen=True, slots=True)
class Pagaende:
    """A month under way: what is sent of it, what has been done, and whether a handläggare has decided it."""

    month: Manadsplan
    late: tuple[Rapport, ...] = ()
    steps: tuple[Step, ...] = field(default=())
    decided: bool = False


def make(plan: Plan) -> dict[int, Pagaende]:
    """The months under way, by the person's place among the forty; those whom the plan leaves out are left out."""
    known = {index: each for index, each in enumerate(plan.persons) if index in STATES}
    return {
        index: STATES[index](plans.clean_month(plan.county, each.person, MAJ))
        for index, each in known.items()
    }


def in_order(month: Manadsplan) -> Pagaende:
    """Everything agrees: decided by the machine, paid on the next pay day."""
    return Pagaende(month)


def unsigned(month: Manadsplan) -> Pagaende:
    """All reports are in, one of them with two rows that cannot be; the räkning waits to be signed."""
    _impossible_rows(month)
    month.rakningar.clear()
    return Pagaende(month)


def represented(month: Manadsplan) -> Pagaende:
    """All reports are in and in order; the one who acts for the person has not signed yet."""
    month.rakningar.clear()
    return Pagaende(month)


def reports_missing(month: Manadsplan) -> Pagaende:
    """Two assistants' reports have not come, nor the räkning."""
    late = tuple(month.rapporter[-2:])
    del month.rapporter[-2:]
    month.rakningar.clear()
    return Pagaende(month, late=late)


def wrong_row_and_missing(month: Manadsplan) -> Pagaende:
    """A report has rows that cannot be, and another has not come: the anordnare has both to mend."""
    _impossible_rows(month)
    late = month.rapporter.pop()
    month.recount()
    return Pagaende(month, late=(late,))


def twice_in_a_report(month: Manadsplan) -> Pagaende:
    """A report has an hour twice; nobody has looked at it yet."""
    report, rad = changes.long_row(month)
    month.replace_report(report, rader=(*report.rader, changes.hour_in(rad)))
    month.recount()
    return Pagaende(month)


def asked(month: Manadsplan) -> Pagaende:
    """The räkning says two hours too much, and the person has been asked to send a right one."""
    changes.miscount(month, 120)
    return Pagaende(month, steps=(Step("komplettera", "RAKNING_SKILJER_SIG"),))


def differs(month: Manadsplan) -> Pagaende:
    """The räkning says an hour and a half too little; nobody has looked at it yet."""
    changes.miscount(month, -90)
    return Pagaende(month)


def without_costs(month: Manadsplan) -> Pagaende:
    """The higher amount is granted, and the räkning says nothing of the costs."""
    return Pagaende(month)


def two_at_once(month: Manadsplan) -> Pagaende:
    """Two assistants at once for an hour, which is not granted; nobody has looked at it yet."""
    changes.double_hour(month)
    return Pagaende(month)


def to_attest(month: Manadsplan) -> Pagaende:
    """The same, let through and decided by one handläggare: it waits for the second."""
    changes.double_hour(month)
    return Pagaende(month, steps=(Step("godkann", "DUBBELASSISTANS_EJ_BEVILJAD"),), decided=True)


def _impossible_rows(month: Manadsplan) -> None:
    """The first report names an hour that ends before it begins, and one with 75 minutes in an hour."""
    report = month.rapporter[0]
    wrong = (Rad(10, 1200, 1100, "aktiv"), Rad(11, 1200, 1275, "aktiv"))
    month.replace_report(report, rader=(*report.rader, *wrong))


STATES: Final[dict[int, Callable[[Manadsplan], Pagaende]]] = {
    2: in_order,
    4: in_order,
    6: unsigned,
    7: in_order,
    8: reports_missing,
    10: represented,
    12: to_attest,
    14: asked,
    17: in_order,
    27: twice_in_a_report,
    28: two_at_once,
    32: wrong_row_and_missing,
    34: differs,
    37: without_costs,
}
"""Which person's May is in which state."""
