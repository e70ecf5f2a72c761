"""Days that are no weekdays: dated rules of the holiday act, with our own computus."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assistans.law.lagrum import Lagrum
from assistans.timeline.months import Period

_RULE: Final = re.compile(r"(?:(easter) ([+-]\d+))|(?:(friday|saturday) from )?(\d\d)-(\d\d)")
_WEEKDAY: Final = {"friday": 4, "saturday": 5}


class FreeDayRuleError(ValueError):
    """A free-day rule in the law tree cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeDay:
    """A named free day, in force in a period: gives its date in a year. `rule` is how the law tree writes it."""

    name: str
    rule: str
    period: Period
    lagrum: Lagrum
    sfs: str
    on: Callable[[int], date]


def free_day(*, name: str, rule: str, period: Period, lagrum: Lagrum, sfs: str) -> FreeDay:
    """Read `01-06`, `easter +39` or `saturday from 06-20`; FreeDayRuleError otherwise."""
    return FreeDay(name=name, rule=rule, period=period, lagrum=lagrum, sfs=sfs, on=_finder(name, rule))


def _finder(name: str, rule: str) -> Callable[[int], date]:
    match = _RULE.fullmatch(rule)
    if match is None:
        raise FreeDayRuleError(
            f"free day {name}: {rule!r} is not MM-DD, 'easter +n' or 'saturday from MM-DD'"
        )
    easter, offset, weekday, month, day = match.groups()
    if easter:
        return lambda year: easter_sunday(year) + timedelta(days=int(offset))
    if weekday:
        return lambda year: _first(_WEEKDAY[weekday], date(year, int(month), int(day)))
    return lambda year: date(year, int(month), int(day))


def days_of(year: int, rules: Iterable[FreeDay]) -> frozenset[date]:
    """Give the free days of one year that are in force, Sundays and Saturdays not included as such."""
    return frozenset(day for rule in rules if rule.period.covers(day := rule.on(year)))


def _first(weekday: int, start: date) -> date:
    return start + timedelta(days=(weekday - start.weekday()) % 7)


def easter_sunday(year: int) -> date:
    """Compute Easter Sunday in the Gregorian calendar (the anonymous computus of 1876)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
