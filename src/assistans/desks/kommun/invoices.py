"""What the pages show of invoices: where one stands on a day, and its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistans.desks.components import words as texts
from assistans.desks.kommun import words
from assistans.municipalities.models import Kommunfaktura
from assistans.municipalities.specification import Personandel


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """An invoice in a list, with its state as a badge: `text` and `kind`."""

    faktura: Kommunfaktura
    text: str
    kind: str

    @property
    def slag(self) -> str:
        """What it is called."""
        return "Kreditfaktura" if self.faktura.belopp_ore < 0 else "Faktura"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRow:
    """A row of an invoice, with whom it is for."""

    rad: int
    namn: str
    manad: date
    weeks: str
    hours: str
    price: str
    belopp_ore: int


def line_of(faktura: Kommunfaktura, *, on: date) -> InvoiceLine:
    """Where an invoice stands on a day. Whether it is paid is not known here, and not said."""
    if faktura.belopp_ore < 0:
        return InvoiceLine(faktura=faktura, text="Betalas tillbaka till er", kind="info")
    if on > faktura.forfaller:
        return InvoiceLine(faktura=faktura, text="Förfallodagen har passerat", kind="neutral")
    return InvoiceLine(faktura=faktura, text=f"Betala senast {texts.day(faktura.forfaller)}", kind="vantar")


def rows_of(persons: Sequence[Personandel]) -> list[InvoiceRow]:
    """The rows in the invoice's own order."""
    rows = [
        InvoiceRow(
            rad=rad.rad or 0,
            namn=part.namn,
            manad=rad.manad,
            weeks=words.weeks(rad.veckor),
            hours=words.hours(rad.units),
            price=words.price(rad.timbelopp_ore),
            belopp_ore=rad.belopp_ore,
        )
        for part in persons
        for rad in part.rader
    ]
    return sorted(rows, key=lambda row: row.rad)
