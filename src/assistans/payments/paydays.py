"""Whether a day is a pay day: the 5th and the 20th, moved to the nearest weekday before (F1091 9 §; rules D5–D7)."""

from datetime import date

from assistans.law import Law
from assistans.law.calendar import pay_days_in
from assistans.timeline.months import Month


class WrongDay(ValueError):
    """The day is no pay day; the Swedish text names the nearest ones."""


def check(*, dag: date, law: Law) -> None:
    """Raise WrongDay unless `dag` is a pay day."""
    days = [actual for shift in (-1, 0, 1) for _, actual in pay_days_in(law, Month.of(dag).shift(shift))]
    if dag in days:
        return
    before = max(day for day in days if day < dag)
    after = min(day for day in days if day > dag)
    raise WrongDay(
        f"{dag} är ingen utbetalningsdag (F1091 9 §). Närmast är {before} och {after}. "
        "Ska körningen ändå göras den dagen: ange skälet."
    )


def coming(*, law: Law, first: date, number: int) -> list[date]:
    """The next pay days in order, beginning with `first` where that is one."""
    month, found = Month.of(first), list[date]()
    while len(found) < number:
        found += [actual for _, actual in pay_days_in(law, month) if actual >= first and actual not in found]
        month = month.shift(1)
    return sorted(found)[:number]
