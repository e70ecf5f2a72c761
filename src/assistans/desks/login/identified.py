"""Somebody who has proved who she is and not yet chosen a role: kept in the session, for ten minutes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.http import HttpRequest

from assistans.base.clock import SystemClock
from assistans.identity.inloggad import Inloggad
from assistans.identity.models import Inloggning

KEY: Final = "legitimerad"
PATIENCE: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """Who she is (personnummer, 12 digits), what that rests on, and the page she was on her way to."""

    personnummer: str = field(repr=False)
    namn: str
    evidence: dict[str, Any]
    then: str


def remember(request: HttpRequest, who: Identified) -> None:
    """Keep who has proved herself until she has chosen a role."""
    request.session[KEY] = {
        "personnummer": who.personnummer,
        "namn": who.namn,
        "evidence": who.evidence,
        "then": who.then,
        "since": SystemClock().now().isoformat(),
    }


def remembered(request: HttpRequest) -> Identified | None:
    """Who may choose a role now: who has just proved herself, or who is logged in and changes role."""
    kept = request.session.get(KEY)
    if kept and SystemClock().now() - datetime.fromisoformat(kept["since"]) <= PATIENCE:
        return Identified(**{name: kept[name] for name in ("personnummer", "namn", "evidence", "then")})
    who: Inloggad | None = request.inloggad  # type: ignore[attr-defined]
    return _logged_in(who) if who else None


def _logged_in(who: Inloggad) -> Identified:
    row = Inloggning.objects.get(public_id=who.inloggning)
    return Identified(personnummer=row.personnummer, namn=row.namn, evidence=row.evidence, then="/")
