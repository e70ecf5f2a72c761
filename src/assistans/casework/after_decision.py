"""What happens when a decided month would come out otherwise now: nothing is re-opened, somebody is told (design section 4).

The decision stands until a handläggare makes a new one.
"""

import json
from typing import Any

from assistans.assessment.omrakning import differences
from assistans.base.clock import Clock
from assistans.casework.models import Manadsbeslut, Uppgift
from assistans.casework.month import Manadsbedomning
from assistans.casework.uppgifter import keep_open

KOD = "ANDRAT_UTFALL"
REASON = "Bedömningen stämmer med beslutet igen."


def tell_what_differs(*, month: Manadsbedomning, beslut: Manadsbeslut, clock: Clock) -> None:
    """Keep one uppgift open about what differs from the standing decision: KONTROLL where only others' rows changed.

    What a handläggare has looked at and let stand is not told again.
    """
    different = differences(decided=decided_result(beslut), now=month.resultat)
    content = {"beslut": str(beslut.public_id), "skillnad": different}
    told = different and not _let_stand(month, content)
    slag = _slag(month, beslut)
    for each in (Uppgift.Slag.KONTROLL, Uppgift.Slag.EFTER_BESLUT):
        wanted = {KOD: content} if told and each == slag else {}
        keep_open(arende=month.arende, slag=each, wanted=wanted, reason=REASON, clock=clock)


def decided_result(beslut: Manadsbeslut) -> dict[str, Any]:
    """What a decision says, as data."""
    found: dict[str, Any] = json.loads(bytes(beslut.resultat))
    return found


def left_waiting(beslut: Manadsbeslut) -> set[str]:
    """The codes whose minutes a decision left for later."""
    return set(beslut.kvar_koder)


def _slag(month: Manadsbedomning, beslut: Manadsbeslut) -> Uppgift.Slag:
    decided, now = json.loads(bytes(beslut.underlag)), json.loads(month.underlag_bytes)
    for underlag in (decided, now):
        underlag.pop("annan_tid", None)
        underlag.pop("assessed_on", None)
    return Uppgift.Slag.KONTROLL if decided == now else Uppgift.Slag.EFTER_BESLUT


def _let_stand(month: Manadsbedomning, content: dict[str, Any]) -> bool:
    closed = Uppgift.objects.filter(arende=month.arende, kod=KOD, avslutad__isnull=False)
    return closed.exclude(avslut=REASON).filter(innehall=content).exists()
