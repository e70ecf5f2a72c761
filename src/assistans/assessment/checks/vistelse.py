"""Hospital and institution (SFB 106:24-25, F1091 6 §; rules P7 and B19)."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from assistans.assessment.basis import refuse_unknown
from assistans.assessment.provning import Hit, Provning
from assistans.assessment.segments import Segment, cut
from assistans.facts import Vistelse
from assistans.timeline.months import ONE_DAY, Period


class _Stay(NamedTuple):
    first: date
    start: int
    end: int


def check_hospital(provning: Provning) -> None:
    """Take minutes inside hospital stays: stopped beyond 28 days, waiting before that without särskilda skäl."""
    stays = _stays(provning)
    if not stays:
        return
    refuse_unknown(provning.law, provning.first, vistelsens_dagar="forsta_dagen_ar_dag_ett")
    for first in sorted({stay.first for stay in stays}):
        _trace_stay(provning, first)
    hard: list[Hit] = []
    soft: list[Hit] = []
    for segment in provning.live:
        for stay in [stay for stay in stays if stay.start < segment.end and segment.start < stay.end]:
            spans = [(segment, *span) for span in cut(segment, [(stay.start, stay.end)])]
            if _beyond(provning, stay, segment):
                (soft if provning.egen(segment.post) else hard).extend(spans)
            elif not _special_reasons(provning, segment):
                soft.extend(spans)
    provning.take("SJUKHUSVISTELSE", hard)
    # A row lies within one day, so none of its minutes is in both lists.
    provning.take("SJUKHUSVISTELSE", soft, soft=True)


def _trace_stay(provning: Provning, first: date) -> None:
    days = provning.law.parameter("sjukhus_dagar").number(provning.first)
    last = first + timedelta(days=days - 1)
    provning.by_parameter("sjukhus", "sjukhus_dagar", resultat=last, enhet="dag", fran=first, dagar=days)


def _beyond(provning: Provning, stay: _Stay, segment: Segment) -> bool:
    day_of_stay = (segment.post.dag - stay.first).days + 1
    return day_of_stay > provning.law.parameter("sjukhus_dagar").number(segment.post.dag)


def _special_reasons(provning: Provning, segment: Segment) -> bool:
    grant = provning.grant_by_day[segment.post.dagnr]
    return grant is not None and "sjukhus" in grant.sarskilda_skal


def _stays(provning: Provning) -> list[_Stay]:
    # Stays with no whole free day between them are one, and the days are counted from the first of them.
    underlag = provning.underlag
    known = [
        Vistelse(_midnight(period.start), None if period.end is None else _midnight(period.end))
        for period in underlag.sjukhus_tidigare
    ]
    stays: list[_Stay] = []
    first = latest = date.min
    for stay in sorted([*known, *(underlag.rakning.sjukhus if underlag.rakning else ())], key=_begins):
        if not stays or stay.fran.date() > latest + ONE_DAY:
            first, latest = stay.fran.date(), date.min
        latest = max(latest, _last_day(stay))
        end = provning.clock.length if stay.till is None else provning.clock.at(stay.till)
        stays.append(_Stay(first, provning.clock.at(stay.fran), end))
    return _merged([stay for stay in stays if stay.start < stay.end])


def _merged(stays: list[_Stay]) -> list[_Stay]:
    merged: list[_Stay] = []
    for stay in stays:
        if merged and merged[-1].first == stay.first and stay.start <= merged[-1].end:
            merged[-1] = _Stay(stay.first, merged[-1].start, max(merged[-1].end, stay.end))
        else:
            merged.append(stay)
    return merged


def _begins(stay: Vistelse) -> tuple[datetime, datetime]:
    return stay.fran, stay.till or datetime.max  # noqa: DTZ901 - local clock times without zone


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the same


def _last_day(stay: Vistelse) -> date:
    return date.max - ONE_DAY if stay.till is None else (stay.till - timedelta(minutes=1)).date()


def check_institution(provning: Provning) -> None:
    """Take minutes of days in an institution or gruppbostad; own employees' minutes only wait."""
    periods = [period for period in provning.underlag.institution if period.overlaps(provning.period)]
    if not periods:
        return
    for period in periods:
        _trace_institution(provning, period.within(provning.period))
    inside = {day.day for period in periods for day in period.within(provning.period).each_day()}
    provning.take_where("INSTITUTION", lambda s: s.post.dagnr in inside and not provning.egen(s.post))
    provning.take_where("INSTITUTION", lambda s: s.post.dagnr in inside and provning.egen(s.post), soft=True)


def _trace_institution(provning: Provning, stay: Period) -> None:
    provning.by_observation("institution", "INSTITUTION", resultat=stay.last, enhet="dag", fran=stay.start)
