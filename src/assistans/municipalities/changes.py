"""What a claim changes in a kommun's hours: those of its decision, less those of the case's claim before it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from assistans.municipalities.models import Kommunfordran

Veckor = tuple[tuple[str, int], ...]
"""Units of 1/28 minute by ISO week (`2018-W44`), in the order of the weeks; none that are 0."""


@dataclass(frozen=True, slots=True)
class Andring:
    """What one claim changes by week, and the claim before it on the same month and kommun (None = it is the first)."""

    veckor: Veckor
    efter: int | None


def changes_of(claims: Collection[Kommunfordran]) -> dict[int, Andring]:
    """What each claim changes, by the claim's key. One query. The changes of all a case's claims sum to its hours now."""
    rows = Kommunfordran.objects.filter(beslut__arende__in={claim.beslut.arende_id for claim in claims})
    rows = rows.order_by("beslut__nummer").values_list("pk", "beslut__arende", "kommun", "kommunrad__veckor")
    before: dict[tuple[int, str], tuple[int | None, dict[str, int]]] = {}
    found = {}
    for key, arende, kommun, weeks in rows:
        efter, then = before.get((arende, kommun), (None, {}))
        now = _weeks(weeks)
        found[key] = Andring(difference(now, then), efter)
        before[arende, kommun] = key, now
    return {claim.pk: found[claim.pk] for claim in claims}


def difference(now: Mapping[str, int], then: Mapping[str, int]) -> Veckor:
    """What differs between two kommun parts, by week."""
    both = {week: now.get(week, 0) - then.get(week, 0) for week in now.keys() | then.keys()}
    return tuple((week, both[week]) for week in sorted(both) if both[week])


def _weeks(stored: Any) -> dict[str, int]:
    return {week: int(units) for week, units in (stored or {}).items()}
