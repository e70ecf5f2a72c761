"""The pay run: what is decided and due is paid, exactly once, whatever crashes, runs twice or runs at the same time.

One transaction holds everything: payments, ledger, kommun claims, the bank file's bytes and the wish to write it to disk.
Who runs second waits on a lock and then finds nothing left to pay; unique keys say the same once more.
"""

import re
from datetime import date
from typing import Final

from django.db import connection, transaction

from assistans.base.clock import Clock
from assistans.law import Law
from assistans.payments import paydays, writing
from assistans.payments.bankprofil import Bankprofil
from assistans.payments.outcome import Korningsresultat, nothing, outcome_of
from assistans.payments.plan import Plan, Progress, make_plan

LOCK: Final = 7_214_530_002  # any number, the same in every release: the advisory lock of whoever pays
_ACTOR = re.compile("(anvandare|maskin):.+")


class NoActor(ValueError):
    """It is not said who pays."""


def pay(
    *,
    dag: date,
    by: str,
    clock: Clock,
    law: Law,
    profil: Bankprofil,
    anyway: str = "",
    dry_run: bool = False,
    progress: Progress = lambda _: None,
) -> Korningsresultat:
    """Pay what is decided, attested where the table asks, and due on `dag`.

    `anyway` is the reason for a run on another day than a pay day; `dry_run` does everything and takes it back. The
    bank file lies on disk when the outbox has been worked. Raises NoActor, paydays.WrongDay, DoesNotTieOut.
    """
    if not _ACTOR.fullmatch(by):
        raise NoActor("say who pays: anvandare:<id> or maskin:<name>")
    if not anyway.strip():
        paydays.check(dag=dag, law=law)
    with transaction.atomic(durable=True):
        take_turn()
        plan = make_plan(dag=dag, law=law, progress=progress)
        result = nothing(dag)
        if not plan.is_empty:
            result = _carry_out(plan, profil=profil, by=by, anyway=anyway, clock=clock, progress=progress)
        _check_now()
        transaction.set_rollback(dry_run)
    return result


def take_turn() -> None:
    """Wait until no other run is going on; the turn ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _carry_out(
    plan: Plan, *, profil: Bankprofil, by: str, anyway: str, clock: Clock, progress: Progress
) -> Korningsresultat:
    korning = writing.start_run(plan, by=by, anyway=anyway, at=clock.now())
    writing.note_reading(plan, korning)
    progress(f"Betalar {len(plan.betalningar)} rader")
    journals = writing.post_journals(plan, clock=clock)
    writing.write_payments(plan, korning, journals)
    writing.write_settlements(plan, korning, journals)
    writing.write_hinder(plan, korning)
    fil = writing.write_file(plan, korning, profil) if plan.betalningar else None
    progress("Stämmer av")
    writing.tie_out(plan, korning, fil)
    writing.ask_for_what_follows(korning, fil, clock=clock)
    return outcome_of(plan, korning, fil)


def _check_now() -> None:
    """The database's own checks before commit, so that a dry run meets them too and a refusal is told here."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
