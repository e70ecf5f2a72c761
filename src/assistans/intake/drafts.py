"""What somebody has begun on a page: kept on the server until it is received, so that what was shown is what is sent."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from assistans.base import instance
from assistans.base.clock import Clock
from assistans.base.periodic import every
from assistans.intake.models import Utkast

KEPT: Final[Mapping[Utkast.Slag, timedelta]] = {
    # Answers that exist nowhere else: longer than a month's räkning can be waited for.
    Utkast.Slag.RAKNING: timedelta(days=60),
    # A copy of a file that its owner still has, about two other persons: as long as it takes to read what the check says.
    Utkast.Slag.TIDREDOVISNING: timedelta(days=1),
}
"""How long a draft is kept since it was last changed."""


def keep(
    *,
    slag: Utkast.Slag,
    nyckel: str,
    svar: dict[str, Any],
    innehall: bytes | None = None,
    by: str,
    clock: Clock,
) -> Utkast:
    """Keep a draft as it is now; one for each `nyckel` and actor."""
    values = {"svar": svar, "innehall": innehall, "at": clock.now()}
    row, _ = Utkast.objects.update_or_create(slag=slag, av=by, nyckel=nyckel, defaults=values)
    return row


def find(*, slag: Utkast.Slag, nyckel: str, by: str) -> Utkast | None:
    """An actor's own draft of something, or None."""
    return Utkast.objects.filter(slag=slag, av=by, nyckel=nyckel).first()


def own(*, slag: Utkast.Slag, public_id: UUID, by: str) -> Utkast | None:
    """An actor's own draft by its public id, or None."""
    return Utkast.objects.filter(slag=slag, av=by, public_id=public_id).first()


def remove(utkast: Utkast) -> None:
    """Remove a draft: it has been received, or its owner threw it away."""
    Utkast.objects.filter(pk=utkast.pk).delete()


@every(3600)
def remove_forgotten() -> None:
    """Remove the drafts that nobody came back to in time (EU 2016/679 art. 5.1 e: kept no longer than is needed)."""
    now = instance.clock().now()
    for slag, kept in KEPT.items():
        Utkast.objects.filter(slag=slag, at__lt=now - kept).delete()
