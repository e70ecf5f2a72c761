"""When a kommun is debited, and when its payment must have come in (F1091 9 and 10 §§; rule K3)."""

from datetime import date

from assistans.law import Law, previous_weekday
from assistans.timeline.months import Month


def debit_day(*, recognised: date, law: Law) -> date:
    """The latest day of the debit: the first debit day (the 15th) from the day on which the claim was recognised."""
    month = Month.of(recognised)
    days = law.parameter("kommun_debiteringsdag")
    if recognised.day > days.number(recognised):
        month = month.shift(1)
    return month.first.replace(day=days.number(month.first))


def due_day(*, debited: date, law: Law) -> date:
    """The last weekday of the month in which the kommun is debited."""
    return previous_weekday(law, Month.of(debited).last)
