"""Four eyes: which acts need a second person, and that person's answer. The table decides; the database enforces it."""

from uuid import UUID

from django.db import connection, transaction

from assistans.base.clock import Clock, swedish_day
from assistans.base.models import Attest


class SamePerson(PermissionError):
    """The one who asked tried to attest her own act."""


class AlreadyAnswered(RuntimeError):
    """The act has been attested or refused before."""


def is_missing(*, kind: str, target: UUID, ore: int, clock: Clock) -> bool:
    """Whether an act still waits for a second person. Kinds that the table does not know always do."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT base_attest_missing(%s, %s, %s, %s)", [kind, target, ore, swedish_day(clock.now())]
        )
        return bool(cursor.fetchone()[0])


def answer(
    *,
    kind: str,
    target: UUID,
    ore: int,
    requested_by: str,
    attested_by: str,
    approved: bool,
    reason: str,
    clock: Clock,
) -> Attest:
    """Record the second person's answer, for ever. Raises SamePerson and AlreadyAnswered."""
    if requested_by == attested_by:
        raise SamePerson("Den som har beslutat får inte själv attestera. Be en kollega.")
    with transaction.atomic():
        row, created = Attest.objects.get_or_create(
            kind=kind,
            target=target,
            defaults={
                "ore": ore,
                "requested_by": requested_by,
                "attested_by": attested_by,
                "approved": approved,
                "reason": reason,
                "at": clock.now(),
            },
        )
    if not created:
        raise AlreadyAnswered("Beslutet är redan attesterat eller återlämnat.")
    return row
