"""Who may open a page: every view says so itself, and one that does not is never shown."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from assistans.base import instance
from assistans.base.clock import swedish_day
from assistans.desks.login import sessions
from assistans.identity.inloggad import Inloggad
from assistans.identity.inloggningar import inloggad_by
from assistans.identity.roles import Roll

View = TypeVar("View", bound=Callable[..., HttpResponse])
SESSION_KEY = sessions.LOG_IN
LOG_IN = "login:start"
SEE_OTHER = 303


class UnguardedView(Exception):
    """A view that does not say who may open it."""


def requires(*roles: Roll) -> Callable[[View], View]:
    """Let only those logged in in one of these roles open a view; nobody is sent to log in, others are told no."""

    def mark(view: View) -> View:
        view.roles = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return mark


def open_to_all(view: View) -> View:
    """Let everybody open a view: it shows nothing of anybody."""
    view.roles = None  # type: ignore[attr-defined]
    return view


def roles_of(view: Callable[..., Any]) -> frozenset[Roll] | None:
    """Who may open a view; None = everybody. Raises UnguardedView."""
    try:
        return view.roles  # type: ignore[attr-defined, no-any-return]
    except AttributeError:
        raise UnguardedView(f"{view.__module__}.{view.__qualname__} does not say who may open it") from None


class LogInMiddleware:
    """Middleware: gives each request `inloggad` (None = nobody) and `clock`, and guards every view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the one who is logged in."""
        request.clock = instance.clock()  # type: ignore[attr-defined]
        request.inloggad = _inloggad(request)  # type: ignore[attr-defined]
        return self._get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        _args: tuple[Any, ...],
        _kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Stop the request before the view where it is not for this reader."""
        roles = roles_of(view)
        who: Inloggad | None = request.inloggad  # type: ignore[attr-defined]
        if roles is None:
            return None
        if who is None:
            return to_log_in(request)
        if who.roll not in roles:
            raise PermissionDenied
        return None


def to_log_in(request: HttpRequest) -> HttpResponse:
    """The way to log in and then back to the page that was asked for."""
    after = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    return HttpResponseRedirect(f"{reverse(LOG_IN)}?{urlencode({'nasta': after})}", status=SEE_OTHER)


def _inloggad(request: HttpRequest) -> Inloggad | None:
    said = request.session.get(SESSION_KEY)
    if said is None:
        return None
    clock = request.clock  # type: ignore[attr-defined]
    on = swedish_day(clock.now())
    found = None if sessions.is_over(request.session) else inloggad_by(inloggning=UUID(said), on=on)
    if found is None:  # the day is over, or her role has ended since
        request.session.flush()
    return found
