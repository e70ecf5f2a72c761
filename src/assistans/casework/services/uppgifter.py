"""Taking the next uppgift, and finishing one that asks for a look."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from assistans.base.clock import Clock, swedish_day
from assistans.casework.errors import Hinder
from assistans.casework.models import Jav, Uppgift
from assistans.casework.services.handlaggare import require_handlaggare, require_human, require_reason

LOOKED_AT = {Uppgift.Slag.KONTROLL, Uppgift.Slag.EFTER_BESLUT, Uppgift.Slag.KOMPLETTERING}
OTHERS = ("anordnare", "person", "person och anordnare", "den som fått begäran")


class NotClosedByHand(Hinder):
    """The uppgift closes by itself when its cause is gone."""


class AlreadyClosed(Hinder):
    """The uppgift is finished."""


@transaction.atomic
def next_uppgift(*, by: str, clock: Clock) -> Uppgift | None:
    """The handläggare's uppgift in hand, or the next one that is hers to do, most urgent first; None when there is none.

    Never one in a month where she has jäv, never the attest of her own decision, and never what somebody else still has
    time to do. Two who ask at the same moment get different ones.
    """
    open_ones = Uppgift.objects.filter(avslutad__isnull=True).select_related("arende__person")
    in_hand = open_ones.filter(tilldelad=require_human(by)).order_by("id").first()
    if in_hand:
        return in_hand
    free = _hers(open_ones.filter(tilldelad=""), by, swedish_day(clock.now()))
    found = (
        free.order_by(F("dag").asc(nulls_last=True), "id")
        .select_for_update(of=("self",), skip_locked=True)
        .first()
    )
    if found:
        found.tilldelad = by
        found.save(update_fields=["tilldelad"])
    return found


@transaction.atomic
def finish_uppgift(*, uppgift: Uppgift, skal: str, by: str, clock: Clock) -> None:
    """Finish an uppgift that asks for a look, with what was found. A decision it speaks of stands.

    Raises NotClosedByHand and AlreadyClosed.
    """
    row = Uppgift.objects.select_for_update(of=("self",)).select_related("arende").get(pk=uppgift.pk)
    require_handlaggare(arende=row.arende, by=by)
    if row.avslutad:
        raise AlreadyClosed("Uppgiften är redan avslutad.")
    if row.slag not in LOOKED_AT:
        raise NotClosedByHand(
            "Uppgiften avslutas när det den gäller är löst. Ta ställning eller besluta månaden."
        )
    row.avslutad, row.avslut, row.tilldelad = clock.now(), require_reason(skal)[:300], by
    row.save(update_fields=["avslutad", "avslut", "tilldelad"])


def _hers(rows: QuerySet[Uppgift], by: str, today: date) -> QuerySet[Any]:
    biased = Jav.objects.filter(anvandare=by).values("person")
    others_to_act = Q(innehall__has_key="vem", innehall__vem__in=OTHERS, dag__gte=today)
    own = Q(innehall__has_key="beslutad_av", innehall__beslutad_av=by)
    return rows.exclude(arende__person__in=biased).exclude(others_to_act).exclude(own)
