"""Who an actor is, and what she may do."""

from uuid import UUID

from assistans.identity.models import Anvandare

PREFIX = "anvandare:"


class NotAllowed(PermissionError):
    """The actor is no active user with the role that the act needs."""


def actor_of(anvandare: Anvandare) -> str:
    """The actor text that everything a user does is written under."""
    return f"{PREFIX}{anvandare.public_id}"


def require_role(*, actor: str, roll: str) -> Anvandare:
    """The active user behind an actor text, if she has a role. Raises NotAllowed."""
    found = Anvandare.objects.filter(public_id=_public_id(actor), aktiv=True, roller__contains=[roll]).first()
    if found is None:
        raise NotAllowed(f"Det krävs rollen {roll}. Be den som registrerar användare om den.")
    return found


def _public_id(actor: str) -> UUID:
    try:
        return UUID(actor.removeprefix(PREFIX))
    except ValueError:
        raise NotAllowed("Den som handlar är ingen användare. Ange anvandare:<id>.") from None
