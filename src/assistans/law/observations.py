"""What the law tree says of each observation: scope, lagrum, rules and its mode by date."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple, get_args

from assistans.law.lagrum import Lagrum

Mode = Literal["av", "notera", "vanta", "stopp"]
Scope = Literal["month", "report", "month or report", "row", "minutes"]
MODES: Final = get_args(Mode)
SCOPES: Final = get_args(Scope)


class DatedMode(NamedTuple):
    """A mode from its first day on, with the SFS number and the source that it rests on (empty = always so)."""

    start: date
    mode: Mode
    sfs: str = ""
    source: str = ""


_ALWAYS_OFF: Final = DatedMode(date.min, "av")


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationLaw:
    """One check. `modes` are in time order; before the first the check is `av`."""

    code: str
    scope: Scope
    lagrum: Lagrum
    rules: tuple[str, ...]
    modes: tuple[DatedMode, ...]

    def at(self, day: date) -> DatedMode:
        """Give the mode in force that day, with where it comes from."""
        found = _ALWAYS_OFF
        for dated in self.modes:
            if dated.start <= day:
                found = dated
        return found

    def mode(self, day: date) -> Mode:
        """Give the mode in force that day."""
        return self.at(day).mode

    def highest(self, first: date, last: date) -> Mode:
        """Give the strictest mode in force on any day from `first` to `last`."""
        modes = [self.mode(first), *(dated.mode for dated in self.modes if first < dated.start <= last)]
        return max(modes, key=MODES.index)

    def constant(self, first: date, last: date) -> bool:
        """Tell whether one mode is in force from `first` to `last`."""
        return not any(first < dated.start <= last for dated in self.modes)
