"""What documents say, as facts: a report's rows and beräkningsperioder, the räkning's points (form FK 3057).

One mapping for casework, which has the documents from the database, and for the check before sending, which has them
from files. `uppgifter` is the plain data that reading a document gives. Whoever is named is given by the caller.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from assistans import facts
from assistans.timeline.months import Period
from assistans.timeline.quantities import Ore

Row = tuple[int, str, str, str]
"""Day of the month, two clock times as written (`22.30`), and the kind."""


def report_facts(
    *,
    assistent: str,
    anordnare: str,
    mottagen: date,
    id: str,  # noqa: A002 - the fact's own word
    kollektivavtal: bool,
    rader: Iterable[Row],
    uppgifter: Mapping[str, Any],
) -> facts.Tidsredovisning:
    """A report as facts. `assistent` and `anordnare` are the keys that the underlag knows them by."""
    return facts.Tidsredovisning(
        assistent=assistent,
        anordnare=anordnare,
        mottagen=mottagen,
        rader=rows(rader),
        id=id,
        kollektivavtal=kollektivavtal,
        berakningsperiod=tuple(_period(row) for row in uppgifter["berakningsperioder"]),
    )


def rakning_facts(*, mottagen: date, tid: facts.Tid, uppgifter: Mapping[str, Any]) -> facts.Rakning:
    """A räkning as facts. `tid` in raw minutes per kind."""
    return facts.Rakning(
        mottagen=mottagen,
        tid=tid,
        sjukhus=tuple(_stay(row) for row in uppgifter["sjukhus"]),
        skola_eller_daglig_verksamhet=_activities(uppgifter["skola_eller_daglig_verksamhet"]),
        vistelse_utanfor_ees=uppgifter["vistelse_utanfor_ees"],
        kvar_av_forra_utbetalningen=Ore(uppgifter["kvar_ore"] or 0),
        kostnader=_costs(uppgifter["kostnader"]),
    )


def rows(rader: Iterable[Row]) -> tuple[facts.Rad, ...]:
    """Rows as facts: clock times as the number HHMM."""
    return tuple(facts.Rad(dag, _clock(fran), _clock(till), slag) for dag, fran, till, slag in rader)


def _clock(text: str) -> int:
    return int(text.replace(".", ""))


def _period(row: Mapping[str, str]) -> Period:
    return Period.inclusive(date.fromisoformat(row["from"]), date.fromisoformat(row["to"]))


def _stay(row: Mapping[str, str]) -> facts.Vistelse:
    return facts.Vistelse(datetime.fromisoformat(row["from"]), datetime.fromisoformat(row["till"]))


def _activities(said: bool | list[str]) -> bool | tuple[str, ...]:  # noqa: FBT001 - the form's own value: yes, no, or which
    return said if isinstance(said, bool) else tuple(said)


def _costs(said: Mapping[str, Any] | None) -> facts.Kostnader | None:
    if said is None:
        return None
    kinds = ("lon", "ob", "omkostnader", "utbildning", "arbetsmiljo", "administration")
    return facts.Kostnader(**{kind: Ore(said[f"{kind}_ore"]) for kind in kinds})
