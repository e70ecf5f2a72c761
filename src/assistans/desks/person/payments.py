"""What a payment is made of, row by row, in words for the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from assistans.assessment.words import day_text, hours_text, kronor_text, month_text, say
from assistans.desks.components.calculation import CalculationRow
from assistans.law.lagrum import references
from assistans.payments.models import Utbetalning
from assistans.timeline.months import Month
from assistans.timeline.quantities import UNITS_PER_MINUTE

PAY_DAY = "F1091 9 §"


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


def payment_rows(payment: Utbetalning, *, paid_before: int) -> list[CalculationRow]:
    """The decision's parts, what earlier decisions had paid, and the sum; each with its lagrum. `paid_before` in öre."""
    parts = [_part(part) for part in payment.beslutsrad.delar]
    return [*parts, *_before(paid_before), _sum(payment)]


def reasons(payment: Utbetalning) -> list[CalculationRow]:
    """Why to that recipient, and why on that day."""
    to = "din anordnare" if payment.anordnare else "dig"
    return [
        CalculationRow(
            text=f"Pengarna betalas till {to}. Det prövades på betalningsdagen.",
            amount="",
            unit="",
            lagrum=references(payment.lagrum),
        ),
        CalculationRow(
            text=f"Betalningsdagen är den {day_text(payment.korning.dag)}.",
            amount="",
            unit="",
            lagrum=(PAY_DAY,),
        ),
    ]


def _part(part: dict[str, Any]) -> CalculationRow:
    time = hours_text(Fraction(part["enheter"], UNITS_PER_MINUTE))
    if part["grund"] == "kostnader":
        text = f"{time} assistans, ersatt efter dina kostnader"
    else:
        rate = say(Fraction(part["timbelopp_ore"]), "öre per timme")
        text = f"{time} assistans à {rate} per timme"
    return CalculationRow(
        text=text, amount=kronor_text(part["belopp_ore"]), unit="", lagrum=references(part["lagrum"])
    )


def _before(paid_before: int) -> list[CalculationRow]:
    if not paid_before:
        return []
    return [CalculationRow(text="Redan betalt för månaden", amount=kronor_text(-paid_before), unit="")]


def _sum(payment: Utbetalning) -> CalculationRow:
    month = month_text(Month.of(payment.beslutsrad.beslut.arende.manad))
    return CalculationRow(
        text=f"Utbetalt för {month}", amount=kronor_text(payment.belopp_ore), unit="", total=True
    )
