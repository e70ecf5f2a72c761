"""The style page: every component in every state, for those who build pages and those who judge them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assistans.desks.style.examples import everything
from assistans.desks.web.access import open_to_all


@open_to_all
@require_safe
def all_components(request: HttpRequest) -> HttpResponse:
    """Show all components. Nothing on the page is about anybody."""
    return render(request, "desks/style/all.html", everything())
