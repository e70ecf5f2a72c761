"""Whose pages these are: the person that the one logged in is, or acts for, and the month in the address."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from assistans.base.clock import Clock
from assistans.desks.web.access import SEE_OTHER
from assistans.identity.inloggad import Inloggad
from assistans.registers.models import Person
from assistans.timeline.months import Month


def person_of(request: HttpRequest) -> Person:
    """The person whom the pages are about. One query."""
    return Person.objects.get(public_id=inloggad_of(request).foremal)


def inloggad_of(request: HttpRequest) -> Inloggad:
    """Who is logged in; the views' own guard has seen to it that somebody is."""
    who: Inloggad = request.inloggad  # type: ignore[attr-defined]
    return who


def month_of(text: str) -> Month:
    """The month of an address (`2026-04`). Raises Http404 for one that is none."""
    try:
        return Month.parse(text)
    except ValueError:
        raise Http404 from None


def actor_of(request: HttpRequest) -> str:
    """The actor text that what she does is written under."""
    return inloggad_of(request).actor


def clock_of(request: HttpRequest) -> Clock:
    """The clock in force."""
    clock: Clock = request.clock  # type: ignore[attr-defined]
    return clock


def see_other(name: str, **where: str) -> HttpResponse:
    """Go to a page after something was done there, so that loading it again does nothing twice."""
    return HttpResponseRedirect(reverse(name, kwargs=where), status=SEE_OTHER)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent in a form; None when a page is only asked for."""
    return request.POST if request.method == "POST" else None
