"""The rows of a calculation, each with its paragraphs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationRow:
    """One row of a calculation as a page shows it.

    `text` says what is counted, `amount` the number as it is written and `unit` what it counts (kr, h, öre per timme; may be
    empty). `lagrum` are the references that carry the row, `regler` the ids of the rules. A `total` row closes a sum.
    """

    text: str
    amount: str
    unit: str
    lagrum: tuple[str, ...] = ()
    regler: tuple[str, ...] = ()
    total: bool = False
