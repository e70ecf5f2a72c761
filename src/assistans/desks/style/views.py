"""The pages of style."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assistans.desks.web.access import open_to_all


@open_to_all
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page."""
    return render(request, "desks/style/start.html")
