"""One price: what an hour of some minutes is paid with, and how."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assistans.law import Value


@dataclass(frozen=True, slots=True, eq=False)
class Pris:
    """The exact öre per hour of some minutes and how they are paid; one object per price within a month.

    `grund` kostnader: the month's costs decide when they are lower. `konto`: an account of costs is needed
    before payment. `forskott`: paid in advance, so nothing is payable now. `begransad`: the cap decided.
    `dagens` is the dated amount it rests on, None for a skäligt belopp.
    """

    timbelopp: Fraction
    grund: Literal["timbelopp", "kostnader"]
    konto: bool
    forskott: bool
    begransad: bool
    lagrum: str
    dagens: Value | None

    @property
    def order(self) -> tuple[Fraction, str, bool, bool, bool]:
        """What tells two prices apart, for sorting."""
        return self.timbelopp, self.grund, self.konto, self.forskott, self.dagens is None
