"""Asking for a completion of a räkning or a report, and noting the answer (FL 20, 23 §§)."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from assistans.base.clock import Clock, swedish_day
from assistans.casework.assessing import assess_month
from assistans.casework.completions import tell_answered
from assistans.casework.documents import documents_of
from assistans.casework.errors import Hinder
from assistans.casework.locking import locked
from assistans.casework.models import Komplettering, Manadsarende
from assistans.casework.services.handlaggare import require_handlaggare, require_reason
from assistans.casework.work import ask_for_assessment, start_of
from assistans.registers.models import Assistent


class WrongLastDay(Hinder):
    """The last day of a komplettering lies before the day it is asked for."""


class NoSuchReport(Hinder):
    """A komplettering would speak of a report that the month does not have."""


class AlreadyRequested(Hinder):
    """The same completion is asked for and not yet answered."""


class AlreadyReplied(Hinder):
    """The komplettering has its answer."""


@transaction.atomic
def ask_for_completion(
    *,
    arende: Manadsarende,
    assistent: Assistent | None = None,
    anordnare: str = "",
    text: str,
    sista_dag: date,
    by: str,
    clock: Clock,
) -> Komplettering:
    """Ask for a completion of the räkning, or of a report (its assistant and anordnare), with a last day to answer.

    The month is assessed again when the day has passed. Raises WrongLastDay, NoSuchReport and AlreadyRequested.
    """
    begard = swedish_day(clock.now())
    if sista_dag < begard:
        raise WrongLastDay("Sista dagen har redan varit. Ange en dag från och med i dag.")
    arende = locked(arende)
    _refuse_unknown_report(arende, assistent, anordnare)
    asked = Komplettering(
        arende=arende,
        assistent=assistent,
        anordnare=anordnare,
        text=require_reason(text),
        begard=begard,
        sista_dag=sista_dag,
        begard_av=require_handlaggare(arende=arende, by=by),
    )
    _save_once(asked)
    ask_for_assessment([arende], clock=clock, due_at=start_of(sista_dag + timedelta(days=1)))
    assess_month(arende=arende, clock=clock)
    return asked


@transaction.atomic
def answer_completion(
    *, komplettering: Komplettering, svar: str, inkom: date | None = None, by: str, clock: Clock
) -> None:
    """Note an answer that came otherwise than as a document, and the day it came (today unless said). Raises AlreadyReplied."""
    arende = locked(komplettering.arende)
    require_handlaggare(arende=arende, by=by)
    keep_completion_answer(arende=arende, komplettering=komplettering, svar=svar, inkom=inkom, clock=clock)


def keep_completion_answer(
    *, arende: Manadsarende, komplettering: Komplettering, svar: str, inkom: date | None = None, clock: Clock
) -> None:
    """Keep the one answer to a komplettering, of a month that the caller has locked and may answer in. Raises AlreadyReplied."""
    row = Komplettering.objects.get(pk=komplettering.pk)
    if row.inkom:
        raise AlreadyReplied("Frågan är redan besvarad. Det första svaret är sparat.")
    row.svar, row.inkom = require_reason(svar), inkom or swedish_day(clock.now())
    row.save(update_fields=["svar", "inkom"])
    tell_answered(arende=arende, clock=clock)
    assess_month(arende=arende, clock=clock)


def _refuse_unknown_report(arende: Manadsarende, assistent: Assistent | None, anordnare: str) -> None:
    if assistent is None and not anordnare:
        return
    documents = documents_of(person=arende.person.personnummer, manad=arende.manad)
    known = {(rapport.assistent, rapport.anordnare) for rapport in documents.rapporter}
    if (assistent.idnummer if assistent else "", anordnare) not in known:
        raise NoSuchReport(
            "Månaden har ingen tidsredovisning för den assistenten hos den anordnaren. Ange båda, eller ingen för räkningen."
        )


def _save_once(asked: Komplettering) -> None:
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyRequested("Samma komplettering är redan begärd och inte besvarad.") from error
