"""Dated parameters and policies: a value by date, each with its lagrum and source."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from assistans.law.lagrum import Lagrum
from assistans.timeline.months import Period
from assistans.timeline.quantities import Ore


class MissingParameterError(LookupError):
    """The law holds no value for that day. Nothing is assumed: the value must be added to the law tree."""


class PolicyError(ValueError):
    """A policy names a choice that the program does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value in force from a day, as text. `verified_to` None = not verified, `date.max` = verified."""

    text: str
    period: Period
    sfs: str
    source: str
    verified_to: date | None

    def verified_on(self, day: date) -> bool:
        """Tell whether the value is verified and that day is not past its verified date."""
        return self.verified_to is not None and day <= self.verified_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A named quantity of the law, or a policy (`grade` C, I or U with its `reason`) where the law leaves room."""

    name: str
    about: str
    lagrum: Lagrum
    rules: tuple[str, ...]
    unit: str
    values: tuple[Value, ...]
    grade: str | None = None
    reason: str | None = None

    def at(self, day: date) -> Value:
        """Give the value in force that day; MissingParameterError names what is missing."""
        for value in reversed(self.values):
            if value.period.covers(day):
                return value
        raise MissingParameterError(
            f"the law has no value of {self.name} ({self.about}; {self.lagrum.text}) for {day}: add it to the law tree"
        )

    def number(self, day: date) -> int:
        """Give a whole number."""
        return int(self.at(day).text)

    def fraction(self, day: date) -> Fraction:
        """Give an exact fraction."""
        return _fraction(self.at(day).text)

    def ore(self, day: date) -> Ore:
        """Give an amount of money."""
        return _ore(self.at(day).text)

    def yes(self, day: date) -> bool:
        """Give a ja or nej; PolicyError for anything else."""
        return self.choice(day, "ja", "nej") == "ja"

    def day(self, day: date) -> date:
        """Give a date."""
        return date.fromisoformat(self.at(day).text)

    def choice(self, day: date, *known: str) -> str:
        """Give one of the choices that the program knows; PolicyError for any other."""
        text = self.at(day).text
        if text not in known:
            raise PolicyError(f"{self.name} is {text!r}; this version knows {', '.join(known)}")
        return text


# The same few texts are asked for in every month that is assessed.
@lru_cache(maxsize=512)
def _fraction(text: str) -> Fraction:
    return Fraction(text)


@lru_cache(maxsize=512)
def _ore(text: str) -> Ore:
    return Ore.parse(text)
