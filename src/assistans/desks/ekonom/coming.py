"""What each coming pay day has to pay, from what is due by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistans.desks.ekonom.words import HinderWords, hinder_words
from assistans.payments.coming import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingHinder:
    """Why rows of a day will not be paid unless something is done: words, number of rows and öre (negative = too much paid)."""

    ord: HinderWords
    antal: int
    belopp_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingDay:
    """A pay day with what it pays (number of payments, öre) and what stands in the way of more."""

    dag: date
    antal: int
    belopp_ore: int
    hinder: tuple[ComingHinder, ...]


def coming_days(days: Sequence[date], waiting: Sequence[Waiting]) -> list[ComingDay]:
    """Each row goes to the first pay day on or after the day from which it is due; `days` in order."""
    by_day: dict[date, dict[str, tuple[int, int]]] = {day: {} for day in days}
    for row in waiting:
        day = next((day for day in days if day >= row.dag), None)
        if day is not None:
            antal, ore = by_day[day].get(row.kod, (0, 0))
            by_day[day][row.kod] = (antal + row.antal, ore + row.belopp_ore)
    return [_day(day, sums) for day, sums in by_day.items()]


def _day(day: date, sums: dict[str, tuple[int, int]]) -> ComingDay:
    antal, ore = sums.get("", (0, 0))
    hinder = [
        ComingHinder(ord=hinder_words(kod), antal=number, belopp_ore=left)
        for kod, (number, left) in sorted(sums.items())
        if kod
    ]
    return ComingDay(dag=day, antal=antal, belopp_ore=ore, hinder=tuple(hinder))
