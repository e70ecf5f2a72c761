"""Who has done something, as pages name her: staff by name, the machine as the machine."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from assistans.identity.models import Anvandare

STAFF: Final = "anvandare:"
MACHINE: Final = "maskin:"


def actor_names(actors: Iterable[str]) -> dict[str, str]:
    """What actors are called on pages, by actor. One query."""
    wanted = set(actors) - {""}
    found = {str(public_id): namn for public_id, namn in _staff(wanted)}
    return {actor: found.get(actor.removeprefix(STAFF)) or _other(actor) for actor in wanted}


def _staff(actors: set[str]) -> Iterable[tuple[UUID, str]]:
    ids = [key for actor in actors if actor.startswith(STAFF) and (key := _uuid(actor.removeprefix(STAFF)))]
    return Anvandare.objects.filter(public_id__in=ids).values_list("public_id", "namn")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _other(actor: str) -> str:
    if actor.startswith(MACHINE):
        return "Assistans, maskinellt"
    return actor.removeprefix(STAFF)
