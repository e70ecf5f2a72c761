"""Realistic months: shifts through the day and night shared among a person's assistants, clean by construction.

A day is cut into rows that meet but never overlap; nights are rows of their own on each side of midnight. The hours stay
below what is granted and below every working-time limit, and the same seed gives the same month.
"""

from itertools import pairwise
from random import Random
from typing import Final

from assistans.facts import Rad, Slag
from assistans.site.synthetic.county import County, Individual, Person
from assistans.timeline.months import Month

STEP: Final = 5  # shifts change on five minutes
LONGEST: Final = 165  # minutes between two changes of assistants, about
DAY: Final = 1_440
Span = tuple[int, int, Slag]
Rader = dict[Individual, list[Rad]]


def month_rows(county: County, person: Person, month: Month) -> Rader:
    """Give every assistant's rows of a month, by day and time."""
    random = county.random("month", person.index, month)
    worked = dict.fromkeys(person.team, 0)
    rows: Rader = {assistent: [] for assistent in person.team}
    for dag in range(1, month.days + 1):
        for start, end, slag in _day(random, person):
            assistent = _next(random, worked)
            worked[assistent] += end - start
            rows[assistent].append(Rad(dag, hhmm(start), hhmm(end), slag))
    return rows


def hhmm(minute: int) -> int:
    """Write a minute of the day as a report does: 1350 is 2230."""
    return minute // 60 * 100 + minute % 60


def _day(random: Random, person: Person) -> list[Span]:
    if (
        person.natt == "aktiv"
    ):  # the day is spent in daily activities, assistance from the afternoon to the morning
        return [*_cut(random, 0, 8 * 60), *_cut(random, 16 * 60, DAY)]
    start = 7 * 60 if person.timmar < 112 else 6 * 60  # noqa: PLR2004 - whoever needs many hours gets up early
    end = start + _rounded(person.timmar * 60 // 7 - random.randrange(0, 30))
    spans = _cut(random, start, end)
    return spans if person.natt == "ingen" else _with_night(spans, end, person.natt)


def _with_night(spans: list[Span], end: int, slag: Slag) -> list[Span]:
    night = 6 * 60
    evening: list[Span] = [(max(end, 22 * 60), DAY, slag)]
    return [(0, night, slag), *spans, *evening]


def _cut(random: Random, start: int, end: int) -> list[Span]:
    """Cut a stretch of active time into shifts of about equal length."""
    count = 1 + (end - start) // LONGEST
    length = (end - start) // count
    inner = [_change(start + number * length + random.randrange(-20, 21)) for number in range(1, count)]
    return [(a, b, "aktiv") for a, b in pairwise([start, *inner, end])]


def _next(random: Random, worked: dict[Individual, int]) -> Individual:
    """One of the two who have worked least: shared evenly, but not in a fixed order."""
    least = sorted(worked, key=lambda assistent: (worked[assistent], assistent.nummer))[:2]
    return random.choice(least)


def _change(minute: int) -> int:
    """Nobody goes home between two and three: on one night a year that hour does not exist."""
    return 180 if 120 <= minute < 180 else _rounded(minute)  # noqa: PLR2004 - the hour itself


def _rounded(minute: int) -> int:
    return minute // STEP * STEP
