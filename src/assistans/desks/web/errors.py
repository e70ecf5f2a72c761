"""Pages for what cannot be shown: what happened, that nothing is lost, and what to do."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from assistans.base.failures import DATABASE_GONE
from assistans.desks.web.access import open_to_all

RETRY_SECONDS = 10


@open_to_all
def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or form is not one that our pages make."""
    del request, exception  # a host name that is not ours cannot be answered with the frame
    return HttpResponse(
        "Anropet kan inte läsas. Gå till startsidan och försök igen.",
        status=400,
        content_type="text/plain; charset=utf-8",
    )


@open_to_all
def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: a page for another role."""
    del exception
    return _page(
        request,
        status=403,
        heading="Sidan är inte för din roll",
        text="Logga ut och välj en annan roll om du har flera, eller gå till din startsida.",
    )


@open_to_all
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without the mark that this browser was given."""
    del reason
    return _page(
        request,
        status=403,
        heading="Formuläret är för gammalt",
        text="Inget har sparats. Gå tillbaka, ladda om sidan och skicka igen. Webbläsaren måste tillåta kakor.",
    )


@open_to_all
def no_such_page(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: an address that does not exist, or something that is not the reader's."""
    del exception
    return _page(
        request,
        status=404,
        heading="Sidan finns inte",
        text="Adressen kan vara fel skriven, eller gälla något som du inte har tillgång till.",
    )


@open_to_all
def our_fault(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database is gone. Django logs it; the log's own form leaves out texts that could name anybody."""
    del request  # the frame may be what fails
    is_away = isinstance(sys.exc_info()[1], DATABASE_GONE)
    response = HttpResponse(
        render_to_string("desks/our_fault.html", {"is_away": is_away}), status=503 if is_away else 500
    )
    if is_away:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _page(request: HttpRequest, *, status: int, heading: str, text: str) -> HttpResponse:
    return render(request, "desks/cannot.html", {"heading": heading, "text": text}, status=status)
