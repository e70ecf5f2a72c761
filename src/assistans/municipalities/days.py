"""When a kommun is debited, and when its payment must have come in (F1091 9 and 10 §§; rule K3)."""

from datetime import date

from assistans.law import Law, previous_weekday
from assistans.timeline.months import Month

_DEBIT_DAY = 15


def debit_day(*, recognised: date) -> date:
    """The latest day of the debit: the first 15th from the day on which the claim was recognised."""
    month = Month.of(recognised)
    return (month if recognised.day <= _DEBIT_DAY else month.shift(1)).first.replace(day=_DEBIT_DAY)


def due_day(*, debited: date, law: Law) -> date:
    """The last weekday of the month in which the kommun is debited."""
    return previous_weekday(law, Month.of(debited).last)
