"""A kommun's invoice as plain values: what it says, before it is written as UBL. No name of a person, no personnummer."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from bankkonto.luhn import calculate_luhn

from assistans.municipalities.fakturaprofil import Fakturaprofil
from assistans.timeline.months import Month
from assistans.timeline.quantities import Ore

_MOST: Final = 99


class TooMany(RuntimeError):
    """More invoices for one kommun and month than a number has room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fakturarad:
    """One claim. Öre, negative = the kommun is credited; `veckor`: what it changes in units of 1/28 minute by ISO week.

    `timbelopp` is öre per hour where the amount is the hours at that price (rule K4); None where it is a later
    decision's difference, or has several prices. `referens` names the claim and nobody.
    """

    nummer: int
    referens: str
    manad: Month
    belopp: Ore
    veckor: tuple[tuple[str, int], ...]
    timbelopp: Fraction | None
    andring: bool

    @property
    def units(self) -> int:
        """The hours of all weeks, in units of 1/28 minute."""
        return sum(units for _, units in self.veckor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kund:
    """The kommun that is invoiced, and the reference it wants to see."""

    kommun: str
    namn: str
    organisationsnummer: str
    referens: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Faktura:
    """An invoice, or a credit note where the rows come to less than nothing. `tidigare`: what it changes, by number and day."""

    nummer: str
    dag: date
    forfaller: date
    utfardare: Fakturaprofil
    kund: Kund
    rader: tuple[Fakturarad, ...]
    tidigare: tuple[tuple[str, date], ...] = ()

    @property
    def belopp(self) -> Ore:
        """What is to be paid, in öre; negative = to be paid back."""
        return sum((rad.belopp for rad in self.rader), Ore(0))

    @property
    def is_kredit(self) -> bool:
        """Whether it is a credit note."""
        return self.belopp < 0


def fakturanummer(*, kommun: str, debiteras: date, lopnummer: int) -> str:
    """An invoice's number: kommunkod, month of the debit, which of the month, check digit. 13 digits, also its OCR.

    Made of what the invoice is, not of a counter: no gap can arise, and the same debit gives the same number. Raises
    TooMany.
    """
    if not 1 <= lopnummer <= _MOST:
        raise TooMany(f"Kommun {kommun} har redan {_MOST} fakturor för {debiteras:%Y-%m}.")
    body = f"{kommun}{debiteras:%Y%m}{lopnummer:02d}"
    return f"{body}{calculate_luhn(body)}"
