"""How far what waits for somebody else has come."""

from enum import StrEnum
from typing import Final

from assistans.assessment.bedomning import Iakttagelse
from assistans.casework.akt import Manadsakt
from assistans.desks.handlaggare.steps.akten import late_answers

NOBODY_ELSE: Final = ("handläggare", "regelförvaltare", "ingen")


class Stage(StrEnum):
    """How far what waits has come, where somebody else must act on it."""

    OWN = "own"  # a handläggare acts
    ASK = "ask"  # nobody has been asked
    AWAITED = "awaited"
    OVERDUE = "overdue"
    ANSWERED = "answered"


def stage_of(akt: Manadsakt, seen: Iakttagelse) -> Stage:
    """How far an observation that waits has come, by the month's kompletteringar."""
    if seen.vem in NOBODY_ELSE:
        return Stage.OWN
    asked = akt.vy.kompletteringar
    if not asked:
        return Stage.ASK
    if late_answers(akt):
        return Stage.OVERDUE
    return Stage.AWAITED if any(row.inkom is None for row in asked) else Stage.ANSWERED
