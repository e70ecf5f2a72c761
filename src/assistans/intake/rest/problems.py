"""Errors as RFC 9457 problem+json: what, where, what to do. No text repeats what was sent."""

import json
import logging
from typing import Any

from django.http import HttpRequest, HttpResponse

from assistans.base.failures import DATABASE_GONE, told
from assistans.identity.trust.anchors import TrustError

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
RETRY_SECONDS = 5
UNAVAILABLE = (*DATABASE_GONE, TrustError)
NOTHING_HAPPENED = "Nothing was received or refused. Send the same message again in a while."
_TITLES = {
    400: "The message cannot be read",
    403: "Not admitted",
    404: "Not found",
    405: "The method is not used here",
    409: "In conflict with what was sent before",
    413: "Too large",
    422: "Not formally valid",
    429: "Too many calls",
    500: "A fault of ours",
    503: "Not available just now",
}


def problem(*, status: int, code: str, detail: str, **more: Any) -> HttpResponse:
    """A problem as an answer. `code` is stable and makes the problem's type; `more` are further members."""
    body = {"type": f"urn:assistans:problem:{code}", "title": _TITLES[status], "status": status}
    content = json.dumps(body | {"detail": detail, "code": code} | more, ensure_ascii=False)
    return HttpResponse(content, status=status, content_type=CONTENT_TYPE)


def retry_later(*, status: int, code: str, detail: str, seconds: int) -> HttpResponse:
    """A problem that goes away by itself after so many seconds."""
    answer = problem(status=status, code=code, detail=detail)
    answer["Retry-After"] = str(seconds)
    return answer


def ours(error: Exception) -> HttpResponse:
    """The answer to an error of ours: the sender is told to come again, the log the kind and the places but no text."""
    if isinstance(error, UNAVAILABLE):
        log.error("REST: cannot serve: %s", type(error).__name__)
        return retry_later(status=503, code="UNAVAILABLE", detail=NOTHING_HAPPENED, seconds=RETRY_SECONDS)
    log.error("REST: fault of ours: %s", told(error))
    return problem(status=500, code="FAULT", detail=f"Something failed with us. {NOTHING_HAPPENED}")


def no_such_address(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Django's 404: an address that is not in the interface."""
    return problem(
        status=404, code="NO_SUCH_ADDRESS", detail="See /v1/openapi.json for the addresses there are."
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Django's 400: a host name that is not ours, for example."""
    return problem(
        status=400, code="BAD_REQUEST", detail="The call is not understood. Check its host name and headers."
    )
