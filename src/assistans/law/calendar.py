"""Days that the law counts to: the last reporting day, pay days, and what happens on free days."""

from datetime import date

from assistans.law.law import Law
from assistans.timeline.months import ONE_DAY, Month

_DIRECTIONS = ("nasta_vardag", "foregaende_vardag", "ingen")


def next_weekday(law: Law, day: date) -> date:
    """Give the day itself or the first weekday after it."""
    while not law.is_weekday(day):
        day += ONE_DAY
    return day


def previous_weekday(law: Law, day: date) -> date:
    """Give the day itself or the nearest weekday before it."""
    while not law.is_weekday(day):
        day -= ONE_DAY
    return day


def last_reporting_day(law: Law, month: Month) -> date:
    """Give the last day for räkning and tidsredovisning of a month (FKFS 2016:4; rules D1 and D3)."""
    second = month.shift(law.parameter("redovisning_manader").number(month.first))
    return _moved(law, _on_day(law, second.first, "redovisningsdag"), policy="helgflytt_redovisning")


_PAY_DAYS = {
    "utbetalningsdag": "helgflytt_utbetalning",
    "extra_utbetalningsdag": "helgflytt_extra_utbetalning",
}
"""Each pay day of a month by its parameter, with the policy that moves it from a free day."""


def pay_days_in(law: Law, month: Month) -> list[tuple[date, date]]:
    """Give the pay days of a calendar month in order, each as (nominal, actual) (F1091 9 §; rules D5 to D7)."""
    found = []
    for name, policy in _PAY_DAYS.items():
        number = law.parameter(name).number(month.first)
        if number:
            nominal = month.first.replace(day=number)
            found.append((nominal, _moved(law, nominal, policy=policy)))
    return sorted(found)


def pay_days(law: Law, month: Month) -> list[date]:
    """Give the two first pay days for an assistance month: in the next month after the 5th, and the one after that."""
    candidates = pay_days_in(law, month.shift(1)) + pay_days_in(law, month.shift(2))
    first = _on_day(law, month.shift(1).first, "utbetalningsdag")
    return [actual for nominal, actual in candidates if nominal >= first][:2]


def pay_day(law: Law, *, month: Month, complete: date, not_before: date) -> date:
    """Give the day money for a month is paid when its last document arrived on `complete`.

    By the 5th (nominal) of the next month: the 20th; by the 20th: the 5th after; later: the first pay day
    after; never before `not_before`. Only pay days that the law has on their date count.
    """
    earliest = _earliest_nominal(law, month, complete)
    candidate = Month.of(earliest)
    while True:
        for nominal, actual in pay_days_in(law, candidate):
            if nominal >= earliest and actual > complete and actual >= not_before:
                return actual
        candidate = candidate.shift(1)


def _earliest_nominal(law: Law, month: Month, complete: date) -> date:
    following = month.shift(1).first
    if complete <= _on_day(law, following, "komplett_for_ordinarie_dag"):
        return _on_day(law, following, "utbetalningsdag")
    if complete <= _on_day(law, following, "komplett_for_extra_dag"):
        return month.shift(2).first
    return complete


def _on_day(law: Law, first: date, name: str) -> date:
    return first.replace(day=law.parameter(name).number(first))


def _moved(law: Law, day: date, *, policy: str) -> date:
    direction = law.parameter(policy).choice(day, *_DIRECTIONS)
    if direction == "ingen":
        return day
    return next_weekday(law, day) if direction == "nasta_vardag" else previous_weekday(law, day)
