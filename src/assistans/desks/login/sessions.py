"""A log-in's session: begun with a new key, over after eight hours whatever was done in it (30 idle minutes end it too)."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from assistans.base.clock import SystemClock

LONGEST: Final = timedelta(hours=8)
LOG_IN: Final = "inloggning"
BEGAN: Final = "inloggad_sedan"


def begin(request: HttpRequest, inloggning: UUID) -> None:
    """Let a request's session be this log-in's: everything of the former is gone, also its key and its form marks."""
    request.session.flush()
    begin_in(request.session, inloggning)
    rotate_token(request)


def begin_in(session: SessionBase, inloggning: UUID) -> None:
    """Write into a session whose it is and since when; real time, as the browser's is."""
    session[LOG_IN] = str(inloggning)
    session[BEGAN] = SystemClock().now().isoformat()


def is_over(session: SessionBase) -> bool:
    """Whether a session's log-in has lasted too long, or does not say since when it has."""
    began = session.get(BEGAN)
    return began is None or SystemClock().now() - datetime.fromisoformat(began) > LONGEST
