"""The specification as a file for the kommun's own systems: one line a claim and week, no name and no personnummer.

Semicolons, decimal commas and a byte order mark, as Swedish spreadsheets read it.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from assistans.municipalities.changes import Veckor
from assistans.municipalities.specification import Specifikationsrad
from assistans.municipalities.ubl import decimal_text
from assistans.timeline.quantities import UNITS_PER_HOUR, Ore

COLUMNS: Final = (
    "fakturanummer",
    "rad",
    "referens",
    "assistansmanad",
    "vecka",
    "timmar",
    "kronor_per_timme",
    "belopp",
)


def write(rader: Iterable[Specifikationsrad]) -> bytes:
    """Write the file. A row's amount is shared by its weeks' time, so that the column comes to the invoice exactly."""
    text = io.StringIO(newline="")
    out = csv.writer(text, delimiter=";", lineterminator="\r\n")
    out.writerow(COLUMNS)
    for rad in rader:
        out.writerows(_lines(rad))
    return text.getvalue().encode("utf-8-sig")


def share_by_week(*, belopp_ore: int, veckor: Veckor) -> Iterator[tuple[str, int, int]]:
    """Each week with its units and its öre of an amount: by time, and together the amount exactly.

    An amount without time (a price that changed, or hours that moved between weeks) is a line of its own without a week.
    """
    total = sum(units for _, units in veckor)
    so_far = shared = 0
    for week, units in veckor:
        so_far += units
        until = belopp_ore * so_far // total if total else 0
        yield week, units, until - shared
        shared = until
    if not total:
        yield "", 0, belopp_ore


def _lines(rad: Specifikationsrad) -> Iterator[tuple[str, ...]]:
    head = (rad.faktura or "", str(rad.rad or ""), rad.referens, f"{rad.manad:%Y-%m}")
    price = "" if rad.timbelopp_ore is None else _decimal(Fraction(rad.timbelopp_ore) / 100)
    for week, units, ore in share_by_week(belopp_ore=rad.belopp_ore, veckor=rad.veckor):
        yield (
            *head,
            week,
            _decimal(Fraction(units, UNITS_PER_HOUR)),
            price,
            Ore(ore).kronor().replace(".", ","),
        )


def _decimal(number: Fraction) -> str:
    return decimal_text(number).replace(".", ",")
