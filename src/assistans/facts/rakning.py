"""The person's räkning (form FK 3057)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from assistans.facts.tid import Tid
from assistans.timeline.quantities import NOLL, Ore

Verksamhet = Literal["skola", "barnomsorg", "daglig_verksamhet"]


class Vistelse(NamedTuple):
    """A stay by clock time, `till` excluded (local time without zone); no `till` = still running."""

    fran: datetime
    till: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kostnader:
    """The month's costs in öre by the kinds of F1091 5 a §; zeroes are an account too."""

    lon: Ore = NOLL
    ob: Ore = NOLL
    omkostnader: Ore = NOLL
    utbildning: Ore = NOLL
    arbetsmiljo: Ore = NOLL
    administration: Ore = NOLL

    @property
    def summa(self) -> Ore:
        """All kinds together."""
        return Ore(
            self.lon + self.ob + self.omkostnader + self.utbildning + self.arbetsmiljo + self.administration
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rakning:
    """What the person declares. `tid` None = equal to the reported time (`rakning: stammer`).

    `skola_eller_daglig_verksamhet`: True without saying which, or the kinds said. `kostnader` None = no account.
    """

    mottagen: date
    tid: Tid | None
    sjukhus: tuple[Vistelse, ...] = ()
    skola_eller_daglig_verksamhet: bool | tuple[Verksamhet, ...] = False
    vistelse_utanfor_ees: bool = False
    kvar_av_forra_utbetalningen: Ore = NOLL
    kostnader: Kostnader | None = None
