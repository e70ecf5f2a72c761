"""The same assistant in two places, or twice in one (rule 9.1)."""

from collections import defaultdict

from assistans.assessment.provning import Hit, Provning
from assistans.assessment.segments import Segment, cut, moments, overlapping, union

_KOD = "ASSISTENT_OVERLAPPAR"


def check(provning: Provning) -> None:
    """Let minutes against another person's row wait, and of two copies here the one that ranks later."""
    elsewhere = _elsewhere(provning)
    if elsewhere:
        live = [segment for segment in provning.live if segment.post.assistent in elsewhere]
        provning.take(_KOD, [(s, *span) for s in live for span in cut(s, elsewhere[s.post.assistent])])
    if provning.simultaneous:
        provning.take(_KOD, _copies(provning))


def _elsewhere(provning: Provning) -> dict[str, list[tuple[int, int]]]:
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for other in provning.underlag.annan_tid:
        for rad in other.rader:
            span = provning.clock.span(rad.dag, rad.fran, rad.till)
            if not isinstance(span, str):
                spans[other.assistent].append(span)
    return {assistent: union(found) for assistent, found in spans.items()}


def _copies(provning: Provning) -> list[Hit]:
    by_assistant: dict[str, list[Segment]] = defaultdict(list)
    for segment in provning.live_simultaneous():
        by_assistant[segment.post.assistent].append(segment)
    return [
        (copy, start, end)
        for segments in by_assistant.values()
        for group in overlapping(segments)
        for start, end, simultaneous in moments(group)
        for copy in simultaneous[1:]
    ]
