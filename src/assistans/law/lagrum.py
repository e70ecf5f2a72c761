"""Lagrum: where in the statutes a rule stands."""

from datetime import date
from typing import NamedTuple

BETWEEN = "; "


def references(text: str) -> tuple[str, ...]:
    """Give the references of `SFB 51 kap. 14 §; FKFS 2016:4` one by one."""
    return tuple(text.split(BETWEEN))


class Lagrum(NamedTuple):
    """A reference as jurists write it. `earlier` holds (until, text): how it was cited before that day, in time order.

    A statute that replaced another had other numbers for its paragraphs; where those are not verified, only the
    older statute is cited (LASS (1993:389) before the Socialförsäkringsbalken of 2011-01-01).
    """

    text: str
    earlier: tuple[tuple[date, str], ...] = ()

    def on(self, day: date) -> str:
        """Give the reference in force that day."""
        for until, text in self.earlier:
            if day < until:
                return text
        return self.text
