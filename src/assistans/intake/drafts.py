"""What somebody has begun on a page: kept on the server until it is received, so that what was shown is what is sent."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from assistans.base.clock import Clock
from assistans.intake.models import Utkast

KEPT: Final = timedelta(days=60)  # longer than a month's räkning can be waited for


def keep(
    *,
    slag: Utkast.Slag,
    nyckel: str,
    svar: dict[str, Any],
    innehall: bytes | None = None,
    by: str,
    clock: Clock,
) -> Utkast:
    """Keep a draft as it is now; one for each `nyckel` and actor. What nobody came back to is removed."""
    now = clock.now()
    Utkast.objects.filter(at__lt=now - KEPT).delete()
    values = {"svar": svar, "innehall": innehall, "at": now}
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
