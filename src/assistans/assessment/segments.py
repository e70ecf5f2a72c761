"""Reported time as stretches on the exact timeline, and walking them in time order."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from operator import attrgetter

from assistans.assessment.pris import Pris
from assistans.facts import Rad, Slag, Tidsredovisning


class Radpost:
    """One reported row with what the checks ask of it.

    `rapport` and `rad` are its places in the underlag. `start` and `end` are exact minutes of the month (equal
    for a row without a computable length), `enheter` the units of 1/28 minute that a raw minute is worth, and
    `rang` its place among simultaneous minutes: the lower rank keeps its minutes.
    """

    __slots__ = (
        "anordnare",
        "assistent",
        "dag",
        "dagnr",
        "end",
        "enheter",
        "pris",
        "rad",
        "rang",
        "rapport",
        "skriven",
        "slag",
        "start",
    )

    def __init__(  # noqa: PLR0917 - made once a row, where keywords cost a fifth of a whole month
        self,
        rapport: int,
        rad: int,
        report: Tidsredovisning,
        skriven: Rad,
        enheter: int,
        dag: date,
        start: int,
        end: int,
    ) -> None:
        self.rapport = rapport
        self.rad = rad
        self.assistent = report.assistent
        self.anordnare = report.anordnare
        self.skriven = skriven
        self.slag: Slag = skriven.slag
        self.dagnr = skriven.dag
        self.enheter = enheter
        self.dag = dag
        self.start = start
        self.end = end
        self.rang = 0
        self.pris: Pris | None = None


class Segment:
    """A stretch of one row that shares one fate. `dubbel`: it is a second assistant's time inside the grant."""

    __slots__ = ("dubbel", "end", "post", "start")

    def __init__(self, post: Radpost, start: int, end: int, *, dubbel: bool = False) -> None:
        self.post = post
        self.start = start
        self.end = end
        self.dubbel = dubbel

    @property
    def minuter(self) -> int:
        """Raw minutes."""
        return self.end - self.start

    @property
    def enheter(self) -> int:
        """Converted time in units of 1/28 minute."""
        return (self.end - self.start) * self.post.enheter

    def part(self, start: int, end: int) -> "Segment":
        """Cut out a part."""
        return Segment(self.post, start, end, dubbel=self.dubbel)


by_start = attrgetter("start")
by_end = attrgetter("end")
_RANG = attrgetter("post.rang")


def in_time_order(segments: Iterable[Segment]) -> list[Segment]:
    """Sort by time; simultaneous ones are put by rank where it matters, in `moments`."""
    return sorted(segments, key=by_start)


def overlapping(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Give the groups of stretches in time order that touch each other's minutes, and nothing of the others."""
    group: list[Segment] = []
    latest = -1
    for place, segment in enumerate(segments):
        if segment.start < latest:
            group = group or [segments[place - 1]]
            group.append(segment)
            latest = max(latest, segment.end)
            continue
        if group:
            yield group
            group = []
        latest = segment.end
    if group:
        yield group


def clusters(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Split stretches in time order into groups that do not touch each other's minutes."""
    group: list[Segment] = []
    latest = 0
    for segment in segments:
        if segment.start < latest:
            group.append(segment)
            latest = max(latest, segment.end)
        else:
            if group:
                yield group
            group, latest = [segment], segment.end
    if group:
        yield group


def moments(group: Sequence[Segment]) -> Iterator[tuple[int, int, list[Segment]]]:
    """Cut a group in time order where anything begins or ends: (start, end, the simultaneous ones by rank)."""
    points = sorted({point for segment in group for point in (segment.start, segment.end)})
    active: list[Segment] = []
    place = 0
    for start, end in pairwise(points):
        active = [segment for segment in active if segment.end > start]
        while place < len(group) and group[place].start <= start:
            active.append(group[place])
            place += 1
        if active:
            yield start, end, sorted(active, key=_RANG)


def walk(segments: Iterable[Segment]) -> Iterator[tuple[int, int, list[Segment]]]:
    """Go through stretches in time order, each moment with the simultaneous ones by rank."""
    for group in clusters(segments):
        if len(group) == 1:
            yield group[0].start, group[0].end, group
        else:
            yield from moments(group)


def union(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Merge spans so that no minute is there twice."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def cut(segment: Segment, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the parts of a stretch that lie inside the (merged, sorted) spans."""
    parts = ((max(start, segment.start), min(end, segment.end)) for start, end in spans)
    return [(start, end) for start, end in parts if start < end]


def outside(segment: Segment, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the parts of a stretch that lie outside the (merged, sorted) spans."""
    parts: list[tuple[int, int]] = []
    at = segment.start
    for start, end in cut(segment, spans):
        if at < start:
            parts.append((at, start))
        at = end
    if at < segment.end:
        parts.append((at, segment.end))
    return parts
