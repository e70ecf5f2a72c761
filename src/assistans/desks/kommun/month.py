"""What the page of a kommun's month shows: its weeks as bars, and each person's hours and amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistans.desks.components.drawing import percent
from assistans.desks.kommun import words
from assistans.municipalities.changes import Veckor
from assistans.municipalities.specification import Personandel, Specifikationsrad, sum_by_week
from assistans.timeline.quantities import UNITS_PER_HOUR

FULL_WEEK: Final = 20 * UNITS_PER_HOUR
"""What a whole bar of one person's week stands for (SFB 51:22); a week with more is drawn as whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Hours of a week, as text and as a bar: `width` is an SVG percentage."""

    week: str
    hours: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person: a cell for each week of the month (None = nothing that week), the sums, and where it is invoiced."""

    namn: str
    cells: tuple[Bar | None, ...]
    hours: str
    belopp_ore: int
    rader: tuple[Specifikationsrad, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage:
    """A part of the month's persons, and the weeks of those."""

    weeks: tuple[str, ...]
    bars: tuple[Bar, ...]
    persons: tuple[PersonRow, ...]
    hours: str
    belopp_ore: int


def month_page(persons: Sequence[Personandel]) -> MonthPage:
    """Lay out persons and weeks."""
    whole = sum_by_week(rad for part in persons for rad in part.rader)
    named = sorted({week for part in persons for week, _ in part.veckor})
    return MonthPage(
        weeks=tuple(words.week(week) for week in named),
        bars=_bars(whole),
        persons=tuple(_person(part, named) for part in persons),
        hours=words.hours(sum(units for _, units in whole)),
        belopp_ore=sum(part.belopp_ore for part in persons),
    )


def _bars(weeks: Veckor) -> tuple[Bar, ...]:
    longest = max((units for _, units in weeks), default=0)
    return tuple(_bar(week, units, longest) for week, units in weeks)


def _person(part: Personandel, named: Sequence[str]) -> PersonRow:
    weeks = dict(part.veckor)
    cells = [_bar(week, weeks[week], FULL_WEEK) if week in weeks else None for week in named]
    return PersonRow(
        namn=part.namn,
        cells=tuple(cells),
        hours=words.hours(part.units),
        belopp_ore=part.belopp_ore,
        rader=part.rader,
    )


def _bar(week: str, units: int, whole: int) -> Bar:
    drawn = percent(min(max(units, 0), whole), whole) if whole > 0 else percent(0, 1)
    return Bar(week=words.week(week), hours=words.hours(units), width=drawn)
