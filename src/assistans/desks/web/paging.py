"""Long lists in parts: the part that an address asks for, and the addresses of the parts beside it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from assistans.casework.keyset import ListPart, Place
from assistans.desks.web.reader import id_of

AFTER, BEFORE = "efter", "fore"
LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The query strings of the parts beside the one shown, None where there is none."""

    newer: str | None
    older: str | None


def place_of(request: HttpRequest) -> Place:
    """Where the asked part begins. Raises Http404 for an address that our pages do not make."""
    return Place(after=id_of(request.GET.get(AFTER)), before=id_of(request.GET.get(BEFORE)))


def links_of(part: ListPart[Any]) -> Links:
    """The ways on from a part."""
    return Links(
        newer=f"{BEFORE}={part.before}" if part.before else None,
        older=f"{AFTER}={part.after}" if part.after else None,
    )
