"""Working time: no pay above the weekly limit of the beräkningsperiod (SFB 51:16 st 1 p 2; rules P2 and 3.2)."""

from collections import defaultdict
from functools import lru_cache
from itertools import pairwise, starmap
from operator import sub
from typing import NamedTuple

from assistans.assessment.basis import refuse_unknown
from assistans.assessment.bedomning import Arbetstid, Regim
from assistans.assessment.provning import Provning
from assistans.assessment.segments import Segment, union
from assistans.facts import Assistent, Tidsredovisning
from assistans.law import weekly_hours
from assistans.timeline.months import Period
from assistans.timeline.rows import Span

_KOD = "ARBETSTID_OVERSKRIDEN"
_DAYS_IN_WEEK = 7
_HOUR = 60


# The same regimes are asked for with every assistant of a month.
_weekly_hours = lru_cache(maxsize=1024)(weekly_hours)


class Veckograns(NamedTuple):
    """The hours a week of a regime; of several the lowest holds."""

    timmar: int
    regim: Regim


def check(provning: Provning) -> None:
    """Take what lies last in time above the limit of each beräkningsperiod's part of the month."""
    if not provning.runs(_KOD):
        return
    refuse_unknown(provning.law, provning.first, arbetstid_manadsdel="hela_timmar_uppat")
    by_assistant: dict[str, list[Tidsredovisning]] = {}
    for report in provning.underlag.tidsredovisningar:
        by_assistant.setdefault(report.assistent, []).append(report)
    work: dict[str, list[Span]] = defaultdict(list)
    for report, poster in zip(provning.underlag.tidsredovisningar, provning.poster, strict=True):
        work[report.assistent] += [(post.start, post.end) for post in poster if post.slag != "beredskap"]
    twice = _twice_at_once(provning)
    for name in sorted(by_assistant):
        spans = union(work[name]) if name in twice else sorted(work[name])
        _check_assistant(provning, name, by_assistant[name], spans)


def _twice_at_once(provning: Provning) -> set[str]:
    # Only they have minutes that would be counted twice; most rows share theirs with another assistant.
    spans: dict[str, list[Span]] = defaultdict(list)
    for post in provning.simultaneous:
        spans[post.assistent].append((post.start, post.end))
    return {name for name, found in spans.items() if any(a[1] > b[0] for a, b in pairwise(sorted(found)))}


def _check_assistant(provning: Provning, name: str, reports: list[Tidsredovisning], work: list[Span]) -> None:
    assistent = provning.underlag.assistenter[name]
    weekly = min(weekly_limit(provning, assistent, report) for report in reports)
    for period in _periods(provning, reports):
        _check_period(provning, name, period, weekly, work)


def weekly_limit(provning: Provning, assistent: Assistent, report: Tidsredovisning) -> Veckograns:
    """Give the hours a week of the regime that a report's work stands under."""
    law, day = provning.law, provning.first
    regim = _regime(provning, assistent, report)
    longer = regim == "hushallsarbete" and assistent.forlangd_arbetstid
    more = law.parameter("forlangning_hushallsarbete").number(day) if longer else 0
    return Veckograns(_weekly_hours(law, regim, day) + more, regim)


def _regime(provning: Provning, assistent: Assistent, report: Tidsredovisning) -> Regim:
    kollektivavtal = assistent.kollektivavtal if report.kollektivavtal is None else report.kollektivavtal
    if kollektivavtal:
        return "kollektivavtal"
    own = provning.underlag.anordnare[report.anordnare].slag == "egen_arbetsgivare"
    return "hushallsarbete" if own and _household(provning, assistent) else "arbetstidslagen"


def _household(provning: Provning, assistent: Assistent) -> bool:
    return not assistent.narstaende or provning.law.parameter("hushallsarbete_narstaende").yes(provning.first)


def limit_minutes(weekly: int, period: Period) -> int:
    """Give the limit of a part of a month: weekly hours × days ÷ 7, rounded up to whole hours, in minutes."""
    return -(-weekly * period.length // _DAYS_IN_WEEK) * _HOUR


def _periods(provning: Provning, reports: list[Tidsredovisning]) -> list[Period]:
    month = provning.period
    if not any(report.berakningsperiod for report in reports):
        return [month]
    stated = {p.within(month) for report in reports for p in report.berakningsperiod if p.overlaps(month)}
    covered = {day for period in stated for day in period.each_day()}
    if len(covered) < provning.month.days:
        stated.add(month)
    return sorted(stated, key=lambda period: (period.start, period.length))


def _check_period(
    provning: Provning, name: str, period: Period, weekly: Veckograns, work: list[Span]
) -> None:
    start = provning.clock.midnight(period.start.day)
    end = provning.clock.midnight(period.start.day + period.length)
    whole = period == provning.period
    inside = work if whole else [(max(a, start), min(b, end)) for a, b in work if a < end and b > start]
    found = Arbetstid(
        assistent=name,
        period=period,
        regim=weekly.regim,
        veckotimmar=weekly.timmar,
        grans=limit_minutes(weekly.timmar, period),
        arbetat=-sum(starmap(sub, inside)),  # start - end of each
    )
    _trace(provning, found)
    if found.arbetat > found.grans:
        after = _reached(inside, found.grans)
        provning.take(
            _KOD, [(s, max(s.start, after), s.end) for s in provning.live if _excess(s, name, after, end)]
        )


def _trace(provning: Provning, found: Arbetstid) -> None:
    provning.arbetstid.append(found)
    provning.by_parameter(
        "arbetstid",
        f"veckograns_{found.regim}",
        policy="arbetstid_manadsdel",
        resultat=found.grans,
        enhet="minuter",
        assistent=found.assistent,
        arbetat=found.arbetat,
        kvar=found.kvar,
        fran=found.period.start,
        till=found.period.last,
        veckograns=found.veckotimmar,
        regim=found.regim,
    )


def _reached(inside: list[Span], limit: int) -> int:
    for start, end in inside:
        if end - start >= limit:
            return start + limit
        limit -= end - start
    raise AssertionError("more was worked than the limit")


def _excess(segment: Segment, name: str, after: int, end: int) -> bool:
    post = segment.post
    return post.assistent == name and post.slag != "beredskap" and after < segment.end and segment.start < end
