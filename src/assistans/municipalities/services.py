"""What a pay run makes kommuner owe (SFB 51:22), written from the ledger's own postings, and the debit of it."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from assistans.base.clock import Clock
from assistans.base.outbox import send
from assistans.casework.models import Kommunrad
from assistans.law import Law
from assistans.municipalities import debiting, fakturafil
from assistans.municipalities.days import debit_day, due_day
from assistans.municipalities.fakturaprofil import Fakturaprofil
from assistans.municipalities.models import Kommunfaktura, Kommunfordran
from assistans.payments.models import Ledgerkonto, Postering, Utbetalningskorning

BATCH = 2000  # rows a statement
LOCK: Final = 7_214_530_003  # any number, the same in every release: the advisory lock of whoever debits


class ClaimsWaiting(RuntimeError):
    """A pay run's claims are not all written yet; nothing was invoiced."""


def recognise(*, korning: UUID, law: Law) -> int:
    """Write one Kommunfordran for each claim that a run posted; how many were written. Again changes nothing."""
    with transaction.atomic():
        run = Utbetalningskorning.objects.get(public_id=korning)
        claims = _claims(run)
        rader = _kommunrader(claims)
        new = [_fordran(run, claim, rader, law) for claim in claims]
        Kommunfordran.objects.bulk_create(new, batch_size=BATCH)
    return len(new)


def debit(*, dag: date, by: str, clock: Clock, law: Law, profil: Fakturaprofil) -> list[Kommunfaktura]:
    """Invoice every claim that is to be debited at the latest on `dag`: one invoice, or credit note, a kommun and debit day.

    A claim is invoiced once, so doing it again gives nothing. The files lie on disk when the outbox has been worked.
    Raises ClaimsWaiting, and ubl's InvalidFaktura, before anything is written.
    """
    with transaction.atomic(durable=True):
        _take_turn()
        _check_all_written()
        made = [
            debiting.invoice(
                kommun=kommun, debiteras=debiteras, by=by, at=clock.now(), law=law, profil=profil
            )
            for kommun, debiteras in debiting.waiting(dag=dag)
        ]
        for row in made:
            send(fakturafil.KIND, row.namn, {}, clock=clock)
    return made


def _take_turn() -> None:
    """Wait until no other debit is going on; the turn ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _check_all_written() -> None:
    posted = Postering.objects.filter(konto=Ledgerkonto.FORDRAN_KOMMUN, kommunfordran__isnull=True)
    if posted.exists():
        raise ClaimsWaiting(
            "Alla kommunfordringar är inte skrivna än: arbetaren (assistans worker) har arbete kvar. Vänta och kör igen."
        )


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
