"""What the law tree says of each observation: scope, lagrum, rules and its mode by date."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from assistans.law.lagrum import Lagrum

Mode = Literal["av", "notera", "vanta", "stopp"]
Scope = Literal["month", "report", "month or report", "row", "minutes"]
MODES: Final = get_args(Mode)
SCOPES: Final = get_args(Scope)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationLaw:
    """One check. `modes` are (first day, mode) in time order; before the first the check is `av`."""

    code: str
    scope: Scope
    lagrum: Lagrum
    rules: tuple[str, ...]
    modes: tuple[tuple[date, Mode], ...]

    def mode(self, day: date) -> Mode:
        """Give the mode in force that day."""
        found: Mode = "av"
        for first, mode in self.modes:
            if first <= day:
                found = mode
        return found

    def highest(self, first: date, last: date) -> Mode:
        """Give the strictest mode in force on any day from `first` to `last`."""
        modes = [self.mode(first), *(mode for day, mode in self.modes if first < day <= last)]
        return max(modes, key=MODES.index)

    def constant(self, first: date, last: date) -> bool:
        """Tell whether one mode is in force from `first` to `last`."""
        return not any(first < day <= last for day, _ in self.modes)
