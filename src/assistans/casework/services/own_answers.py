"""The person's own answers, given on her pages: to what speaks against her (FL 25 §), and to what was asked of her räkning."""

from django.db import IntegrityError, transaction

from assistans.base.clock import Clock, swedish_day
from assistans.casework.assessing import assess_month
from assistans.casework.completions import tell_answered
from assistans.casework.errors import Hinder
from assistans.casework.locking import locked
from assistans.casework.models import Kommunicering, Komplettering, Yttrande
from assistans.casework.services.handlaggare import require_reason
from assistans.casework.services.hearing import AlreadyHeard
from assistans.casework.services.kompletteringar import AlreadyReplied
from assistans.identity.models import Inloggning
from assistans.identity.roles import Roll
from assistans.registers.models import Person


class NotParty(Hinder):
    """Somebody else than the person, or who acts for her, would answer for her."""


class AskedAnother(Hinder):
    """A komplettering of a report, which the anordnare answers by a new version."""


@transaction.atomic
def answer_own_hearing(*, kommunicering: Kommunicering, text: str, by: str, clock: Clock) -> Yttrande:
    """Keep her answer to a kommunicering, today. Raises NotParty, AlreadyHeard, MissingReason and TextTooLong."""
    arende = locked(kommunicering.arende)
    _require_party(person=arende.person, by=by)
    yttrande = Yttrande(
        kommunicering=kommunicering,
        text=require_reason(text),
        inkom=swedish_day(clock.now()),
        av=by,
        at=clock.now(),
    )
    try:
        with transaction.atomic():
            yttrande.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyHeard("Du har redan svarat. Ditt första svar är sparat.") from error
    return yttrande


@transaction.atomic
def answer_own_completion(*, komplettering: Komplettering, svar: str, by: str, clock: Clock) -> None:
    """Keep her answer to what was asked of her räkning, today; the handläggare is told. Raises as `answer_own_hearing`."""
    arende = locked(komplettering.arende)
    _require_party(person=arende.person, by=by)
    row = Komplettering.objects.select_for_update().get(pk=komplettering.pk)
    if row.assistent_id is not None:
        raise AskedAnother(
            "Frågan gäller en tidsredovisning. Anordnaren svarar genom att skicka en ny version."
        )
    if row.inkom:
        raise AlreadyReplied("Frågan är redan besvarad. Det första svaret är sparat.")
    row.svar, row.inkom = require_reason(svar), swedish_day(clock.now())
    row.save(update_fields=["svar", "inkom"])
    tell_answered(arende=arende, clock=clock)
    assess_month(arende=arende, clock=clock)


def _require_party(*, person: Person, by: str) -> None:
    """That the actor has logged in as the person, or as somebody who acts for her."""
    hers = Inloggning.objects.filter(actor=by, roll=Roll.PERSON, foremal=str(person.public_id))
    if not hers.exists():
        raise NotParty("Bara personen själv, eller den som företräder henne, kan svara.")
