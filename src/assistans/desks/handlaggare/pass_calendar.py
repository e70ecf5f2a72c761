"""A month's shifts for the calendar: every stretch of every assistant, and what became of it."""

from collections.abc import Iterator, Mapping

from assistans.assessment.bedomning import Bedomning, Minuter
from assistans.assessment.texter import because
from assistans.assessment.words import sentence_case
from assistans.casework.clock_times import clock_spans
from assistans.desks.components.shifts import Lane, ShiftCalendar, Stretch
from assistans.desks.handlaggare.held import named
from assistans.facts import Underlag

Placed = tuple[Minuter, int, int]


def pass_calendar(*, underlag: Underlag, bedomning: Bedomning, names: Mapping[str, str]) -> ShiftCalendar:
    """The month's calendar with a lane for each report. Stretches that wait or are stopped lead to their observation."""
    lanes: dict[int, list[Placed]] = {place: [] for place in range(len(underlag.tidsredovisningar))}
    for placed in clock_spans(underlag=underlag, bedomning=bedomning):
        lanes[placed[0].rapport].append(placed)
    return ShiftCalendar(
        month=bedomning.month.first,
        lanes=tuple(_lane(underlag, names, place, found) for place, found in lanes.items() if found),
    )


def _lane(underlag: Underlag, names: Mapping[str, str], place: int, found: list[Placed]) -> Lane:
    rapport = underlag.tidsredovisningar[place]
    return Lane(
        label=named(names, rapport.assistent),
        via=named(names, rapport.anordnare),
        stretches=tuple(_stretches(found)),
    )


def _stretches(found: list[Placed]) -> Iterator[Stretch]:
    """Stretches in order of time; those that lie end to end with the same fate are one."""
    ordered = sorted(found, key=lambda placed: (placed[0].dag, placed[1], placed[2]))
    pending: Placed | None = None
    for placed in ordered:
        if pending and _goes_on(pending, placed):
            pending = pending[0], pending[1], placed[2]
            continue
        if pending:
            yield _stretch(*pending)
        pending = placed
    if pending:
        yield _stretch(*pending)


def _goes_on(before: Placed, after: Placed) -> bool:
    same = _fate(before[0]) == _fate(after[0])
    return same and before[2] == after[1]


def _fate(held: Minuter) -> tuple[object, ...]:
    return held.dag, held.rad, held.slag, held.ode, held.kod


def _stretch(held: Minuter, start: int, end: int) -> Stretch:
    return Stretch(
        day=held.dag.day,
        start=start,
        end=end,
        ode=held.ode,
        slag=held.slag,
        text=sentence_case(because(held.kod)) if held.kod else "",
        href=f"#{observation_id(held.kod)}" if held.kod else "",
    )


def observation_id(kod: str) -> str:
    """The id on the page of what is said of an observation."""
    return f"iakttagelse-{kod.lower().replace('_', '-')}"
