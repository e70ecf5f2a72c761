"""The person's own answers, given on her pages: to what speaks against her (FL 25 §), and to what was asked of her räkning."""

from django.db import transaction

from assistans.base.clock import Clock
from assistans.casework.errors import Hinder
from assistans.casework.locking import locked
from assistans.casework.models import Kommunicering, Komplettering, Yttrande
from assistans.casework.services.hearing import keep_hearing_answer
from assistans.casework.services.kompletteringar import keep_completion_answer
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
    _require_party(person=locked(kommunicering.arende).person, by=by)
    return keep_hearing_answer(kommunicering=kommunicering, text=text, by=by, clock=clock)


@transaction.atomic
def answer_own_completion(*, komplettering: Komplettering, svar: str, by: str, clock: Clock) -> None:
    """Keep her answer to what was asked of her räkning, today; the handläggare is told.

    Raises NotParty, AskedAnother, AlreadyReplied, MissingReason and TextTooLong.
    """
    arende = locked(komplettering.arende)
    _require_party(person=arende.person, by=by)
    if komplettering.assistent_id is not None:
        raise AskedAnother(
            "Frågan gäller en tidsredovisning. Anordnaren svarar genom att skicka en ny version."
        )
    keep_completion_answer(arende=arende, komplettering=komplettering, svar=svar, clock=clock)


def _require_party(*, person: Person, by: str) -> None:
    """That the actor has logged in as the person, or as somebody who acts for her."""
    hers = Inloggning.objects.filter(actor=by, roll=Roll.PERSON, foremal=str(person.public_id))
    if not hers.exists():
        raise NotParty("Bara personen själv, eller den som företräder henne, kan svara.")
