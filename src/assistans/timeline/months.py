"""Calendar months and half-open periods of days."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
ALWAYS = date.min
"""A period that starts here has always run."""

ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=2048)
def _days(year: int, month: int) -> int:
    return monthrange(year, month)[1]


class Month(NamedTuple):
    """One calendar month, such as October 2018."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `YYYY-MM`; ValueError otherwise."""
        match = _MONTH.fullmatch(text)
        if match is None or match[1] == "0000":
            raise ValueError(f"{text!r} is not a month, such as 2018-10")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> "Month":
        """Give the month that a day lies in."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def days(self) -> int:
        """The number of days."""
        return _days(self.year, self.month)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.month, self.days)

    @property
    def period(self) -> "Period":
        """The month's days."""
        return Period(self.first, self.last + ONE_DAY)

    def shift(self, months: int) -> "Month":
        """Move forwards, or backwards when negative."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)


class Period(NamedTuple):
    """Days from `start` up to but not including `end`; no `end` = still running."""

    start: date
    end: date | None

    @classmethod
    def inclusive(cls, first: date, last: date | None) -> "Period":
        """Make a period of an interval that includes both its days; the last day there is = still running."""
        return cls(first, None if last is None or last == date.max else last + ONE_DAY)

    @property
    def last(self) -> date | None:
        """The last day that belongs to the period."""
        return None if self.end is None else self.end - ONE_DAY

    @property
    def length(self) -> int:
        """The number of days; ValueError while it still runs."""
        if self.end is None:
            raise ValueError("a period that still runs has no length")
        return (self.end - self.start).days

    def covers(self, day: date) -> bool:
        """Tell whether the day lies inside."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Tell whether the two share a day."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)

    def within(self, other: "Period") -> "Period":
        """Cut to the days that both have; empty (end not after start) when they share none."""
        ends = [end for end in (self.end, other.end) if end is not None]
        return Period(max(self.start, other.start), min(ends) if ends else None)

    def each_day(self) -> Iterator[date]:
        """Go through the days in order; ValueError while it still runs."""
        for offset in range(self.length):
            yield self.start + timedelta(days=offset)


def add_months(day: date, months: int) -> date:
    """Go to the day of the same number; the last of the month where there is none (lag 1930:173 1 §)."""
    month = Month.of(day).shift(months)
    return date(month.year, month.month, min(day.day, month.days))
