"""Rows read: clock change applied, row validity, and the order among simultaneous minutes (rules T5, T8 to T11)."""

from collections.abc import Mapping

from assistans.assessment.basis import refuse_unknown
from assistans.assessment.provning import Provning
from assistans.assessment.segments import Radpost, Segment, in_time_order, overlapping
from assistans.facts import SLAG, Slag, Tid, Tidsredovisning
from assistans.law import PolicyError
from assistans.timeline.quantities import UNITS_PER_MINUTE

_NUMBER = {slag: number for number, slag in enumerate(SLAG)}


def check(provning: Provning) -> None:
    """Turn every row into a live stretch; a row without a computable length waits with its code."""
    refuse_unknown(provning.law, provning.first, rad_over_midnatt="delas")
    provning.worth = units_per_minute(provning)
    for place, report in enumerate(provning.underlag.tidsredovisningar):
        _read_report(provning, place, report, provning.worth)
    provning.live = in_time_order([Segment(post, post.start, post.end) for post in provning.poster])
    provning.simultaneous = dict.fromkeys(s.post for group in overlapping(provning.live) for s in group)
    if provning.simultaneous:
        _rank(provning)


def units_per_minute(provning: Provning) -> dict[Slag, int]:
    """Give the units of 1/28 minute that a raw minute of each kind is worth (rule T1)."""
    return {
        "aktiv": UNITS_PER_MINUTE,
        "vantetid": _worth(provning, "vantetid_del"),
        "beredskap": _worth(provning, "beredskap_del"),
    }


def _worth(provning: Provning, name: str) -> int:
    units = provning.law.parameter(name).fraction(provning.first) * UNITS_PER_MINUTE
    if units.denominator != 1:
        raise PolicyError(f"{name}: a minute must be a whole number of 1/28 minutes")
    return units.numerator


def _read_report(provning: Provning, place: int, report: Tidsredovisning, worth: Mapping[Slag, int]) -> None:
    minutes = dict.fromkeys(SLAG, 0)
    clock, days, keep = provning.clock, provning.days, provning.poster.append
    for row, skriven in enumerate(report.rader):
        dag, fran, till, slag = skriven
        span = clock.span(dag, fran, till)
        if isinstance(span, str):
            provning.take_row(span, Radpost(place, row, report, skriven, worth[slag], provning.first, 0, 0))
            continue
        start, end = span
        minutes[slag] += end - start
        post = Radpost(place, row, report, skriven, worth[slag], days[dag], start, end)
        keep(post)
        if dag == clock.change_day:
            _trace_change(provning, post)
    redovisad = Tid(**minutes)
    provning.redovisad = provning.redovisad.plus(redovisad)
    provning.trace(
        "redovisad",
        resultat=redovisad,
        enhet="minuter",
        lagrum=provning.law.observation("RAD_OGILTIG").lagrum.on(provning.first),
        regler=("T5",),
        varden={"assistent": report.assistent, "anordnare": report.anordnare, "rader": len(report.rader)},
    )


def _trace_change(provning: Provning, post: Radpost) -> None:
    clock = (
        post.skriven.till // 100 * 60
        + post.skriven.till % 100
        - post.skriven.fran // 100 * 60
        - post.skriven.fran % 100
    )
    if clock != post.end - post.start:
        provning.trace(
            "klockandring",
            resultat=post.end - post.start,
            enhet="minuter",
            lagrum="Förordning (2001:127)",
            regler=("T9", "T10", "T11"),
            inmatning={"minuter": clock},
            varden={"rad": str(post.skriven), "assistent": post.assistent},
        )


def _rank(provning: Provning) -> None:
    starts = _shift_starts(provning)
    reports = provning.underlag.tidsredovisningar

    def order(post: Radpost) -> tuple[object, ...]:
        report = reports[post.rapport]
        return (
            starts[post],
            post.assistent,
            post.anordnare,
            _NUMBER[post.slag],
            post.end,
            post.start,
            report.id or "",
            report.mottagen,
        )

    for rank, post in enumerate(sorted(provning.simultaneous, key=order)):
        post.rang = rank


def _shift_starts(provning: Provning) -> dict[Radpost, int]:
    # Rows that touch or overlap are one shift and share its start, before midnight as at any other minute: cutting
    # a row in two, anywhere, must change nothing.
    starts: dict[Radpost, int] = {}
    shifts: dict[tuple[str, str, Slag], tuple[int, int]] = {}
    for segment in provning.live:
        post = segment.post
        key = (post.assistent, post.anordnare, post.slag)
        start, end = shifts.get(key, (post.start, post.start))
        if post.start > end:
            start = post.start
        starts[post] = start
        shifts[key] = (start, max(end, post.end))
    return starts
