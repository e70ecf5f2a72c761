"""Whose pages these are: the kommun that the reader acts for. What is not its own does not exist here (404)."""

from typing import TypedDict
from uuid import UUID

from django.http import Http404, HttpRequest

from assistans.base.clock import Clock
from assistans.desks.web.reader import actor_of, clock_of, inloggad_of
from assistans.municipalities import queries
from assistans.municipalities.models import Kommunfaktura


class Reading(TypedDict):
    """What every reading of personal data says of itself."""

    who: str
    why: str
    clock: Clock


def kommun_of(request: HttpRequest) -> str:
    """The kommun's code."""
    return inloggad_of(request).foremal


def reading(request: HttpRequest, what: str) -> Reading:
    """Who reads, and why: what is noted in the access log."""
    return {"who": actor_of(request), "why": what, "clock": clock_of(request)}


def invoice_of(request: HttpRequest, faktura: UUID) -> Kommunfaktura:
    """The kommun's invoice of an address; 404 for another's."""
    try:
        return queries.invoice_of(kommun=kommun_of(request), faktura=faktura)
    except queries.UnknownFaktura:
        raise Http404 from None
