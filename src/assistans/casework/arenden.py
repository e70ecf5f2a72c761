"""Months as cases: opened by the first document, found again by what touches them."""

from uuid import UUID

from assistans.base.clock import Clock
from assistans.casework.documents import sharing_persons
from assistans.casework.models import Manadsarende
from assistans.intake.models import Handling, Rakning, Tidredovisning
from assistans.registers.services import ensure_assistent, ensure_person


def arende_of(*, handling: Handling, clock: Clock) -> Manadsarende:
    """The month that a document belongs to, opened with its identities where they are new: held, not lost."""
    document = _document(handling)
    person = ensure_person(personnummer=document.person, clock=clock, **_names(document, "person"))
    if isinstance(document, Tidredovisning):
        ensure_assistent(idnummer=document.assistent, clock=clock, **_names(document, "assistent"))
    arende, _ = Manadsarende.objects.select_related("person").get_or_create(
        person=person, manad=document.manad
    )
    return arende


def months_touched(*, arende: Manadsarende, handling: Handling) -> list[Manadsarende]:
    """The document's own month, and every month of other persons that shares its assistant."""
    document = _document(handling)
    if isinstance(document, Rakning):
        return [arende]
    others = sharing_persons(person=document.person, manad=document.manad, assistent=document.assistent)
    shared = Manadsarende.objects.filter(manad=document.manad, person__personnummer__in=others)
    return [arende, *shared]


def months_of(person: UUID) -> list[Manadsarende]:
    """All months of a person (public id)."""
    return list(Manadsarende.objects.filter(person__public_id=person).order_by("manad"))


def _document(handling: Handling) -> Tidredovisning | Rakning:
    if handling.slag == Handling.Slag.TIDREDOVISNING:
        return handling.tidredovisning
    return handling.rakning


def _names(document: Tidredovisning | Rakning, whose: str) -> dict[str, str]:
    said = document.uppgifter.get(whose, {})
    return {"fornamn": said.get("fornamn", ""), "efternamn": said.get("efternamn", "")}
