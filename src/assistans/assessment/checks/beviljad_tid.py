"""Granted time of the period, in converted time and time order (SFB 51:9 and 51:14; rules B3, B4, B6 and T1)."""

from assistans.assessment.basis import refuse_unknown
from assistans.assessment.beviljat import beviljade_minuter, rests_on
from assistans.assessment.provning import Hit, Provning
from assistans.assessment.segments import Segment, in_time_order, walk
from assistans.facts import Beslut
from assistans.timeline.quantities import UNITS_PER_MINUTE, converted_minutes

_KOD = "OVER_BEVILJAD_TID"
_POLICIES = {
    "omraknad_tid": "exakt_brak",
    "ordning_anordnare": "tidsordning",
    "outnyttjade_timmar": "forfaller",
    "periodens_timmar": "samlat_for_perioden",
}
"""What each policy of this check says; the program knows no other choice."""


def check(provning: Provning) -> None:
    """Take whole raw minutes that no longer fit into what the day's grant has left, in time order."""
    refuse_unknown(provning.law, provning.first, **_POLICIES)
    for place, grant in enumerate(provning.grants):
        segments = provning.live_under(grant)
        left = _left(provning, place, grant)
        used = _units(segments)
        if used > left:
            provning.take(_KOD, _over(in_time_order(segments), left))
            used = _units(provning.live_under(grant))
        _trace_used(provning, grant, used=used, left=left)


def _units(segments: list[Segment]) -> int:
    return sum([(segment.end - segment.start) * segment.post.enheter for segment in segments])


def _trace_used(provning: Provning, grant: Beslut, *, used: int, left: int) -> None:
    provning.by_parameter(
        "beviljad_tid_kvar",
        rests_on(grant.beviljandeperiod, grant.tid.per),
        resultat=converted_minutes(max(0, left - used)),
        enhet="omräknade minuter",
        manaden=converted_minutes(used),
    )


def _left(provning: Provning, place: int, grant: Beslut) -> int:
    granted = beviljade_minuter(provning.law, grant, grant.tid) * UNITS_PER_MINUTE
    used = sum(entry.enheter for entry in provning.used_elsewhere(place))
    left = max(0, int(granted) - used)
    provning.by_parameter(
        "beviljad_tid",
        rests_on(grant.beviljandeperiod, grant.tid.per),
        resultat=converted_minutes(left),
        enhet="omräknade minuter",
        beviljat=granted / UNITS_PER_MINUTE,
        anvant=converted_minutes(used),
        fran=grant.beviljandeperiod.start,
        till=grant.beviljandeperiod.last,
    )
    return left


def _over(segments: list[Segment], left: int) -> list[Hit]:
    over: list[Hit] = []
    for start, end, simultaneous in walk(segments):
        cost = sum(segment.post.enheter for segment in simultaneous)
        whole = min(end - start, left // cost)
        left -= whole * cost
        if start + whole < end:
            left = _minute_by_minute(start + whole, end, simultaneous, left, over)
    return over


def _minute_by_minute(start: int, end: int, simultaneous: list[Segment], left: int, over: list[Hit]) -> int:
    # Not all of them fit any more: a cheaper minute may, for as long as anything is left for it.
    minute = start
    while minute < end and left >= min(segment.post.enheter for segment in simultaneous):
        for segment in simultaneous:
            if segment.post.enheter <= left:
                left -= segment.post.enheter
            else:
                over.append((segment, minute, minute + 1))
        minute += 1
    over.extend((segment, minute, end) for segment in simultaneous if minute < end)
    return left
