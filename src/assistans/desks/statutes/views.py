"""The statutes: what is cited here, and each paragraph with what rests on it. They show nothing of anybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assistans.desks.statutes import pages
from assistans.desks.web.access import open_to_all
from assistans.desks.web.reader import today_of
from assistans.law import UnknownLagrumError


@open_to_all
@require_safe
def all_statutes(request: HttpRequest) -> HttpResponse:
    """The statutes and their paragraphs."""
    statutes = pages.every_statute(today_of(request))
    return render(request, "desks/statutes/all.html", {"statutes": statutes})


@open_to_all
@require_safe
def lagrum(request: HttpRequest, lagrum: str) -> HttpResponse:
    """The text that a reference leads to, and what rests on it today."""
    day = today_of(request)
    try:
        parts = pages.parts_of(lagrum)
    except UnknownLagrumError:
        raise Http404 from None
    context = {"lagrum": lagrum, "parts": parts, "resting": pages.resting_on(lagrum, day=day), "day": day}
    return render(request, "desks/statutes/lagrum.html", context)
