"""Values of the trace in plain words: minutes as hours, öre as kronor, exact rates."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from assistans.facts import SLAG, Tid
from assistans.timeline.quantities import Ore, duration_text

UNITS: Final[Mapping[str, str]] = {"arbetat": "minuter", "minuter": "minuter", "timbelopp": "öre per timme"}
"""The unit of a trace row's inputs, where the number alone does not say it."""

_HUNDREDTHS: Final = 100


def show(value: object, unit: str = "") -> str:
    """Print one value by its unit (`minuter`, `öre`, `öre per timme`) or, without one, by its type."""
    if unit in _BY_UNIT and isinstance(value, int | Fraction) and not isinstance(value, bool):
        return _BY_UNIT[unit](Fraction(value))
    if isinstance(value, Tid):
        parts = [
            f"{slag} {duration_text(minutes)}" for slag, minutes in zip(SLAG, value, strict=True) if minutes
        ]
        return ", ".join(parts) or "0:00"
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "inga"
    return "inte angiven" if value is None else str(value)


def _minutes(value: Fraction) -> str:
    return duration_text(int(value)) if value.denominator == 1 else f"{value} minuter"


def _kronor(value: Fraction) -> str:
    return f"{Ore(int(value)).kronor()} kr"


def _rate(value: Fraction) -> str:
    # The cap is an exact product with parts of an öre: 330.848 kr.
    hundredths = value * _HUNDREDTHS
    if hundredths.denominator != 1:
        return f"{value} öre"
    whole, parts = divmod(int(hundredths), _HUNDREDTHS * _HUNDREDTHS)
    digits = f"{parts:04d}"
    return f"{whole}.{digits[:2]}{digits[2:].rstrip('0')} kr"


_BY_UNIT: Final[Mapping[str, Callable[[Fraction], str]]] = {
    "minuter": _minutes,
    "öre": _kronor,
    "öre per timme": _rate,
}
