"""What was really worked and what it is worth: simple arithmetic of its own, sharing nothing with the assessment.

Time comes from the time zone database, money from the statute's formula written out, so that the demo is a real check
of timeline, assessment and settlement: two ways to the same minute and the same öre.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Final

from assistans.base.clock import STOCKHOLM
from assistans.facts import Rad, Tid
from assistans.timeline.months import Month

SCHABLON_2026: Final = 34_770  # öre an hour, F1091 5 § (SFS 2025:1045)
SCHABLON_2025: Final = 34_260  # SFS 2024:999; nobody has verified it
UNITS: Final = {"aktiv": 28, "vantetid": 7, "beredskap": 4}
UNITS_AN_HOUR: Final = 1_680
KOMMUN_UNITS: Final = 20 * UNITS_AN_HOUR


def minutes(month: Month, rad: Rad) -> int:
    """Count the minutes that a row really lasted. ValueError when it names a time that does not exist or comes twice."""
    return (
        int((_instant(month, rad.dag, rad.till) - _instant(month, rad.dag, rad.fran)).total_seconds()) // 60
    )


def total(month: Month, rader: Iterable[Rad]) -> Tid:
    """Sum the minutes by kind."""
    sums = {"aktiv": 0, "vantetid": 0, "beredskap": 0}
    for rad in rader:
        sums[rad.slag] += minutes(month, rad)
    return Tid(**sums)


def units(tid: Tid) -> int:
    """Convert minutes to units of 1/28 minute: väntetid is a quarter, beredskap a seventh (rule T1)."""
    return tid.aktiv * UNITS["aktiv"] + tid.vantetid * UNITS["vantetid"] + tid.beredskap * UNITS["beredskap"]


def ore(amount_units: int, *, per_hour: Fraction | int = SCHABLON_2026) -> int:
    """Price units at an amount an hour in öre: half up to whole öre."""
    return (2 * amount_units * per_hour + UNITS_AN_HOUR) // (2 * UNITS_AN_HOUR)


def weeks(month: Month, rader: Iterable[Rad]) -> dict[str, int]:
    """Sum units by ISO week, such as `2026-W09`."""
    sums: dict[str, int] = {}
    for rad in rader:
        year, week, _ = month.first.replace(day=rad.dag).isocalendar()
        key = f"{year}-W{week:02d}"
        sums[key] = sums.get(key, 0) + minutes(month, rad) * UNITS[rad.slag]
    return sums


def kommun_units(month: Month, rader: Iterable[Rad], *, before: dict[str, int]) -> int:
    """Sum the first 20 hours of every ISO week; `before` = units of those weeks paid with the month before."""
    used = {week: min(KOMMUN_UNITS, before.get(week, 0)) for week in before}
    return sum(min(KOMMUN_UNITS - used.get(week, 0), had) for week, had in weeks(month, rader).items())


@lru_cache(maxsize=65_536)
def _instant(month: Month, dag: int, hhmm: int) -> datetime:
    midnight = datetime(month.year, month.month, dag, tzinfo=STOCKHOLM)
    hour, minute = divmod(hhmm, 100)
    local = midnight.replace(hour=hour % 24, minute=minute) + timedelta(days=hour // 24)
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise ValueError(f"{hour:02d}.{minute:02d} does not exist, or comes twice, on day {dag}")
    return local.astimezone(UTC)
