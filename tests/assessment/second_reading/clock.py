"""Rows as minutes, by the rule for the clock changes itself: the last Sundays of March and October."""

import re
from calendar import monthrange
from datetime import date, timedelta

ROW = re.compile(r"(\d{1,2}) (\d\d)\.(\d\d)-(\d\d)\.(\d\d) (\w+)")
TWO, THREE, DAY = 120, 180, 1440


class Clock:
    """One month's minutes: where each clock time lies when the nights of the change have an hour more or less."""

    def __init__(self, month):
        self.year, self.month = map(int, month.split("-"))
        self.days = monthrange(self.year, self.month)[1]
        self.first = date(self.year, self.month, 1)
        self.last = self.first.replace(day=self.days)
        self.changed = self._last_sunday() if self.month in {3, 10} else 0
        self.gain = {3: -60, 10: 60}.get(self.month, 0)

    def _last_sunday(self):
        return max(day for day in range(1, self.days + 1) if self.day(day).weekday() == 6)

    def day(self, number):
        return self.first.replace(day=number)

    def exact(self, number, minute):
        """Count from the month's first midnight; a time of the hour that is lost or doubled is taken as its start."""
        before = (number - 1) * DAY + minute
        if not self.changed or number < self.changed:
            return before
        if number > self.changed or minute >= THREE:
            return before + self.gain
        return before if self.gain > 0 else (number - 1) * DAY + min(minute, TWO)

    def row(self, written):
        """Give kind, day and exact minutes of a row; a code instead of them when it has none."""
        numbers = ROW.fullmatch(written).groups()
        number, *parts = map(int, numbers[:5])
        start, end = parts[0] * 60 + parts[1], parts[2] * 60 + parts[3]
        code = self._fault(number, parts, start, end)
        if code:
            return numbers[5], None, code
        return numbers[5], self.day(number), (self.exact(number, start), self.exact(number, end))

    def _fault(self, number, parts, start, end):
        if parts[1] > 59 or parts[3] > 59 or not 1 <= number <= self.days or not start < end <= DAY:
            return "RAD_OGILTIG"
        if number != self.changed:
            return None
        touched = TWO <= start < THREE or TWO <= end < THREE
        if self.gain > 0:
            return "KLOCKSLAG_TVETYDIGT" if touched else None
        return "KLOCKSLAG_FINNS_INTE" if touched and not (start < TWO and end == TWO) else None

    def shift(self, months):
        """Give the first day of another month."""
        return shifted(self.first, months)


def shifted(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_between(first, last):
    return [first + timedelta(days) for days in range((last - first).days + 1)]
