"""The address without a path: everybody's own start."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from assistans.desks.web.access import open_to_all
from assistans.identity.roles import Roll

STARTS: Final = {
    Roll.HANDLAGGARE: "handlaggare:start",
    Roll.ANORDNARE: "anordnare:start",
    Roll.PERSON: "person:start",
    Roll.EKONOM: "ekonom:start",
    Roll.CONTROLLER: "ekonom:start",
    Roll.KOMMUN: "kommun:start",
}
"""Where each role begins."""


@open_to_all
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Go to the start of the one who is logged in, or to log in."""
    who = request.inloggad  # type: ignore[attr-defined]
    return redirect(STARTS[who.roll] if who else "login:start")
