"""Lagrum: where in the statutes a rule stands."""

from datetime import date
from typing import Final, NamedTuple

_SFB_IN_FORCE: Final = date(2011, 1, 1)
_LASS: Final = "LASS (1993:389)"


class Lagrum(NamedTuple):
    """A reference as jurists write it, and the same before the Socialförsäkringsbalken (2011-01-01).

    The chapters of SFB had other numbers in lagen (1993:389) om assistansersättning; its paragraphs are not
    verified and therefore not cited.
    """

    text: str

    def on(self, day: date) -> str:
        """Give the reference in force that day."""
        return _LASS if day < _SFB_IN_FORCE and self.text.startswith("SFB ") else self.text
