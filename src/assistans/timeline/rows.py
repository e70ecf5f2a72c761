"""Clock times of a month's days turned into exact elapsed minutes."""

from datetime import datetime
from functools import lru_cache
from typing import Final, Literal

from assistans.timeline.clock_changes import AFTER, BEFORE, ClockChange, clock_change_in
from assistans.timeline.months import Month

DAY_MINUTES: Final = 1440
_HOUR: Final = 60
LONGEST_DAY: Final = DAY_MINUTES + _HOUR
"""The exact minutes of the day of the autumn change: no row is longer."""

_GAIN: Final[dict[ClockChange, int]] = {"spring": -60, "autumn": 60}
_CLOCK: Final = {
    hour * 100 + minute: hour * _HOUR + minute
    for hour in range(25)
    for minute in range(_HOUR)
    if hour * _HOUR + minute <= DAY_MINUTES
}
"""The minutes of the day by the clock times that there are, 0000 to 2400. A look-up: every row asks twice."""

Fault = Literal["RAD_OGILTIG", "KLOCKSLAG_FINNS_INTE", "KLOCKSLAG_TVETYDIGT"]


Span = tuple[int, int]
"""Exact minutes from a start up to but not including an end, counted from the month's first midnight."""


@lru_cache(maxsize=256)
def month_clock(month: Month) -> "MonthClock":
    """Give the clock of a month; the same object for the same month."""
    return MonthClock(month)


class MonthClock:
    """The clock of one month: where each day's minutes lie on the exact timeline (rules T8 to T11).

    Minutes are counted from 00.00 of the month's first day and really elapse: the day of the autumn change
    has 1500 of them, the day of the spring change 1380.
    """

    def __init__(self, month: Month) -> None:
        self.month = month
        self.days = month.days
        change = clock_change_in(month.year, month.month)
        self.change_day = change[0] if change else 0
        self._direction: ClockChange | None = change[1] if change else None
        self._gain = _GAIN[self._direction] if self._direction else 0
        self._midnights = [self._midnight(dag) for dag in range(self.days + 2)]
        plain = set(range(1, self.days + 1)) - {self.change_day}
        self._plain_midnights = {dag: self._midnights[dag] for dag in plain}

    def midnight(self, dag: int) -> int:
        """Give the exact minute when day number `dag` begins; one past the last is when the month ends."""
        return self._midnights[dag]

    def _midnight(self, dag: int) -> int:
        later = self._gain if self.change_day and dag > self.change_day else 0
        return (dag - 1) * DAY_MINUTES + later

    def exact(self, dag: int, minute: int) -> int:
        """Give the exact minute of a clock minute; one in 02.00–02.59 of a change night is taken as the earlier."""
        if dag == self.change_day and minute >= AFTER:
            minute += self._gain
        elif dag == self.change_day and self._direction == "spring":
            minute = min(minute, BEFORE)
        return self.midnight(dag) + minute

    @property
    def length(self) -> int:
        """The exact minutes of the whole month."""
        return self.midnight(self.days + 1)

    def at(self, moment: datetime) -> int:
        """Give the exact minute of a local point in time, cut to the month's beginning and end."""
        if Month.of(moment.date()) < self.month:
            return 0
        if Month.of(moment.date()) > self.month:
            return self.length
        return self.exact(moment.day, moment.hour * _HOUR + moment.minute)

    def span(self, dag: int, fran: int, till: int) -> "Span | Fault":
        """Give the exact span of a row; `fran` and `till` are clock times as HHMM. A fault when it has none.

        A row never crosses midnight; 24.00 (2400) stands only as an end.
        """
        # A clock time that there is not makes no start before an end.
        start, end = _CLOCK.get(fran, DAY_MINUTES), _CLOCK.get(till, 0)
        midnight = self._plain_midnights.get(dag)
        if midnight is not None and start < end:
            return midnight + start, midnight + end
        if start >= end or not 1 <= dag <= self.days:
            return "RAD_OGILTIG"
        return self._fault(start, end) or (self.exact(dag, start), self.exact(dag, end))

    def _fault(self, start: int, end: int) -> Fault | None:
        if self._direction == "autumn":
            touched = BEFORE <= start < AFTER or BEFORE <= end < AFTER
            return "KLOCKSLAG_TVETYDIGT" if touched else None
        missing = BEFORE <= start < AFTER or BEFORE < end < AFTER
        return "KLOCKSLAG_FINNS_INTE" if missing else None
