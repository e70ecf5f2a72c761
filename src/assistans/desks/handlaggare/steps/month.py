"""What is to be done in a month now: a step for each thing that somebody must act on, each with one action first."""

from assistans.casework.akt import Manadsakt
from assistans.desks.handlaggare.steps.completions import completion_steps
from assistans.desks.handlaggare.steps.decisions import decision_steps
from assistans.desks.handlaggare.steps.hearings import hearing_steps
from assistans.desks.handlaggare.steps.observations import observation_steps
from assistans.desks.handlaggare.steps.step import Step
from assistans.desks.handlaggare.steps.uppgifter import LACKING, attest_steps, uppgift_steps


def steps_of(akt: Manadsakt, *, by: str) -> list[Step]:
    """The steps of a month for the handläggare who looks, the ones that the others wait for first."""
    found = [*attest_steps(akt, by), *uppgift_steps(akt)]
    if akt.month is None:
        return [_not_assessable(akt), *found]
    found += observation_steps(akt, akt.month)
    found += completion_steps(akt, akt.month)
    found += hearing_steps(akt, akt.month)
    found += decision_steps(akt, akt.month)
    return found


def _not_assessable(akt: Manadsakt) -> Step:
    return Step(
        id=LACKING,
        heading="Månaden kan inte bedömas ännu",
        text=akt.reason,
        kind="stoppad",
        badge="Stoppad",
        who="handläggare",
        todo="Rätta det som saknas. Månaden bedöms om av sig själv när det är gjort.",
        link=("#handlingar", "Se månadens handlingar"),
    )
