"""Who reads a page and at what time: what the frame has put on the request."""

from django.http import HttpRequest

from assistans.base.clock import Clock


def actor(request: HttpRequest) -> str:
    """The text that all the reader does is written under."""
    return str(request.inloggad.actor)  # type: ignore[attr-defined]


def clock(request: HttpRequest) -> Clock:
    """The clock that the page goes by."""
    found: Clock = request.clock  # type: ignore[attr-defined]
    return found
