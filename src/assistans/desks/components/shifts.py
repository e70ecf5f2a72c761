"""A month's shifts as a page is given them: who worked when, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistans.timeline.months import Month
from assistans.timeline.rows import DAY_MINUTES, month_clock

ODEN: Final[Mapping[str, str]] = {"godkand": "Godkänd", "vantar": "Väntar", "stoppad": "Stoppad"}
"""What became of a stretch, in the order that legends have."""

SLAG: Final[Mapping[str, str]] = {"aktiv": "Aktiv tid", "vantetid": "Väntetid", "beredskap": "Beredskap"}


class ShiftCalendarError(ValueError):
    """A calendar of shifts cannot be drawn as given. The message says what is wrong and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of one assistant's time within one day.

    `day` is the day number; `start` and `end` are clock minutes, 0 to 1440 (a shift over midnight is two stretches). `ode` is a key
    of ODEN, `slag` of SLAG. `text` says why it waits or is stopped (empty when approved); `href` leads to the row.
    ShiftCalendarError when it is none.
    """

    day: int
    start: int
    end: int
    ode: str
    slag: str
    text: str = ""
    href: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= DAY_MINUTES:
            raise ShiftCalendarError(f"day {self.day}: {self.start} to {self.end} is no stretch within a day")
        if self.ode not in ODEN:
            raise ShiftCalendarError(f"day {self.day}: ode is one of {', '.join(ODEN)}, not {self.ode!r}")
        if self.slag not in SLAG:
            raise ShiftCalendarError(f"day {self.day}: slag is one of {', '.join(SLAG)}, not {self.slag!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One assistant of the month: `label` names them, `via` says through whom they work (may be empty)."""

    label: str
    via: str = ""
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftCalendar:
    """The shifts of all assistants in the month that `month` lies in. ShiftCalendarError for a day that it has not."""

    month: date
    lanes: tuple[Lane, ...] = ()

    def __post_init__(self) -> None:
        for lane in self.lanes:
            for stretch in lane.stretches:
                if not 1 <= stretch.day <= self.of.days:
                    raise ShiftCalendarError(f"{self.of} has no day {stretch.day}")

    @property
    def of(self) -> Month:
        """The calendar month."""
        return Month.of(self.month)

    def minutes(self, stretch: Stretch) -> int:
        """Give the minutes that really elapse in a stretch: one fewer hour or one more on the nights of clock changes."""
        clock = month_clock(self.of)
        return clock.exact(stretch.day, stretch.end) - clock.exact(stretch.day, stretch.start)

    def sums(self) -> dict[str, int]:
        """Give the elapsed minutes of the month by what became of them, each key of ODEN."""
        sums = dict.fromkeys(ODEN, 0)
        for lane in self.lanes:
            for stretch in lane.stretches:
                sums[stretch.ode] += self.minutes(stretch)
        return sums
