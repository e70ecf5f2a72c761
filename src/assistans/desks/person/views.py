"""The pages of person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assistans.desks.web.access import requires
from assistans.identity.roles import Roll


@requires(Roll.PERSON)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page."""
    return render(request, "desks/person/start.html")
