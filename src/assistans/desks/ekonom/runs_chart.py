"""A drawing of pay days: what was paid on past ones and what is due on coming ones. The same numbers stand in tables beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistans.desks.components.drawing import percent
from assistans.desks.ekonom.words import short_kronor

HEIGHT: Final = 150
"""The highest bar in pixels."""

_ABOVE, _LOWEST = 22, 3  # room for the amount over a bar; the least that is seen of what is not nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class PayDay:
    """A pay day's sum in öre: paid, or due on a day to come."""

    dag: date
    belopp_ore: int
    kommer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar with its places: `x` and `width` of its column as SVG percentages, `y` and `height` in pixels."""

    day: PayDay
    x: str
    width: str
    y: int
    height: int

    @property
    def text_y(self) -> int:
        """Where the amount stands: just over the bar."""
        return self.y - 6

    @property
    def amount(self) -> str:
        """The amount, short."""
        return short_kronor(self.day.belopp_ore)

    @property
    def label(self) -> str:
        """The day, short: `20/4`."""
        return f"{self.day.dag.day}/{self.day.dag.month}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsChart:
    """Pay days in order of time, one column each."""

    days: tuple[PayDay, ...]

    @property
    def bars(self) -> list[Bar]:
        """The days as drawn."""
        most = max((day.belopp_ore for day in self.days), default=0)
        return [self._bar(place, day, most) for place, day in enumerate(self.days)]

    def _bar(self, place: int, day: PayDay, most: int) -> Bar:
        height = max(_LOWEST, HEIGHT * day.belopp_ore // most) if day.belopp_ore else 0
        columns = len(self.days)
        return Bar(
            day=day,
            x=percent(place, columns),
            width=percent(1, columns),
            y=_ABOVE + HEIGHT - height,
            height=height,
        )

    @property
    def ground(self) -> int:
        """Where the bars stand."""
        return _ABOVE + HEIGHT

    @property
    def height(self) -> int:
        """The whole drawing's, with room for the days under the bars."""
        return self.ground + 22


def chart_of(past: Sequence[tuple[date, int]], coming: Sequence[tuple[date, int]]) -> RunsChart:
    """The drawing of runs (day, öre), any number a day and in any order, and of pay days to come."""
    paid: dict[date, int] = {}
    for dag, ore in past:
        paid[dag] = paid.get(dag, 0) + ore
    days = [PayDay(dag=dag, belopp_ore=ore, kommer=False) for dag, ore in sorted(paid.items())]
    days += [PayDay(dag=dag, belopp_ore=ore, kommer=True) for dag, ore in coming]
    return RunsChart(days=tuple(days))
