"""What documents say beyond rows and sums, as facts: the räkning's points (form FK 3057), a report's beräkningsperioder."""

from datetime import date, datetime
from typing import Any

from assistans import facts
from assistans.base.clock import swedish_day
from assistans.casework.documents import Rakningshandling, Rapport
from assistans.timeline.months import Period
from assistans.timeline.quantities import Ore


def rakning_facts(rakning: Rakningshandling) -> facts.Rakning:
    """A räkning as facts."""
    said = rakning.uppgifter
    return facts.Rakning(
        mottagen=swedish_day(rakning.mottagen),
        tid=facts.Tid(rakning.aktiv_min, rakning.vantetid_min, rakning.beredskap_min),
        sjukhus=tuple(_stay(row) for row in said["sjukhus"]),
        skola_eller_daglig_verksamhet=_activities(said["skola_eller_daglig_verksamhet"]),
        vistelse_utanfor_ees=said["vistelse_utanfor_ees"],
        kvar_av_forra_utbetalningen=Ore(said["kvar_ore"] or 0),
        kostnader=_costs(said["kostnader"]),
    )


def berakningsperioder(rapport: Rapport) -> tuple[Period, ...]:
    """The periods that a report states for working time, both days included."""
    return tuple(
        Period.inclusive(date.fromisoformat(row["from"]), date.fromisoformat(row["to"]))
        for row in rapport.uppgifter["berakningsperioder"]
    )


def _stay(row: dict[str, str]) -> facts.Vistelse:
    return facts.Vistelse(datetime.fromisoformat(row["from"]), datetime.fromisoformat(row["till"]))


def _activities(said: bool | list[str]) -> bool | tuple[str, ...]:  # noqa: FBT001 - the form's own value: yes, no, or which
    return said if isinstance(said, bool) else tuple(said)


def _costs(said: dict[str, Any] | None) -> facts.Kostnader | None:
    if said is None:
        return None
    kinds = ("lon", "ob", "omkostnader", "utbildning", "arbetsmiljo", "administration")
    return facts.Kostnader(**{kind: Ore(said[f"{kind}_ore"]) for kind in kinds})
