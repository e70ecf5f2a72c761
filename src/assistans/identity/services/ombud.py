"""Who may act for an anordnare or a kommun, and on which days."""

from datetime import date
from uuid import UUID

from django.db import transaction

from assistans.base import change
from assistans.base.clock import Clock, swedish_day
from assistans.base.ranges import days
from assistans.identity.models import Ombud
from assistans.registers import identifiers
from assistans.registers.models import Anordnare, Kommun


def register_ombud(
    *,
    personnummer: str,
    namn: str,
    whom: Anordnare | Kommun,
    start: date,
    end: date | None = None,
    by: str,
    clock: Clock,
) -> Ombud:
    """Say that somebody acts for an anordnare or a kommun on the days [start, end), or change what was said. Raises InvalidNumber."""
    key = {
        "personnummer": identifiers.personnummer(personnummer),
        "anordnare": whom if isinstance(whom, Anordnare) else None,
        "kommun": whom if isinstance(whom, Kommun) else None,
    }
    values = {"namn": namn, "valid": days(start, end)}
    row, _ = change.register(Ombud, key=key, values=values, by=by, clock=clock)
    return row


def end_ombud(*, ombud: UUID, by: str, clock: Clock) -> None:
    """Let an ombud act no more from today on; what she did stays hers. Raises Ombud.DoesNotExist."""
    today = swedish_day(clock.now())
    with transaction.atomic():
        row = Ombud.objects.select_for_update().get(public_id=ombud)
        if not row.valid.isempty and (row.valid.upper is None or row.valid.upper > today):
            first = min(row.valid.lower, today)
            change.change(row, values={"valid": days(first, today)}, by=by, clock=clock)
