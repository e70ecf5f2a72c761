"""What a file states of some days, against what is known: equal changes nothing, else the stated days become the only ones."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistans.base.amend import current
from assistans.base.clock import Clock
from assistans.base.models import Version
from assistans.timeline.months import Period


@dataclass(frozen=True, slots=True)
class Registrar:
    """Who registers, and by what clock: what every use case of the registers asks for."""

    by: str
    clock: Clock

    @property
    def said(self) -> dict[str, Any]:
        """The two as keyword arguments."""
        return {"by": self.by, "clock": self.clock}


@dataclass(frozen=True, slots=True)
class Stated:
    """Days with what holds on them; `values` are named as the version table's columns."""

    dagar: Period
    values: tuple[tuple[str, Any], ...] = ()


def restate(
    model: type[Version],
    stated: Collection[Stated],
    *,
    identity: dict[str, Any],
    end: Callable[[date], object],
    register: Callable[[Stated], object],
) -> None:
    """Make the stated days the identity's only ones. `end` ends all from a day on, `register` states one interval."""
    columns = [name for each in stated for name, _ in each.values]
    rows = list(current(model).filter(**identity))
    if {_known(row, columns) for row in rows} == {_key(each) for each in stated}:
        return
    if rows:
        end(min(row.valid.lower for row in rows))
    for each in stated:
        register(each)


def _known(row: Version, columns: list[str]) -> tuple[Any, ...]:
    values = tuple((name, getattr(row, name)) for name in dict.fromkeys(columns))
    return row.valid.lower, row.valid.upper, values


def _key(each: Stated) -> tuple[Any, ...]:
    return each.dagar.start, each.dagar.end, each.values
