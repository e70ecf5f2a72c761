"""One month cut into single minutes, each with its fate: what a second reading of docs/case-format.md works on."""

from collections import Counter
from fractions import Fraction

from tests.assessment.second_reading import plain
from tests.assessment.second_reading.clock import Clock, days_between

KINDS = ("aktiv", "vantetid", "beredskap")
WORTH = {"aktiv": 28, "vantetid": 7, "beredskap": 4}
"""What a minute of each kind is worth: whole, a quarter, a seventh, counted in parts of 28."""


def converted(parts):
    return Fraction(parts, 28)


class Minute:
    """One reported minute. `fate` is None while it is approved, else vantar or stoppad."""

    def __init__(self, row, moment):
        self.row = row
        self.moment = moment
        self.day, self.kind = row.day, row.kind
        self.assistent, self.anordnare = row.assistent, row.anordnare
        self.fate = None

    @property
    def rank(self):
        row = self.row
        return row.shift, self.assistent, self.anordnare, KINDS.index(self.kind), row.end, row.start


class Row:
    def __init__(self, place, report, kind, when):
        self.place, self.report, self.kind = place, report, kind
        self.assistent, self.anordnare = report["assistent"], report["anordnare"]
        self.day, (self.start, self.end) = when
        self.shift = self.start

    def continues(self, other):
        mine = self.assistent, self.anordnare, self.kind
        theirs = other.assistent, other.anordnare, other.kind
        return mine == theirs and other.start < self.shift <= other.end


class Month:
    """The facts, the minutes in time order and by rank, what was seen and how much each code took."""

    def __init__(self, case):
        self.case = case
        self.clock = Clock(case["month"])
        self.first, self.last = self.clock.first, self.clock.last
        self.reports = case["tidsredovisningar"]
        self.rakning = plain.written_rakning(case)
        self.assessed_on = plain.assessed_on(case, self.rakning)
        self.grants = plain.grants_of(case, self.clock)
        self.grant_by_day = {day: plain.grant_on(case, day) for day in days_between(self.first, self.last)}
        self.seen, self.taken, self.waiting_kinds = set(), Counter(), set()
        self.minutes = self._read()
        self.reported = Counter(minute.kind for minute in self.minutes)

    def _read(self):
        rows = []
        for place, report in enumerate(self.reports):
            for written in report["rader"]:
                kind, day, span = self.clock.row(written)
                if day is None:
                    self.seen.add(span)
                    self.waiting_kinds.add(kind)
                else:
                    rows.append(Row(place, report, kind, (day, span)))
        for row in rows:
            while earlier := [other.start for other in rows if row.continues(other)]:
                row.shift = min(earlier)
        found = [Minute(row, moment) for row in rows for moment in range(row.start, row.end)]
        return sorted(found, key=lambda minute: (minute.moment, minute.rank))

    def live(self):
        return [minute for minute in self.minutes if minute.fate is None]

    def take(self, code, fate, hit):
        """Let a code take the live minutes that `hit` tells of."""
        for minute in self.live():
            if hit(minute):
                minute.fate = fate
                self.seen.add(code)
                self.taken[code] += 1

    def take_rows(self, code, fate, hit):
        """The same where all of a row's minutes are alike: `hit` is asked once a row."""
        rows = {minute.row for minute in self.live()}
        alike = {row for row in rows if hit(row)}
        self.take(code, fate, lambda minute: minute.row in alike)

    def hold(self, code, fate, places=None):
        """Let a fact of the month, or of the reports in some places, be seen and take their minutes."""
        self.seen.add(code)
        self.take_rows(code, fate, lambda row: places is None or row.place in places)

    def grant(self, minute):
        return self.grant_by_day[minute.day]

    def own(self, minute):
        return self.case["anordnare"][minute.anordnare].get("slag") == "egen_arbetsgivare"

    def slag(self, name):
        return self.case["anordnare"][name].get("slag", "foretag")
