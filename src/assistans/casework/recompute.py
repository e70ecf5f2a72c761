"""Making a decision's assessment again, and naming why it would come out otherwise: facts, law or code."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assistans import facts
from assistans.assessment import assess, to_data
from assistans.assessment.omrakning import Orsak, differences
from assistans.base.canonical import canonical_bytes
from assistans.base.clock import Clock
from assistans.casework.after_decision import decided_result
from assistans.casework.assessing import NOT_ASSESSABLE, told
from assistans.casework.models import Manadsbeslut
from assistans.casework.underlag import build
from assistans.casework.versions import law_in_force, law_of
from assistans.law import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class Omrakning:
    """A decision made again. `reproduced`: the stored underlag, by the stored law, gives the stored bytes to the last one.

    `orsaker` says which changes alone would make another outcome now, each with what differs (decided, now) by key.
    """

    reproduced: bool
    orsaker: dict[Orsak, dict[str, list[Any]]]


def recompute(*, beslut: Manadsbeslut, clock: Clock) -> Omrakning:
    """Make a decision again from its stored underlag by its own law, then with today's facts and with today's law.

    Reads only. Raises UnknownLaw when the law version is not kept here.
    """
    own_law = law_of(beslut.lagversion)
    stored = facts.read_underlag(json.loads(bytes(beslut.underlag)))
    again = _result(stored, own_law)
    decided = decided_result(beslut)
    reproduced = canonical_bytes(again) == bytes(beslut.resultat)
    candidates = {
        Orsak.KOD: differences(decided=decided, now=again),
        Orsak.FAKTA: _otherwise(
            again, lambda: _result(build(arende=beslut.arende, clock=clock).underlag, own_law)
        ),
        Orsak.LAG: _otherwise(again, lambda: _result(stored, law_in_force())),
    }
    if not reproduced and not candidates[Orsak.KOD]:
        candidates[Orsak.KOD] = {"resultat": ["samma utfall", "andra uträkningsrader"]}
    return Omrakning(
        reproduced=reproduced, orsaker={cause: found for cause, found in candidates.items() if found}
    )


def _otherwise(again: dict[str, Any], make: Callable[[], dict[str, Any]]) -> dict[str, list[Any]]:
    # What can no longer be assessed at all comes out otherwise too.
    try:
        return differences(decided=again, now=make())
    except NOT_ASSESSABLE as error:
        return {"bedömning": ["gick att göra", told(error)]}


def _result(underlag: facts.Underlag, law: Law) -> dict[str, Any]:
    return to_data(assess(underlag, law))
