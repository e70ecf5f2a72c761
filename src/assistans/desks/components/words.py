"""Amounts, durations and days as pages write them: the assessment's own words, never broken over two lines."""

from datetime import date, datetime
from fractions import Fraction

from assistans.assessment.words import day_text, hours_text, kronor_text, month_text
from assistans.base.clock import STOCKHOLM
from assistans.timeline.months import Month

_SPACE = " "
_FIXED_SPACE = "\N{NO-BREAK SPACE}"


def kronor(ore: int) -> str:
    """Write öre as kronor: `12 345,67 kr`; TypeError for anything but whole öre."""
    if not isinstance(ore, int) or isinstance(ore, bool):
        raise TypeError(f"{ore!r} is no amount: give whole öre")
    return _fixed(kronor_text(ore))


def duration(minutes: "int | Fraction") -> str:
    """Write minutes as hours and minutes: `12 h 30 min`; TypeError for anything but an exact number, ValueError below 0."""
    if not isinstance(minutes, int | Fraction) or isinstance(minutes, bool):
        raise TypeError(f"{minutes!r} is no duration: give exact minutes")
    if minutes < 0:
        raise ValueError(f"{minutes} minutes is no duration: it is below nothing")
    return _fixed(hours_text(minutes))


def day(value: date) -> str:
    """Write a day: `3 april 2026`; TypeError for anything but a date, or for an instant, whose day depends on where."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError(f"{value!r} is no day: give a date")
    return _fixed(day_text(value))


def month(value: "date | Month") -> str:
    """Write a month, or the month of a day: `mars 2026`; TypeError for anything else."""
    if isinstance(value, Month):
        return _fixed(month_text(value))
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is no month: give a date or a Month")
    return _fixed(month_text(Month.of(value)))


def instant(value: datetime) -> str:
    """Write an instant in Swedish local time: `3 april 2026 kl. 14.05`; ValueError when it has no time zone."""
    if not isinstance(value, datetime):
        raise TypeError(f"{value!r} is no instant: give a datetime")
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone: no one knows what instant it is")
    local = value.astimezone(STOCKHOLM)
    return f"{_fixed(day_text(local.date()))} kl.{_FIXED_SPACE}{local:%H.%M}"


def _fixed(text: str) -> str:
    return text.replace(_SPACE, _FIXED_SPACE)
