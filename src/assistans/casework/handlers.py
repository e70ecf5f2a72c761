"""What casework does when something comes in: a document, a changed fact, a month to assess. Run by the worker."""

from uuid import UUID

from assistans.base.clock import Clock
from assistans.base.todo import handles
from assistans.casework.arenden import arende_of, months_of, months_touched
from assistans.casework.assessing import assess_month
from assistans.casework.completions import note_answers
from assistans.casework.models import Manadsarende
from assistans.casework.work import GATHER, ask_for_assessment
from assistans.intake.models import Handling


@handles("handling")
def take_in(tx_id: str, clock: Clock) -> None:
    """A received document: see that its identities exist, note what it answers, and have every touched month assessed.

    A month's documents come in bursts, so the assessment waits half a second for more of them.
    """
    handling = Handling.objects.defer("innehall").get(tx_id=UUID(tx_id))
    if handling.miljo:
        return
    arende = arende_of(handling=handling, clock=clock)
    note_answers(arende=arende, handling=handling, clock=clock)
    ask_for_assessment(months_touched(arende=arende, handling=handling), clock=clock, after=GATHER)


@handles("register")
def take_up(person: str, clock: Clock) -> None:
    """A changed fact: have the person's months assessed anew. Decided ones are compared, never re-opened."""
    ask_for_assessment(months_of(UUID(person)), clock=clock)


@handles("bedom")
def assess(arende: str, clock: Clock) -> None:
    """A month to assess."""
    row = Manadsarende.objects.select_related("person").get(public_id=UUID(arende))
    assess_month(arende=row, clock=clock)
