"""Working time: no pay above the weekly limit of the beräkningsperiod (SFB 51:16 st 1 p 2; rules P2 and 3.2)."""

from collections import defaultdict
from datetime import date

from assistans.assessment.provning import Provning
from assistans.assessment.segments import Segment, union
from assistans.facts import Assistent, Tidsredovisning
from assistans.law import Law
from assistans.timeline.months import Period

_KOD = "ARBETSTID_OVERSKRIDEN"
_DAYS_IN_WEEK = 7
Limit = tuple[int, str]
"""Hours a week, and the name of the parameter that gives them."""

_HOUR = 60


def check(provning: Provning) -> None:
    """Take what lies last in time above the limit of each beräkningsperiod's part of the month."""
    if not provning.runs(_KOD):
        return
    provning.law.parameter("arbetstid_manadsdel").choice(provning.first, "hela_timmar_uppat")
    by_assistant: dict[str, list[Tidsredovisning]] = {}
    for report in provning.underlag.tidsredovisningar:
        by_assistant.setdefault(report.assistent, []).append(report)
    work: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for post in provning.poster:
        if post.slag != "beredskap":
            work[post.assistent].append((post.start, post.end))
    for name in sorted(by_assistant):
        spans = union(work[name]) if provning.simultaneous else sorted(work[name])
        _check_assistant(provning, name, by_assistant[name], spans)


def _check_assistant(
    provning: Provning, name: str, reports: list[Tidsredovisning], work: list[tuple[int, int]]
) -> None:
    assistent = provning.underlag.assistenter[name]
    weekly = min(weekly_limit(provning, assistent, report) for report in reports)
    for period in _periods(provning, reports):
        _check_period(provning, name, period, weekly, work)


def weekly_limit(provning: Provning, assistent: Assistent, report: Tidsredovisning) -> Limit:
    """Give the hours a week of the regime that a report's work stands under, and the parameter they rest on."""
    law, day = provning.law, provning.first
    kollektivavtal = assistent.kollektivavtal if report.kollektivavtal is None else report.kollektivavtal
    if kollektivavtal:
        return regime_limit(law, "kollektivavtal", day)
    own = provning.underlag.anordnare[report.anordnare].slag == "egen_arbetsgivare"
    if own and _household(provning, assistent):
        longer = (
            law.parameter("forlangning_hushallsarbete").number(day) if assistent.forlangd_arbetstid else 0
        )
        hours, name = regime_limit(law, "hushallsarbete", day)
        return hours + longer, name
    return regime_limit(law, "arbetstidslagen", day)


def regime_limit(law: Law, regime: str, day: date) -> Limit:
    """Give a regime's hours a week; household work without overtime where the policy leaves it out (rule 3.2)."""
    name = f"veckograns_{regime}"
    if regime == "hushallsarbete" and not law.parameter("hushallsarbete_overtid").yes(day):
        name = "ordinarie_tid_hushallsarbete"
    return law.parameter(name).number(day), name


def _household(provning: Provning, assistent: Assistent) -> bool:
    return not assistent.narstaende or provning.law.parameter("hushallsarbete_narstaende").yes(provning.first)


def limit_minutes(weekly: int, period: Period) -> int:
    """Give the limit of a part of a month: weekly hours × days ÷ 7, rounded up to whole hours, in minutes."""
    return -(-weekly * period.length // _DAYS_IN_WEEK) * _HOUR


def _periods(provning: Provning, reports: list[Tidsredovisning]) -> list[Period]:
    month = provning.month.period
    if not any(report.berakningsperiod for report in reports):
        return [month]
    stated = {p.within(month) for report in reports for p in report.berakningsperiod if p.overlaps(month)}
    covered = {day for period in stated for day in period.each_day()}
    if len(covered) < provning.month.days:
        stated.add(month)
    return sorted(stated, key=lambda period: (period.start, period.length))


def _check_period(
    provning: Provning, name: str, period: Period, weekly: Limit, work: list[tuple[int, int]]
) -> None:
    limit = limit_minutes(weekly[0], period)
    start = provning.clock.midnight(period.start.day)
    end = provning.clock.midnight(period.start.day + period.length)
    whole = period == provning.month.period
    inside = work if whole else [(max(a, start), min(b, end)) for a, b in work if a < end and b > start]
    worked = sum(b - a for a, b in inside)
    provning.by_parameter(
        "arbetstid",
        weekly[1],
        policy="arbetstid_manadsdel",
        resultat=limit,
        enhet="minuter",
        assistent=name,
        arbetat=worked,
        fran=period.start,
        till=period.last,
    )
    if worked > limit:
        after = _reached(inside, limit)
        provning.take(
            _KOD, [(s, max(s.start, after), s.end) for s in provning.live if _excess(s, name, after, end)]
        )


def _reached(inside: list[tuple[int, int]], limit: int) -> int:
    for start, end in inside:
        if end - start >= limit:
            return start + limit
        limit -= end - start
    raise AssertionError("more was worked than the limit")


def _excess(segment: Segment, name: str, after: int, end: int) -> bool:
    post = segment.post
    return post.assistent == name and post.slag != "beredskap" and after < segment.end and segment.start < end
