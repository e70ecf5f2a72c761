"""Places in a drawing as SVG attributes: percentages, so that a drawing is as wide as its column and nothing is stretched."""

from typing import Final

_WHOLE: Final = 100_000
_THOUSANDTHS: Final = 1000


def percent(part: int, of: int) -> str:
    """Give a share as an SVG percentage with three decimals, cut: `33.333%`. Exact integers, no floats."""
    whole, rest = divmod(part * _WHOLE // of, _THOUSANDTHS)
    return f"{whole}.{rest:03d}%"
