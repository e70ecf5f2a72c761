"""Who works here: registering users, their roles, and their end. Log-in comes with the pages."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from assistans.base import change
from assistans.base.clock import Clock
from assistans.base.models import public_id
from assistans.identity.models import Anvandare


def register_anvandare(
    *, namn: str, roller: Collection[str], by: str, clock: Clock, anvandare: UUID | None = None
) -> Anvandare:
    """Register a user with roles (`handlaggare`, `ekonom`, `controller`), or change the one with that public id.

    Raises ValueError on an unknown role.
    """
    values = {"namn": namn, "roller": sorted({Anvandare.Roll(roll) for roll in roller}), "aktiv": True}
    key = {"public_id": anvandare or public_id()}
    row, _ = change.register(Anvandare, key=key, values=values, by=by, clock=clock)
    return row


def end_anvandare(*, anvandare: UUID, by: str, clock: Clock) -> None:
    """Let a user do nothing more here; what she did stays hers. Raises Anvandare.DoesNotExist."""
    with transaction.atomic():
        row = Anvandare.objects.select_for_update().get(public_id=anvandare)
        change.change(row, values={"aktiv": False}, by=by, clock=clock)
