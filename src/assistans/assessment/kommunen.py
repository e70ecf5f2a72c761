"""The municipality's part: the first 20 hours of each ISO week, of what is payable (SFB 51:22; rules K1, K5, K6)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from assistans.assessment.basis import refuse_unknown
from assistans.assessment.bedomning import Kommundel, Kommunvecka
from assistans.assessment.pris import Pris
from assistans.assessment.priser import Priser
from assistans.assessment.provning import Provning
from assistans.assessment.segments import Segment, by_start, in_time_order, walk
from assistans.assessment.settlement import Settlement
from assistans.facts import CaseError
from assistans.facts.reading import iso_week
from assistans.timeline.months import Month
from assistans.timeline.quantities import UNITS_PER_HOUR, Ore, amount, converted_minutes
from assistans.timeline.rows import month_clock

_POLICIES: Mapping[str, str | tuple[str, ...]] = {
    "kommunvecka": "iso_vecka",
    "kommun_kort_vecka": "bara_veckans",
    # The municipality's part of a month is the same; the two differ in when it is debited, and on what.
    "kommun_debitering": ("preliminart", "efter_utfort"),
}

Andel = tuple[str | None, str, Pris]
"""A kommun, an ISO week and a price."""


def share(provning: Provning, priser: Priser, settlement: Settlement) -> tuple[Kommundel, ...]:
    """Give each municipality's hours and money, for all that answer for the person in the month."""
    refuse_unknown(provning.law, provning.first, **_POLICIES)
    shares: dict[Andel, int] = defaultdict(int)
    for week, segments in _by_week(provning.month, _payable(provning, priser)):
        if segments:
            _share_week(provning, priser, week, segments, shares)
    return tuple(_part(provning, settlement, kommun, shares) for kommun in _kommuner(provning))


def _payable(provning: Provning, priser: Priser) -> list[Segment]:
    if not any(pris.forskott for pris in priser.in_use()):
        return in_time_order(provning.live)
    return in_time_order(segment for segment in provning.live if not priser.of(segment).forskott)


def _by_week(month: Month, segments: list[Segment]) -> Iterator[tuple[str, list[Segment]]]:
    first = 0
    for week, end in _weeks(month):
        until = bisect_left(segments, end, lo=first, key=by_start)
        yield week, segments[first:until]
        first = until


@lru_cache(maxsize=256)
def _weeks(month: Month) -> tuple[tuple[str, int], ...]:
    """Give each ISO week of a month with the exact minute at which it, or the month, ends."""
    clock = month_clock(month)
    ends = {iso_week(day): clock.midnight(day.day + 1) for day in month.period.each_day()}
    return tuple(ends.items())


def _kommuner(provning: Provning) -> list[str | None]:
    found = {tid.kommun for tid in provning.underlag.person.kommun if tid.period.overlaps(provning.period)}
    return [*sorted(found)] or [None]


def _responsible(provning: Provning, segment: Segment) -> str | None:
    kommuner = provning.underlag.person.kommun
    for tid in kommuner:
        if tid.period.covers(segment.post.dag):
            return tid.kommun
    if kommuner:
        raise CaseError("person.kommun", f"no kommun answers for the person on {segment.post.dag}: state one")
    return None


def _share_week(
    provning: Provning, priser: Priser, week: str, segments: list[Segment], shares: dict[Andel, int]
) -> None:
    hours = provning.law.parameter("kommunens_timmar").number(provning.first)
    elsewhere = _used_elsewhere(provning, week)
    left = before = hours * UNITS_PER_HOUR - elsewhere
    for start, end, simultaneous in walk(segments):
        if left <= 0:
            break
        left -= _take(provning, priser, week, (end - start, simultaneous, left), shares)
    provning.by_parameter(
        "kommunvecka_delad" if elsewhere else "kommunvecka",
        "kommunens_timmar",
        resultat=converted_minutes(before - left),
        enhet="omräknade minuter",
        policy="kommunvecka",
        vecka=week,
        timmar=hours,
        anvant=converted_minutes(elsewhere),
    )


def _used_elsewhere(provning: Provning, week: str) -> int:
    # A later month that was decided first keeps its part of the hours: this one gets what is left (docs/law.md).
    underlag = provning.underlag
    return underlag.tidigare_veckor.get(week, 0) + underlag.senare_veckor.get(week, 0)


def _take(
    provning: Provning,
    priser: Priser,
    week: str,
    moment: tuple[int, list[Segment], int],
    shares: dict[Andel, int],
) -> int:
    # Whole minutes of all, then by rank within the minute in which the hours end.
    minutes, simultaneous, left = moment
    cost = sum(segment.post.enheter for segment in simultaneous)
    whole = min(minutes, left // cost)
    taken = whole * cost
    for segment in simultaneous:
        rest = min(segment.post.enheter, left - taken) if whole < minutes else 0
        shares[_responsible(provning, segment), week, priser.of(segment)] += (
            whole * segment.post.enheter + rest
        )
        taken += rest
    return taken


def _part(
    provning: Provning, settlement: Settlement, kommun: str | None, shares: dict[Andel, int]
) -> Kommundel:
    weeks: dict[str, int] = defaultdict(int)
    prices: dict[Pris, int] = defaultdict(int)
    for (owner, week, pris), enheter in shares.items():
        if owner == kommun and enheter:
            weeks[week] += enheter
            prices[pris] += enheter
    belopp = _money(settlement, prices)
    debited = "kommun_debitering"
    provning.by_parameter(
        f"kommunens_del_{provning.law.parameter(debited).at(provning.first).text}",
        "kommunens_timmar",
        policy=debited,
        resultat=belopp,
        enhet="öre",
        kommun=kommun,
    )
    return Kommundel(
        kommun=kommun,
        enheter=sum(weeks.values()),
        belopp=belopp,
        veckor=tuple(Kommunvecka(vecka=week, enheter=weeks[week]) for week in sorted(weeks)),
    )


def _money(settlement: Settlement, prices: dict[Pris, int]) -> Ore:
    rates: dict[Fraction, int] = defaultdict(int)
    of_costs = 0
    for pris, enheter in prices.items():
        if pris.grund == "kostnader" and settlement.kostnader_avgor:
            of_costs += enheter
        else:
            rates[pris.timbelopp] += enheter
    by_the_hour = sum(amount(units=enheter, rate=rate) for rate, enheter in rates.items())
    return Ore(by_the_hour + _share_of_costs(settlement, of_costs))


def _share_of_costs(settlement: Settlement, enheter: int) -> Ore:
    # Its share of the costs paid, by time: costs per hour priced over its units.
    bound = [post for post in settlement.poster if post.grund == "kostnader"]
    total = sum(post.enheter for post in bound)
    if not total:
        return Ore(0)
    paid = sum(post.belopp for post in bound)
    return amount(units=enheter, rate=Fraction(paid * UNITS_PER_HOUR, total))
