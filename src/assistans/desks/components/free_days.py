"""The days of a month as calendars mark them: weekday, red days by name, and nights when the clock is changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistans.law.law import Law, builtin
from assistans.timeline.clock_changes import ClockChange, summer_time_begins_or_ends

WEEKDAYS: Final = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_SHORT: Final = 3
_SUNDAY: Final = 6
_NAMES: Final[Mapping[str, str]] = {
    "nyarsdagen": "nyårsdagen",
    "trettondedag_jul": "trettondedag jul",
    "langfredagen": "långfredagen",
    "annandag_pask": "annandag påsk",
    "forsta_maj": "första maj",
    "kristi_himmelsfardsdag": "Kristi himmelsfärdsdag",
    "annandag_pingst": "annandag pingst",
    "nationaldagen": "nationaldagen",
    "midsommarafton": "midsommarafton",
    "midsommardagen": "midsommardagen",
    "alla_helgons_dag": "alla helgons dag",
    "julafton": "julafton",
    "juldagen": "juldagen",
    "annandag_jul": "annandag jul",
    "nyarsafton": "nyårsafton",
}
"""How the law's free days are written; a day that the law has and this has not is written as the law's id."""

_CLOCK: Final[Mapping[ClockChange, str]] = {
    "spring": "Sommartid börjar: klockan 02–03 finns inte",
    "autumn": "Vintertid börjar: klockan 02–03 går två gånger",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One day as a calendar marks it. `name` is of a free day (empty when none), `clock` tells of a clock change."""

    number: int
    weekday: str
    red: bool
    name: str
    clock: str

    @property
    def short(self) -> str:
        """The weekday in three letters."""
        return self.weekday[:_SHORT]


def calendar_day(day: date, *, law: Law | None = None) -> CalendarDay:
    """Tell how a calendar marks a day: Sundays and holidays are red, the free eves are named but not red."""
    ids = [name for name, free in (law or builtin()).free_days.items() if free.on(day.year) == day]
    named = [name for name in ids if (law or builtin()).free_days[name].period.covers(day)]
    change = summer_time_begins_or_ends(day)
    return CalendarDay(
        number=day.day,
        weekday=WEEKDAYS[day.weekday()],
        red=day.weekday() == _SUNDAY or any(not name.endswith("afton") for name in named),
        name=", ".join(_NAMES.get(name, name) for name in named),
        clock=_CLOCK[change] if change else "",
    )
