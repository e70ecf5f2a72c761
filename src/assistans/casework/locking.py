"""One at a time: a person's months share her grant's budget, so whoever assesses or decides one holds them all."""

from django.db import connection

from assistans.casework.models import Manadsarende
from assistans.registers.models import Person


def lock_person(person: Person) -> None:
    """Hold a person's months until the transaction ends: her grant is one budget, so they are assessed one at a time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('casework ' || %s, 0))", [str(person.pk)]
        )


def locked(arende: Manadsarende) -> Manadsarende:
    """The month's row, locked after its person, as it stands now."""
    lock_person(arende.person)
    rows = Manadsarende.objects.select_for_update(of=("self",)).select_related("person")
    return rows.get(pk=arende.pk)
