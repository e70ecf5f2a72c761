"""The slow and obvious way: every minute by itself. Overlaps, granted time and weeks, nothing else."""

from collections import Counter
from fractions import Fraction

from assistans.facts.reading import iso_week
from assistans.timeline.rows import MonthClock

WORTH = {"aktiv": 28, "vantetid": 7, "beredskap": 4}
KINDS = ["aktiv", "vantetid", "beredskap"]


def minute_by_minute(underlag):
    """Give raw minutes by code, approved raw minutes by kind and the municipality's units."""
    minutes = _minutes(underlag)
    taken, approved, weeks = Counter(), Counter(), Counter()
    grant = underlag.beslut[0]
    elsewhere = underlag.tidigare + underlag.senare
    double = grant.dubbelassistans.minuter if grant.dubbelassistans else 0
    double = max(0, double - sum(entry.dubbel_minuter for entry in elsewhere))
    left = grant.tid.minuter * 28 - sum(entry.enheter for entry in elsewhere)
    for moment in sorted(minutes):
        first, *seconds = _one_per_assistant(sorted(minutes[moment]), taken)
        paid = [first]
        for second in seconds:
            if double:
                double -= 1
                paid.append(second)
            else:
                taken["DUBBELASSISTANS_EJ_BEVILJAD"] += 1
        for rank in paid:
            left -= _grant(rank, underlag, left, (taken, approved, weeks))
    return taken, approved, sum(weeks.values())


def _minutes(underlag):
    clock = MonthClock(underlag.month)
    pieces = [
        (report, rad, *clock.span(rad.dag, rad.fran, rad.till))
        for report in underlag.tidsredovisningar
        for rad in report.rader
    ]
    minutes = {}
    for report, rad, start, end in pieces:
        rank = (
            _shift_start(report, rad, start, pieces),
            report.assistent,
            report.anordnare,
            KINDS.index(rad.slag),
            end,
        )
        for moment in range(start, end):
            minutes.setdefault(moment, []).append((*rank, start, report.mottagen, rad.dag))
    return minutes


def _shift_start(report, rad, start, pieces):
    before = [
        other_start
        for other, other_rad, other_start, end in pieces
        if other_start < start <= end
        and (other.assistent, other.anordnare, other_rad.slag)
        == (report.assistent, report.anordnare, rad.slag)
    ]
    return min((_shift_start(report, rad, earlier, pieces) for earlier in before), default=start)


def _one_per_assistant(ranks, taken):
    kept = []
    for rank in ranks:
        if any(rank[1] == other[1] for other in kept):
            taken["ASSISTENT_OVERLAPPAR"] += 1
        else:
            kept.append(rank)
    return kept


def _grant(rank, underlag, left, counts):
    grant, (taken, approved, weeks) = underlag.beslut[0], counts
    kind = KINDS[rank[3]]
    if kind != "aktiv" and not getattr(grant, kind):
        taken[f"{kind.upper()}_EJ_BEVILJAD"] += 1
        return 0
    if WORTH[kind] > left:
        taken["OVER_BEVILJAD_TID"] += 1
        return 0
    approved[kind] += 1
    week = iso_week(underlag.month.first.replace(day=rank[-1]))
    hours = 20 * 60 * 28 - underlag.tidigare_veckor.get(week, 0) - underlag.senare_veckor.get(week, 0)
    weeks[week] = min(hours, weeks[week] + WORTH[kind])
    return WORTH[kind]


def as_minutes(units):
    return str(Fraction(units, 28))


def kommunens_enheter(underlag, bedomning):
    """Give the municipality's units by week from the approved minutes: one minute at a time, cheapest thinking."""
    minutes = Counter()
    for fate in bedomning.minuter:
        if fate.ode == "godkand":
            for moment in range(fate.start, fate.end):
                minutes[moment, iso_week(fate.dag)] += WORTH[fate.slag]
    weeks = Counter()
    for (_, week), worth in sorted(minutes.items()):
        elsewhere = underlag.tidigare_veckor.get(week, 0) + underlag.senare_veckor.get(week, 0)
        weeks[week] += max(0, min(worth, 20 * 60 * 28 - elsewhere - weeks[week]))
    return {week: units for week, units in weeks.items() if units}
