"""Who reads a page, at what time, and what an address means to her; what is not hers does not exist (404)."""

from datetime import date
from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest

from assistans.base.clock import Clock, swedish_day
from assistans.identity.inloggad import Inloggad
from assistans.timeline.months import Month

Row = TypeVar("Row")
YEARS = range(1994, 2100)
"""Those of which a month may be asked for: assistansersättning began in January 1994 (lag 1993:389)."""


def inloggad_of(request: HttpRequest) -> Inloggad:
    """Who is logged in; the view's own guard has seen to it that somebody is."""
    who: Inloggad = request.inloggad  # type: ignore[attr-defined]
    return who


def actor_of(request: HttpRequest) -> str:
    """The text that all the reader does is written under."""
    return inloggad_of(request).actor


def clock_of(request: HttpRequest) -> Clock:
    """The clock that the page goes by."""
    clock: Clock = request.clock  # type: ignore[attr-defined]
    return clock


def today_of(request: HttpRequest) -> date:
    """The day of that clock, in Sweden."""
    return swedish_day(clock_of(request).now())


def month_of(text: str) -> Month:
    """The month of an address (`2026-04`). Raises Http404 for one that is none, or is of no year that has any."""
    try:
        month = Month.parse(text)
    except ValueError:
        raise Http404 from None
    if month.year not in YEARS:
        raise Http404
    return month


def day_of(text: str) -> date:
    """The day of an address (`2026-04-20`). Raises Http404 for one that is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def id_of(text: str | None) -> UUID | None:
    """The id in an address, where it has one. Raises Http404 for one that is none."""
    try:
        return None if text is None else UUID(text)
    except ValueError:
        raise Http404 from None


def own_or_404(found: Row | None) -> Row:
    """What was asked for among what is the reader's. Raises Http404 where it is not there: another's or nobody's."""
    if found is None:
        raise Http404
    return found
