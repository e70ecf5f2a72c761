"""Names to show. A protected identity fails closed: without a stated need to know, nobody gets the name."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from assistans.base.amend import current
from assistans.registers.models import Anordnare, Assistent, Person, PersonSkydd

PROTECTED = "Skyddad identitet"
UNKNOWN = "Namn saknas"


def names_of(*, persons: Collection[UUID], on: date, need_to_know: str | None = None) -> dict[UUID, str]:
    """The names of persons by public id, in two queries. Whose identity is protected on the day is PROTECTED.

    `need_to_know` says why the caller must see protected names too (for the access log, which the caller writes).
    """
    rows = Person.objects.filter(public_id__in=persons)
    protected = set() if need_to_know else _protected(persons, on)
    return {row.public_id: PROTECTED if row.pk in protected else _name(row) for row in rows}


def names_of_assistenter(*, assistenter: Collection[UUID], on: date) -> dict[UUID, str]:
    """The names of assistants by public id, in two queries. Who is protected on the day, as a person here, is PROTECTED."""
    rows = list(Assistent.objects.filter(public_id__in=assistenter))
    skydd = current(PersonSkydd, on=on).filter(person__personnummer__in=[row.idnummer for row in rows])
    protected = set(skydd.values_list("person__personnummer", flat=True))
    return {row.public_id: PROTECTED if row.idnummer in protected else _name(row) for row in rows}


def names_of_anordnare(*, organisationsnummer: Collection[str]) -> dict[str, str]:
    """The names of anordnare by organisationsnummer. One query."""
    rows = Anordnare.objects.filter(organisationsnummer__in=organisationsnummer)
    return dict(rows.values_list("organisationsnummer", "namn"))


def _protected(persons: Collection[UUID], on: date) -> set[int]:
    rows = current(PersonSkydd, on=on).filter(person__public_id__in=persons)
    return set(rows.values_list("person_id", flat=True))


def _name(person: Person | Assistent) -> str:
    return f"{person.fornamn} {person.efternamn}".strip() or UNKNOWN
