"""Hearing the person before a decision goes against her (FL 25 §)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from assistans.base.clock import Clock, swedish_day
from assistans.casework.assessing import look
from assistans.casework.errors import Hinder
from assistans.casework.locking import locked
from assistans.casework.models import Kommunicering, Manadsarende, Yttrande
from assistans.casework.services.handlaggare import require_handlaggare, require_reason


class NothingToCommunicate(Hinder):
    """Nothing in the month speaks against the person."""


class WrongReplyTime(Hinder):
    """The person would have no day to answer."""


class AlreadyHeard(Hinder):
    """The person's answer is noted already."""


@transaction.atomic
def communicate(
    *, arende: Manadsarende, text: str, svar_senast: date, by: str, clock: Clock
) -> Kommunicering:
    """Record that the person is told what speaks against her, all that now is stopped or waits, and asked to answer by a day.

    Raises NothingToCommunicate and WrongReplyTime.
    """
    arende = locked(arende)
    require_handlaggare(arende=arende, by=by)
    if svar_senast <= swedish_day(clock.now()):
        raise WrongReplyTime("Personen måste få tid att svara. Ange en senare dag.")
    koder = sorted({held.kod for held in look(arende=arende, clock=clock).bedomning.minuter if held.kod})
    if not koder:
        raise NothingToCommunicate(
            "Inget i månaden är stoppat eller väntar, så det finns inget att kommunicera."
        )
    return Kommunicering.objects.create(
        arende=arende, koder=koder, text=require_reason(text), svar_senast=svar_senast, av=by, at=clock.now()
    )


@transaction.atomic
def answer_hearing(
    *, kommunicering: Kommunicering, text: str, inkom: date | None = None, by: str, clock: Clock
) -> Yttrande:
    """Record the person's answer and the day it came (today unless said). Raises AlreadyHeard."""
    require_handlaggare(arende=locked(kommunicering.arende), by=by)
    return keep_hearing_answer(kommunicering=kommunicering, text=text, inkom=inkom, by=by, clock=clock)


def keep_hearing_answer(
    *, kommunicering: Kommunicering, text: str, inkom: date | None = None, by: str, clock: Clock
) -> Yttrande:
    """Keep the one answer to a kommunicering, of a month that the caller has locked and may answer in. Raises AlreadyHeard."""
    if Yttrande.objects.filter(kommunicering=kommunicering).exists():
        raise AlreadyHeard("Det finns redan ett svar. Det första är sparat.")
    return Yttrande.objects.create(
        kommunicering=kommunicering,
        text=require_reason(text),
        inkom=inkom or swedish_day(clock.now()),
        av=by,
        at=clock.now(),
    )


def not_heard(*, arende: Manadsarende, koder: Iterable[str], clock: Clock) -> list[str]:
    """The codes on which the person has neither answered nor let her time to answer pass."""
    rows = Kommunicering.objects.filter(arende=arende).select_related("yttrande")
    return unheard_among(rows, koder=koder, today=swedish_day(clock.now()))


def unheard_among(rows: Iterable[Kommunicering], *, koder: Iterable[str], today: date) -> list[str]:
    """Which of the codes the person has not been heard on, by the kommuniceringar of her month."""
    heard = {kod for row in rows if is_heard(row, today=today) for kod in row.koder}
    return sorted(set(koder) - heard)


def is_heard(row: Kommunicering, *, today: date) -> bool:
    """Whether the person has answered, or has had her time to."""
    return row.svar_senast < today or hasattr(row, "yttrande")
