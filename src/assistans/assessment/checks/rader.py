"""Rows read: clock change applied, row validity, and the order among simultaneous minutes (rules T5, T8 to T11)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from itertools import chain

from assistans.assessment.basis import by_observation, refuse_unknown
from assistans.assessment.provning import Provning
from assistans.assessment.segments import Radpost, Segment, by_end, by_start, in_time_order, overlapping
from assistans.facts import SLAG, Slag, Tid, Tidsredovisning
from assistans.law import PolicyError
from assistans.timeline.quantities import UNITS_PER_MINUTE
from assistans.timeline.rows import LONGEST_DAY

Par = tuple[str, str]
"""An assistant at an anordnare."""

_NUMBER = {slag: number for number, slag in enumerate(SLAG)}


def check(provning: Provning) -> None:
    """Turn every row into a live stretch; a row without a computable length waits with its code."""
    refuse_unknown(provning.law, provning.first, rad_over_midnatt="delas")
    provning.worth = units_per_minute(provning)
    for place, report in enumerate(provning.underlag.tidsredovisningar):
        poster, redovisad = _read_report(provning, place, report)
        provning.poster.append(poster)
        provning.redovisad = provning.redovisad.plus(redovisad)
        _trace_changes(provning, poster)
        _trace_report(provning, report, redovisad)
    provning.live = _whole(provning.poster)
    provning.simultaneous = dict.fromkeys(s.post for group in overlapping(provning.live) for s in group)
    if provning.simultaneous:
        _rank(provning)


def _whole(poster: list[list[Radpost]]) -> list[Segment]:
    flat = list(chain.from_iterable(poster))
    return in_time_order(map(Segment, flat, map(by_start, flat), map(by_end, flat)))


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


def _read_report(provning: Provning, place: int, report: Tidsredovisning) -> tuple[list[Radpost], Tid]:
    poster: list[Radpost] = []
    minutes = dict.fromkeys(SLAG, 0)
    span, days, worth = provning.clock.span, provning.days, provning.worth
    for row, skriven in enumerate(report.rader):
        dag, fran, till, slag = skriven
        found = span(dag, fran, till)
        if isinstance(found, str):
            post = Radpost(place, row, report, skriven, worth[slag], provning.first, 0, 0)
            provning.take_row(found, post)
        else:
            start, end = found
            minutes[slag] += end - start
            poster.append(Radpost(place, row, report, skriven, worth[slag], days[dag], start, end))
    return poster, Tid(**minutes)


def _trace_changes(provning: Provning, poster: list[Radpost]) -> None:
    if provning.clock.change_day:
        for post in poster:
            if post.dagnr == provning.clock.change_day:
                _trace_change(provning, post)


def _trace_report(provning: Provning, report: Tidsredovisning, redovisad: Tid) -> None:
    provning.trace(
        "redovisad",
        resultat=redovisad,
        enhet="minuter",
        lagrum=by_observation(provning.law, "RAD_OGILTIG", provning.first).lagrum,
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
    rows: dict[Par, list[Radpost]] = defaultdict(list)
    for report, poster in zip(provning.underlag.tidsredovisningar, provning.poster, strict=True):
        rows[report.assistent, report.anordnare] += poster
    rows = {par: sorted(poster, key=by_start) for par, poster in rows.items()}
    starts: dict[Radpost, int] = {}
    for post in provning.simultaneous:
        starts[post] = _shift_start(post, rows[post.assistent, post.anordnare], starts)
    return starts


def _shift_start(post: Radpost, rows: list[Radpost], known: Mapping[Radpost, int]) -> int:
    # Back through her rows there, as far as one can reach; `known` holds those that share minutes, in time order.
    start = post.start
    for place in range(bisect_left(rows, start, key=by_start) - 1, -1, -1):
        earlier = rows[place]
        if earlier.start < start - LONGEST_DAY:
            break
        if earlier.slag == post.slag and earlier.end >= start:
            if earlier in known:
                return known[earlier]
            start = earlier.start
    return start
