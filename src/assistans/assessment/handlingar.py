"""What the documents of a month say by themselves, where no decision is known: for the check before sending."""

from assistans.assessment.assess import conclude
from assistans.assessment.bedomning import Bedomning
from assistans.assessment.checks import arbetstid, manaden, rader, redovisning, samma_assistent, utforare
from assistans.assessment.provning import Provning
from assistans.assessment.settlement import NO_MONEY
from assistans.assessment.tracing import trace_taken
from assistans.assessment.validity import refuse_invalid
from assistans.facts import Underlag
from assistans.law import Law

DOCUMENT_CHECKS = (
    rader.check,
    utforare.check,
    samma_assistent.check,
    arbetstid.check,
    redovisning.check_rakning,
    redovisning.check_lateness,
    redovisning.check_corrections,
    manaden.check_noted,
)
"""Those of an assessment's checks, in their order, that ask nothing of a decision."""


def assess_documents(underlag: Underlag, law: Law) -> Bedomning:
    """Assess what needs no decision: rows, who is in two places, working time, räkning, lateness.

    What is approved here has only not been objected to: nothing is granted and nothing payable. `underlag.beslut` is
    not looked at. Errors as `assess`.
    """
    refuse_invalid(underlag, law)
    provning = Provning(underlag, law)
    for check in DOCUMENT_CHECKS:
        check(provning)
    trace_taken(provning)
    return conclude(provning, NO_MONEY, ())
