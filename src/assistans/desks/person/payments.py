"""The person's payments as a list shows them, and to whom each went as she knows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistans.desks.web.payment_rows import Reader
from assistans.payments.models import Utbetalning


@dataclass(frozen=True, slots=True, kw_only=True)
class Betalning:
    """One payment in a list: when, for which month, to whom, öre."""

    id: str
    dag: date
    manad: date
    mottagare: str
    belopp_ore: int


def listed_payments(found: Sequence[Utbetalning]) -> list[Betalning]:
    """Payments as a list shows them."""
    return [
        Betalning(
            id=str(row.public_id),
            dag=row.korning.dag,
            manad=row.beslutsrad.beslut.arende.manad,
            mottagare=recipient(row),
            belopp_ore=row.belopp_ore,
        )
        for row in found
    ]


def recipient(payment: Utbetalning) -> str:
    """To whom it was paid, as she knows them."""
    return payment.anordnare.namn if payment.anordnare else "dig"


def reader_of(payment: Utbetalning) -> Reader:
    """How the sentences of her payment speak to her."""
    return Reader(costs="dina", to="din anordnare" if payment.anordnare else "dig")
