"""Whose pages these are: the person that the one logged in is, or acts for."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from assistans.desks.web.access import SEE_OTHER
from assistans.desks.web.reader import inloggad_of
from assistans.registers.models import Person


def person_of(request: HttpRequest) -> Person:
    """The person whom the pages are about. One query."""
    return Person.objects.get(public_id=inloggad_of(request).foremal)


def see_other(name: str, **where: str) -> HttpResponse:
    """Go to a page after something was done there, so that loading it again does nothing twice."""
    return HttpResponseRedirect(reverse(name, kwargs=where), status=SEE_OTHER)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent in a form; None when a page is only asked for."""
    return request.POST if request.method == "POST" else None
