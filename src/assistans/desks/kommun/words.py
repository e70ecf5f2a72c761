"""Weeks, hours and prices as the kommun's pages write them."""

from fractions import Fraction

from assistans.desks.components import words
from assistans.municipalities.changes import Veckor
from assistans.municipalities.ubl import decimal_text
from assistans.timeline.quantities import converted_minutes

MINUS = "\N{MINUS SIGN}"


def hours(units: int) -> str:
    """Write units of 1/28 minute as `20 h`, `12 h 30 min`, exactly; `−` before what is taken back."""
    return (MINUS if units < 0 else "") + words.duration(converted_minutes(abs(units)))


def week(vecka: str) -> str:
    """Write an ISO week (`2018-W04`) as `vecka 4`: within a month the year goes without saying."""
    return f"vecka {int(vecka.partition('-W')[2])}"


def weeks(veckor: Veckor) -> str:
    """Write what each week holds: `vecka 40: 20 h, vecka 41: 15 h`."""
    return ", ".join(f"{week(vecka)}: {hours(units)}" for vecka, units in veckor)


def price(timbelopp_ore: str | None) -> str:
    """Write an amount per hour, stored as an exact fraction of öre; nothing where a row has no one price."""
    if timbelopp_ore is None:
        return ""
    exact = Fraction(timbelopp_ore)
    if exact.denominator == 1:
        return words.kronor(int(exact))
    return f"{decimal_text(exact / 100).replace('.', ',')}\N{NO-BREAK SPACE}kr"


def persons(many: int) -> str:
    """Write how many."""
    return "1 person" if many == 1 else f"{many} personer"
