"""Exact quantities: minutes, units of 1/28 minute, öre. No float, anywhere."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

UNITS_PER_MINUTE: Final = 28
"""Assistance time is exact in units of 1/28 minute: väntetid is a quarter and beredskap a seventh (rule T1)."""

UNITS_PER_HOUR: Final = 60 * UNITS_PER_MINUTE
AVRUNDNING: Final = "avrundning_ore"
"""The policy that `amount` follows: half up to whole öre, once."""

_KRONOR = re.compile(r"([0-9]{1,13})\.([0-9]{2})")
_DURATION = re.compile(r"([0-9]{1,7}):([0-5][0-9])")


class Ore(int):
    """An amount of money in whole öre; adding and subtracting give öre again, anything else gives a plain int."""

    __slots__ = ()

    def __add__(self, other: int) -> "Ore":
        return Ore(int(self) + other)

    __radd__ = __add__

    def __sub__(self, other: int) -> "Ore":
        return Ore(int(self) - other)

    def kronor(self) -> str:
        """Print as kronor with two decimals: `1477.00`."""
        sign, ore = ("-", -int(self)) if self < 0 else ("", int(self))
        return f"{sign}{ore // 100}.{ore % 100:02d}"

    @classmethod
    def parse(cls, text: str) -> "Ore":
        """Read kronor with exactly two decimals, never negative; ValueError otherwise."""
        match = _KRONOR.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not an amount in kronor with two decimals, such as 310.00")
        return cls(int(match[1]) * 100 + int(match[2]))


NOLL: Final = Ore(0)
"""No money at all."""


def amount(*, units: "Fraction | int", rate: "Fraction | int") -> Ore:
    """Price assistance time: units of 1/28 minute × öre per hour / 1680, rounded half up to whole öre.

    The only place where money is rounded; the policy is `avrundning_ore`. The rate may be a fraction of an
    öre (the cap of SFB 51:11 is an exact product), and the time of a settlement any fraction of a unit.
    """
    # Numerator and denominator by themselves: halves round the same in any terms, and a Fraction finds the lowest.
    exact = units.numerator * rate.numerator
    per = units.denominator * rate.denominator * UNITS_PER_HOUR
    return Ore((2 * exact + per) // (2 * per))


def units_of(minutes: "Fraction | int") -> int:
    """Turn converted minutes into whole units of 1/28 minute; ValueError if they are no whole number of units."""
    units = Fraction(minutes) * UNITS_PER_MINUTE
    if units.denominator != 1:
        raise ValueError(f"{minutes} minutes is no whole number of 1/28 minutes")
    return units.numerator


# Nothing used and a week's 20 hours are asked for all the time.
@lru_cache(maxsize=4096)
def converted_minutes(units: int) -> Fraction:
    """Turn units of 1/28 minute into converted minutes, exact."""
    return Fraction(units, UNITS_PER_MINUTE)


def minutes_text(units: int) -> str:
    """Print units as converted minutes, an exact fraction in lowest terms: `300`, `375/4`."""
    return str(converted_minutes(units))


def duration_text(minutes: int) -> str:
    """Print minutes as `H:MM`; hours may pass 24."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def parse_duration(text: str) -> int:
    """Read `H:MM` as minutes; ValueError otherwise."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a duration in hours and minutes, such as 5:00")
    return int(match[1]) * 60 + int(match[2])
