"""Holds what came out against the plan: codes, minutes, outcomes and öre. Every difference is a line that names the month."""

from collections.abc import Iterable, Iterator
from typing import Any

from assistans.casework.models import Manadsarende, Manadsbeslut
from assistans.site.demo.handlaggare import arende_of
from assistans.site.synthetic import facit, worked
from assistans.site.synthetic.plans import Manadsplan, Personplan, computable
from assistans.timeline.quantities import Ore, duration_text

Koder = dict[str, int | None]


class NotAsPlanned(RuntimeError):
    """The demo came out otherwise than its plan; the text has a line for each difference."""

    def __init__(self, differences: list[str]) -> None:
        super().__init__("\n".join(("The county did not come out as planned:", *differences)))


def check_first(months: Iterable[Manadsplan]) -> None:
    """Check the observations when all first documents are there. Raises NotAsPlanned."""
    _raise([line for month in months for line in _codes(month, month.koder, reported=True)])


def check_last(persons: Iterable[Personplan]) -> None:
    """Check every month at the end: observations, outcome, decision and money. Raises NotAsPlanned."""
    lines = []
    for plan in persons:
        for number in sorted(plan.manader):
            month = plan.manader[number]
            last = month.koder if month.koder_sist is None else month.koder_sist
            lines += [*_codes(month, last, reported=False), *_outcome(plan, month)]
    _raise(lines)


def _raise(lines: list[str]) -> None:
    if lines:
        raise NotAsPlanned(lines)


def _codes(month: Manadsplan, planned: Koder, *, reported: bool) -> Iterator[str]:
    arende = _arende(month)
    if arende is None or arende.resultat is None:
        yield _line(month, "case", "an assessed month", "none")
        return
    result: dict[str, Any] = arende.resultat
    got = set(result["iakttagelser"])
    expected = set(planned) if reported else set(planned) - _let_through(month)
    if got != expected:
        yield _line(month, "codes", sorted(expected), sorted(got))
    for kod, minutes in planned.items():
        taken = result["per_kod"].get(kod, "0:00")
        if minutes and kod in got and taken != duration_text(minutes):
            yield _line(month, kod, duration_text(minutes), taken)
    if reported:
        yield from _reported(month, result)


def _let_through(month: Manadsplan) -> set[str]:
    """Codes whose minutes were approved are gone; what is a fact of the month, such as lateness, stays seen."""
    approved = {step.kod for step in month.steps if step.atgard == "godkann"}
    return {kod for kod in approved if month.koder.get(kod) is not None}


def _reported(month: Manadsplan, result: dict[str, Any]) -> Iterator[str]:
    rows = [rad for report in month.first for rad in computable(month.month, report.rader)]
    total = worked.total(month.month, rows)
    for kind, minutes in zip(total._fields, total, strict=True):
        if (got := result["redovisad"].get(kind, "0:00")) != duration_text(minutes):
            yield _line(month, f"reported {kind}", duration_text(minutes), got)


def _outcome(plan: Personplan, month: Manadsplan) -> Iterator[str]:
    arende = _arende(month)
    if arende is None:
        return
    if arende.utfall != month.utfall:
        yield _line(month, "utfall", month.utfall, arende.utfall)
    beslut = Manadsbeslut.objects.filter(arende=arende).order_by("-nummer").first()
    if (got := beslut.kind if beslut else None) != month.kind:
        yield _line(month, "decision", month.kind, got)
    elif beslut and not month.utan_facit:
        yield from _money(plan, month, beslut)


def _money(plan: Personplan, month: Manadsplan, beslut: Manadsbeslut) -> Iterator[str]:
    worth = facit.belopp(month)
    if beslut.belopp_ore != worth:
        yield _line(month, "money", Ore(worth).kronor(), Ore(beslut.belopp_ore).kronor())
    kommun = facit.kommun(plan, month.month)
    if kommun is not None and beslut.kommun_ore != kommun:
        yield _line(month, "kommun", Ore(kommun).kronor(), Ore(beslut.kommun_ore).kronor())


def _arende(month: Manadsplan) -> Manadsarende | None:
    try:
        return arende_of(month)
    except Manadsarende.DoesNotExist:
        return None


def _line(month: Manadsplan, what: str, expected: object, got: object) -> str:
    return f"person {month.person.index:02d}, {month.month}, {what}: planned {expected}, got {got}"
