"""A long list in parts: which rows come after or before one that the reader has seen. No counting, no offset."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a list a part of it begins: after a row, or before one (public ids). Neither = at the beginning."""

    after: UUID | None = None
    before: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPart(Generic[Row]):
    """A part of a long list; `before` and `after` are the rows (public ids) to ask on from, None where nothing is there."""

    rows: Sequence[Row]
    before: UUID | None
    after: UUID | None


def part_of(
    rows: QuerySet[Any], *, key: str, descending: bool = False, place: Place, limit: int
) -> ListPart[Any]:
    """At most `limit` rows in order of `key` (never null), then of age. At most two queries."""
    backwards = place.before is not None
    edge = _edge(rows.model, rows, key, place.before or place.after)
    if edge is not None:
        rows = rows.filter(_beyond(key, edge, descending=descending != backwards, backwards=backwards))
    found = list(rows.order_by(*_order(key, descending=descending, backwards=backwards))[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    if backwards:
        found.reverse()
    return _part(found, newer=more if backwards else edge is not None, older=more or backwards)


def _part(found: list[Any], *, newer: bool, older: bool) -> ListPart[Any]:
    return ListPart(
        rows=found,
        before=found[0].public_id if found and newer else None,
        after=found[-1].public_id if found and older else None,
    )


def _edge(model: Any, rows: QuerySet[Any], key: str, public_id: UUID | None) -> tuple[Any, int] | None:
    """The key and the age of the row that the part begins at, wherever it is now; None where no such row is."""
    if public_id is None:
        return None
    every = model.objects.annotate(**rows.query.annotations) if rows.query.annotations else model.objects
    return every.filter(public_id=public_id).values_list(key, "pk").first()


def _beyond(key: str, edge: tuple[Any, int], *, descending: bool, backwards: bool) -> Q:
    further = Q(**{f"{key}__{'lt' if descending else 'gt'}": edge[0]})
    return further | Q(**{key: edge[0], f"pk__{'lt' if backwards else 'gt'}": edge[1]})


def _order(key: str, *, descending: bool, backwards: bool) -> tuple[str, str]:
    return f"{'-' if descending != backwards else ''}{key}", "-pk" if backwards else "pk"
