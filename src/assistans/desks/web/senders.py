"""How a document came and from whom, as pages tell it: a supplier's system by name, or somebody logged in by what she is."""

from collections.abc import Collection
from typing import Final

from assistans.desks.web.actors import actor_names
from assistans.intake.models import Handling, Inlamning

KANAL: Final[dict[str, str]] = {
    Handling.Kanal.ELT: "anordnarens system (ELT)",
    Handling.Kanal.REST: "ett leverantörssystem (REST)",
    Handling.Kanal.SIDA: "sidorna här",
}
"""Through what a document came, in words."""


def how_they_came(handlingar: Collection[Handling]) -> dict[int, str]:
    """How each document came, by row id: the end of a sentence that tells when. At most two queries."""
    ours = [row.pk for row in handlingar if row.kanal == Handling.Kanal.SIDA]
    rows = Inlamning.objects.filter(handling__in=ours).values_list("handling_id", "av") if ours else ()
    by = dict(rows)
    names = actor_names(by.values()) if by else {}
    return {row.pk: _how(row, names.get(by.get(row.pk, ""), "")) for row in handlingar}


def _how(handling: Handling, by: str) -> str:
    if handling.kanal == Handling.Kanal.SIDA:
        return f"inlämnad på sidorna av {by or 'någon som var inloggad'}"
    sender = f"av {handling.leverantor.namn} " if handling.leverantor else ""
    return f"skickad {sender}genom {KANAL[handling.kanal]}"
