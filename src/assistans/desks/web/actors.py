"""Who has done something, as pages name her: staff by name, others by what they are, the machine as the machine."""

from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from assistans.identity.models import Anvandare, Ombud

STAFF: Final = "anvandare:"
AGENT: Final = "ombud:"
PARTY: Final = {
    "maskin:": "Assistans, maskinellt",
    "person:": "personen själv",
    "foretradare:": "personens ställföreträdare",
}
"""What the others are called, by what their actor text begins with: a person's name is shown in its own place."""


def actor_names(actors: Iterable[str]) -> dict[str, str]:
    """What actors are called on pages, by actor. One query for staff, and one for ombud where there are any."""
    wanted = set(actors) - {""}
    found = {**_staff(wanted), **_agents(wanted)}
    return {actor: found.get(actor) or _other(actor) for actor in wanted}


def _staff(actors: set[str]) -> dict[str, str]:
    rows = Anvandare.objects.filter(public_id__in=list(_ids(actors, STAFF)))
    return {f"{STAFF}{public_id}": namn for public_id, namn in rows.values_list("public_id", "namn")}


def _agents(actors: set[str]) -> dict[str, str]:
    """An ombud is named by whom she acts for."""
    ids = list(_ids(actors, AGENT))
    rows = Ombud.objects.filter(public_id__in=ids).values_list("public_id", "anordnare__namn", "kommun__namn")
    return (
        {f"{AGENT}{public_id}": f"ombud för {firm or kommun}" for public_id, firm, kommun in rows}
        if ids
        else {}
    )


def _ids(actors: set[str], kind: str) -> Iterator[UUID]:
    for actor in actors:
        if actor.startswith(kind) and (found := _uuid(actor.removeprefix(kind))):
            yield found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _other(actor: str) -> str:
    called = next((name for kind, name in PARTY.items() if actor.startswith(kind)), None)
    return called or actor.removeprefix(STAFF)
