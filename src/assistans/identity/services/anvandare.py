"""Who works here: registering users, their roles, and their end."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction

from assistans.base import change
from assistans.base.clock import Clock
from assistans.base.models import public_id
from assistans.identity.models import Anvandare
from assistans.registers import identifiers


def register_anvandare(
    *,
    namn: str,
    roller: Collection[str],
    by: str,
    clock: Clock,
    anvandare: UUID | None = None,
    personnummer: str | None = None,
) -> Anvandare:
    """Register a user with roles (`handlaggare`, `ekonom`, `controller`), or change the one with that public id.

    Without `personnummer` a new user cannot log in, and a known one keeps hers. Raises ValueError on an unknown role,
    InvalidNumber.
    """
    values: dict[str, Any] = {
        "namn": namn,
        "roller": sorted({Anvandare.Roll(roll) for roll in roller}),
        "aktiv": True,
    }
    if personnummer is not None:
        values["personnummer"] = identifiers.personnummer(personnummer)
    key = {"public_id": anvandare or public_id()}
    row, _ = change.register(Anvandare, key=key, values=values, by=by, clock=clock)
    return row


def end_anvandare(*, anvandare: UUID, by: str, clock: Clock) -> None:
    """Let a user do nothing more here; what she did stays hers. Raises Anvandare.DoesNotExist."""
    with transaction.atomic():
        row = Anvandare.objects.select_for_update().get(public_id=anvandare)
        change.change(row, values={"aktiv": False}, by=by, clock=clock)
