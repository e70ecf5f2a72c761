"""What a pay run makes kommuner owe (SFB 51:22), written from the ledger's own postings."""

from uuid import UUID

from django.db import transaction

from assistans.casework.models import Kommunrad
from assistans.law import Law
from assistans.municipalities.days import debit_day, due_day
from assistans.municipalities.models import Kommunfordran
from assistans.payments.models import Ledgerkonto, Postering, Utbetalningskorning

BATCH = 2000  # rows a statement


def recognise(*, korning: UUID, law: Law) -> int:
    """Write one Kommunfordran for each claim that a run posted; how many were written. Again changes nothing."""
    with transaction.atomic():
        run = Utbetalningskorning.objects.get(public_id=korning)
        claims = _claims(run)
        rader = _kommunrader(claims)
        new = [_fordran(run, claim, rader, law) for claim in claims]
        Kommunfordran.objects.bulk_create(new, batch_size=BATCH)
    return len(new)


def _claims(run: Utbetalningskorning) -> list[Postering]:
    rows = Postering.objects.filter(
        konto=Ledgerkonto.FORDRAN_KOMMUN, journal__reglering__korning=run, kommunfordran__isnull=True
    )
    return list(rows.select_related("beslut__arende").defer("beslut__underlag", "beslut__resultat"))


def _kommunrader(claims: list[Postering]) -> dict[tuple[int, str], Kommunrad]:
    rows = Kommunrad.objects.filter(beslut__in={claim.beslut_id for claim in claims})
    return {(row.beslut_id, row.kommun_id): row for row in rows}


def _fordran(
    run: Utbetalningskorning, claim: Postering, rader: dict[tuple[int, str], Kommunrad], law: Law
) -> Kommunfordran:
    debited = debit_day(recognised=run.dag, law=law)
    return Kommunfordran(
        korning=run,
        beslut=claim.beslut,
        kommun_id=claim.kommun_id,
        kommunrad=rader.get((claim.beslut_id, claim.kommun_id)),
        postering=claim,
        manad=claim.beslut.arende.manad,
        belopp_ore=claim.ore,
        debiteras=debited,
        forfaller=due_day(debited=debited, law=law),
    )
