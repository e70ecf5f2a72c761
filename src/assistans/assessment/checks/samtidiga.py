"""Two assistants at once: dubbelassistans is a budget of the period in raw minutes (LSS 9 a §; rule T7)."""

from collections import defaultdict
from fractions import Fraction

from assistans.assessment.basis import refuse_unknown
from assistans.assessment.beviljat import beviljade_minuter, rests_on
from assistans.assessment.provning import Hit, Provning
from assistans.assessment.segments import (
    Radpost,
    Segment,
    cut,
    moments,
    outside,
    overlapping,
    union,
)
from assistans.facts import Beslut

Moment = tuple[int, int, list[Segment]]
"""Exact minutes and the second assistants who are there at once, by rank."""

_KOD = "DUBBELASSISTANS_EJ_BEVILJAD"


def check(provning: Provning) -> None:
    """Let minutes of a second assistant through as far as the grant goes; the rest waits."""
    extra = _extra(provning) if provning.simultaneous else []
    if not extra:
        return
    refuse_unknown(provning.law, provning.first, samtidighet="senast_borjad_vantar")
    budgets = {id(grant): _budget(provning, place, grant) for place, grant in enumerate(provning.grants)}
    left = dict(budgets)
    over: list[Hit] = []
    inside: dict[Radpost, list[tuple[int, int]]] = defaultdict(list)
    for moment in extra:
        grant = provning.grant_by_day[moment[2][0].post.dagnr]
        left[id(grant)] -= _share(moment, left[id(grant)], over, inside)
    provning.take(_KOD, over)
    for grant in provning.grants:
        _trace_used(provning, grant, used=budgets[id(grant)] - left[id(grant)], left=left[id(grant)])
    _mark(provning, inside)


def _trace_used(provning: Provning, grant: Beslut, *, used: int, left: int) -> None:
    if grant.dubbelassistans is not None:
        provning.by_parameter(
            "dubbelassistans_kvar",
            rests_on(grant.beviljandeperiod, grant.dubbelassistans.per),
            resultat=left,
            enhet="minuter",
            manaden=Fraction(used),
        )


def _extra(provning: Provning) -> list[Moment]:
    return [
        (start, end, simultaneous[1:])
        for group in overlapping(provning.live_simultaneous())
        for start, end, simultaneous in moments(group)
        if len(simultaneous) > 1
    ]


def _share(moment: Moment, left: int, over: list[Hit], inside: dict[Radpost, list[tuple[int, int]]]) -> int:
    # Minute by minute, and within a minute by rank: all seconds for so many whole minutes, then some for one.
    start, end, seconds = moment
    whole, some = divmod(left, len(seconds))
    full = min(end, start + whole)
    for place, second in enumerate(seconds):
        until = min(end, full + (1 if place < some else 0))
        inside[second.post].append((start, until))
        if until < end:
            over.append((second, until, end))
    return min(left, (end - start) * len(seconds))


def _budget(provning: Provning, place: int, grant: Beslut) -> int:
    if grant.dubbelassistans is None:
        return 0
    granted = beviljade_minuter(provning.law, grant, grant.dubbelassistans)
    used = sum(entry.dubbel_minuter for entry in provning.used_elsewhere(place))
    left = max(0, int(granted) - used)
    provning.by_parameter(
        "dubbelassistans",
        rests_on(grant.beviljandeperiod, grant.dubbelassistans.per),
        resultat=left,
        enhet="minuter",
        beviljat=Fraction(granted),
        anvant=Fraction(used),
    )
    return left


def _mark(provning: Provning, inside: dict[Radpost, list[tuple[int, int]]]) -> None:
    marked: list[Segment] = []
    for segment in provning.live:
        if segment.post not in inside:
            marked.append(segment)
            continue
        spans = union(inside[segment.post])
        marked.extend(Segment(segment.post, *span, dubbel=True) for span in cut(segment, spans))
        marked.extend(segment.part(*span) for span in outside(segment, spans))
    provning.live = marked
