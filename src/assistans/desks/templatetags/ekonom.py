"""What the economist's templates need beside the components."""

from django import template

from assistans.desks.components import words
from assistans.timeline.quantities import converted_minutes

register = template.Library()


@register.filter
def turned(ore: int) -> int:
    """Turn the sign: a credit is written without its minus, in its own column."""
    return -ore


@register.filter
def unit_time(units: int) -> str:
    """Write units of 1/28 minute as hours and minutes."""
    return words.duration(converted_minutes(units))
