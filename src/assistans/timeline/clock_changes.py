"""The clock changes of Sweden, two rows a year, and exact minutes of clock times on such days."""

from datetime import date
from typing import Final, Literal

ClockChange = Literal["spring", "autumn"]

# Year: (day in March when 02.00 becomes 03.00, day in October when 03.00 becomes 02.00). Förordning (2001:127)
# om sommartid follows the directive 2000/84/EC; the table stands written out so that nothing depends on a
# time-zone database. Should the changes be abolished, the table ends.
CHANGES: Final = {
    1998: (29, 25),
    1999: (28, 31),
    2000: (26, 29),
    2001: (25, 28),
    2002: (31, 27),
    2003: (30, 26),
    2004: (28, 31),
    2005: (27, 30),
    2006: (26, 29),
    2007: (25, 28),
    2008: (30, 26),
    2009: (29, 25),
    2010: (28, 31),
    2011: (27, 30),
    2012: (25, 28),
    2013: (31, 27),
    2014: (30, 26),
    2015: (29, 25),
    2016: (27, 30),
    2017: (26, 29),
    2018: (25, 28),
    2019: (31, 27),
    2020: (29, 25),
    2021: (28, 31),
    2022: (27, 30),
    2023: (26, 29),
    2024: (31, 27),
    2025: (30, 26),
    2026: (29, 25),
    2027: (28, 31),
    2028: (26, 29),
    2029: (25, 28),
    2030: (31, 27),
    2031: (30, 26),
    2032: (28, 31),
    2033: (27, 30),
    2034: (26, 29),
    2035: (25, 28),
    2036: (30, 26),
    2037: (29, 25),
}

MARCH: Final = 3
OCTOBER: Final = 10
BEFORE: Final = 120
"""Minutes after midnight when the clock is changed: 02.00."""

AFTER: Final = 180
"""Minutes after midnight when clock times are plain again: 03.00."""


class MissingClockChangeError(LookupError):
    """The table holds no clock change for that year; nothing is assumed."""


def clock_change_in(year: int, month: int) -> tuple[int, ClockChange] | None:
    """Give the day number and direction of the clock change in a month; None when it has none."""
    if month not in {MARCH, OCTOBER}:
        return None
    if year not in CHANGES:
        raise MissingClockChangeError(f"the table of clock changes has no row for {year}: add it in timeline")
    spring, autumn = CHANGES[year]
    return (spring, "spring") if month == MARCH else (autumn, "autumn")


def summer_time_begins_or_ends(day: date) -> ClockChange | None:
    """Tell whether the clock is changed that day, and which way."""
    change = clock_change_in(day.year, day.month)
    return change[1] if change is not None and change[0] == day.day else None
