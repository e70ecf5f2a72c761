"""The assistants."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from assistans.timeline.months import ALWAYS, Period

ALLA: Final = "alla"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistent:
    """One assistant; `id` is any name that the reports use.

    `anmald`: the day her data (FK 3066) reached Försäkringskassan, by anordnare; absent = never, ALLA = always
    and everywhere. `anstalld`: the day employment began, by anordnare. `forlangd_arbetstid`: 12 hours a week
    more in household work. `oformogen`: periods unable to work (SFB 51:16 st 1 p 3).
    """

    id: str
    fodd: date
    narstaende: bool = False
    bosatt: Literal["inom_ees", "utanfor_ees"] = "inom_ees"
    kollektivavtal: bool = False
    anmald: Mapping[str, date] | Literal["alla"] = field(default_factory=dict)
    anstalld: Mapping[str, date] = field(default_factory=dict)
    forlangd_arbetstid: bool = False
    oformogen: tuple[Period, ...] = ()

    def anmald_hos(self, anordnare: str) -> date | None:
        """Give the day the data arrived for an anordnare; None = never."""
        return ALWAYS if isinstance(self.anmald, str) else self.anmald.get(anordnare)
