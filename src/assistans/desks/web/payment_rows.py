"""What a payment is made of, row by row, in words for whom it concerns: the person whose month it is, or who is paid."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from assistans.assessment.words import day_text, hours_text, kronor_text, month_text, say
from assistans.desks.components.calculation import CalculationRow
from assistans.law.lagrum import references
from assistans.payments.models import Utbetalning
from assistans.timeline.months import Month
from assistans.timeline.quantities import converted_minutes

PAY_DAY: Final = "F1091 9 §"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads of a payment, as its sentences have it: whose the costs are, and to whom the money goes."""

    costs: str
    to: str


def payment_rows(payment: Utbetalning, *, paid_before: int, reader: Reader) -> list[CalculationRow]:
    """The decision's parts, what earlier decisions had paid, and the sum; each with its lagrum. `paid_before` in öre."""
    parts = [_part(part, reader) for part in payment.beslutsrad.delar]
    return [*parts, *_before(paid_before), _sum(payment)]


def reasons(payment: Utbetalning, *, reader: Reader) -> list[CalculationRow]:
    """Why to that recipient, and why on that day."""
    return [
        CalculationRow(
            text=f"Pengarna betalas till {reader.to}. Det prövades på betalningsdagen.",
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


def _part(part: dict[str, Any], reader: Reader) -> CalculationRow:
    time = hours_text(converted_minutes(part["enheter"]))
    if part["grund"] == "kostnader":
        text = f"{time} assistans, ersatt efter {reader.costs} kostnader"
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
