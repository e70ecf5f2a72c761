"""Whose pages these are: the kommun that the reader acts for. What is not its own does not exist here (404)."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from django.http import Http404, HttpRequest

from assistans.base.clock import Clock, swedish_day
from assistans.identity.inloggad import Inloggad
from assistans.municipalities import queries
from assistans.municipalities.models import Kommunfaktura
from assistans.timeline.months import Month


class Reading(TypedDict):
    """What every reading of personal data says of itself."""

    who: str
    why: str
    clock: Clock


def kommun_of(request: HttpRequest) -> str:
    """The kommun's code."""
    return _inloggad(request).foremal


def today_of(request: HttpRequest) -> date:
    """The day of the reader's clock, in Sweden."""
    return swedish_day(_clock(request).now())


def reading(request: HttpRequest, what: str) -> Reading:
    """Who reads, and why: what is noted in the access log."""
    return {"who": _inloggad(request).actor, "why": what, "clock": _clock(request)}


def month_of(text: str) -> Month:
    """A month of an address (`2018-10`); 404 for anything else."""
    try:
        return Month.parse(text)
    except ValueError:
        raise Http404 from None


def invoice_of(request: HttpRequest, faktura: UUID) -> Kommunfaktura:
    """The kommun's invoice of an address; 404 for another's."""
    try:
        return queries.invoice_of(kommun=kommun_of(request), faktura=faktura)
    except queries.UnknownFaktura:
        raise Http404 from None


def cursor_of(text: str | None) -> UUID | None:
    """Where a page of a list begins; 404 for what is no such place."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404 from None


def _inloggad(request: HttpRequest) -> Inloggad:
    found: Inloggad = request.inloggad  # type: ignore[attr-defined]
    return found


def _clock(request: HttpRequest) -> Clock:
    found: Clock = request.clock  # type: ignore[attr-defined]
    return found
