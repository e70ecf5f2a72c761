"""Long lists in parts: the part that an address asks for, and the addresses of the parts beside it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from assistans.casework.keyset import ListPart, Place

AFTER, BEFORE = "efter", "fore"
LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The query strings of the parts beside the one shown, None where there is none."""

    newer: str | None
    older: str | None


def place_of(request: HttpRequest) -> Place:
    """Where the asked part begins. Raises Http404 for an address that our pages do not make."""
    return Place(after=_id(request, AFTER), before=_id(request, BEFORE))


def links_of(part: ListPart[Any]) -> Links:
    """The ways on from a part."""
    return Links(
        newer=f"{BEFORE}={part.before}" if part.before else None,
        older=f"{AFTER}={part.after}" if part.after else None,
    )


def _id(request: HttpRequest, name: str) -> UUID | None:
    text = request.GET.get(name)
    if text is None:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
