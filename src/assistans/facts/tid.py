"""Rows of a report as written, and time per kind."""

import re
from typing import Final, Literal, NamedTuple, cast

Slag = Literal["aktiv", "vantetid", "beredskap"]
SLAG: Final[tuple[Slag, ...]] = ("aktiv", "vantetid", "beredskap")

_RAD = re.compile(r"([0-9]{1,2}) ([0-9]{2})\.([0-9]{2})-([0-9]{2})\.([0-9]{2}) (aktiv|vantetid|beredskap)")


class Rad(NamedTuple):
    """One row of a tidsredovisning, exactly as written: it may name a day or a time that does not exist.

    `dag` is the day number in the month; `fran` and `till` are clock times written as the number HHMM
    (22.30 is 2230, 25.70 is 2570), so that what was written can always be shown again.
    """

    dag: int
    fran: int
    till: int
    slag: Slag

    @classmethod
    def parse(cls, text: str) -> "Rad":
        """Read `28 00.00-04.00 aktiv`; ValueError if it is no row at all."""
        match = _RAD.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no row; write day, from-to and kind: 28 00.00-04.00 aktiv")
        dag, from_hour, from_minute, to_hour, to_minute = map(int, match.groups()[:5])
        return cls(dag, from_hour * 100 + from_minute, to_hour * 100 + to_minute, cast("Slag", match[6]))

    def __str__(self) -> str:
        return f"{self.dag:02d} {clock_text(self.fran)}-{clock_text(self.till)} {self.slag}"


def clock_text(hhmm: int) -> str:
    """Print a clock time written as HHMM: `22.30`."""
    return f"{hhmm // 100:02d}.{hhmm % 100:02d}"


class Tid(NamedTuple):
    """Raw minutes per kind."""

    aktiv: int = 0
    vantetid: int = 0
    beredskap: int = 0

    def plus(self, other: "Tid") -> "Tid":
        """Add kind by kind."""
        return Tid(self.aktiv + other.aktiv, self.vantetid + other.vantetid, self.beredskap + other.beredskap)

    @property
    def minuter(self) -> int:
        """All kinds together, in raw minutes."""
        return self.aktiv + self.vantetid + self.beredskap
