"""Räkning against reports, lateness, completions and possible corrections (FKFS 2016:4; rules D1 to D4, T5)."""

from collections import defaultdict
from datetime import date

from assistans.assessment.basis import refuse_unknown
from assistans.assessment.provning import Provning
from assistans.facts import SLAG, Komplettering, Slag, Tid


def check_rakning(provning: Provning) -> None:
    """Hold the month without a räkning, or with one that differs from the reported time in a kind."""
    underlag = provning.underlag
    if underlag.rakning is None:
        if underlag.tidsredovisningar:
            provning.hold("RAKNING_SAKNAS")
        return
    declared = provning.redovisad if underlag.rakning.tid is None else underlag.rakning.tid
    differing = _differing(provning, declared)
    same = "rakning_stammer" if declared == provning.redovisad else "rakning_stammer_delvis"
    provning.by_observation(
        "rakning_skiljer" if differing else same,
        "RAKNING_SKILJER_SIG",
        resultat=not differing,
        enhet="ja eller nej",
        rakning=declared,
        redovisad=provning.redovisad,
    )
    if differing:
        provning.hold("RAKNING_SKILJER_SIG")


def _differing(provning: Provning, declared: Tid) -> list[Slag]:
    # While a row without a computable length waits, its kind cannot be compared.
    waiting = {post.slag for post, ode, _ in provning.utan_langd if ode == "vantar"}
    kinds = zip(SLAG, declared, provning.redovisad, strict=True)
    return [slag for slag, said, reported in kinds if said != reported and slag not in waiting]


def check_lateness(provning: Provning) -> None:
    """Hold reports, or the month, that first arrived after the last reporting day."""
    refuse_unknown(provning.law, provning.first, sen_komplettering="redovisningsdagen_avgor")
    last = provning.sista_dag
    provning.by_parameter(
        "redovisningsdag", "redovisningsdag", resultat=last, enhet="dag", policy="helgflytt_redovisning"
    )
    reports = provning.underlag.tidsredovisningar
    late = [
        n
        for n, report in enumerate(reports)
        if _late(provning, last, report.mottagen, report.assistent, report.anordnare)
    ]
    if late:
        provning.hold("FOR_SENT", rapporter=late)
    rakning = provning.underlag.rakning
    if rakning is not None and _late(provning, last, rakning.mottagen, None, None):
        provning.hold("FOR_SENT")


def _late(
    provning: Provning, last: date, mottagen: date, assistent: str | None, anordnare: str | None
) -> bool:
    asked = [
        k for k in provning.underlag.kompletteringar if (k.assistent, k.anordnare) == (assistent, anordnare)
    ]
    if any(_late_answer(komplettering, last) for komplettering in asked):
        return True
    return mottagen > last and not any(_is_the_answer(komplettering, mottagen) for komplettering in asked)


def _late_answer(asked: Komplettering, last: date) -> bool:
    return asked.inkom is not None and asked.inkom > asked.sista_dag and asked.inkom > last


def _is_the_answer(asked: Komplettering, mottagen: date) -> bool:
    # The first formally valid version may itself be what was asked for.
    return asked.inkom is not None and asked.begard <= mottagen <= asked.inkom <= asked.sista_dag


def check_completions(provning: Provning) -> None:
    """Hold what a komplettering concerns when its day has passed without an answer."""
    for asked in provning.underlag.kompletteringar:
        _trace_completion(provning, asked)
        if asked.inkom is None and asked.sista_dag < provning.underlag.assessed_on:
            provning.hold("KOMPLETTERING_SAKNAS", rapporter=_concerned(provning, asked))


def _trace_completion(provning: Provning, asked: Komplettering) -> None:
    nyckel, resultat = "komplettering_inkom", asked.inkom or "inte kommit in"
    if asked.inkom is None:
        waits = asked.sista_dag >= provning.underlag.assessed_on
        nyckel = "komplettering_vantas" if waits else "komplettering_saknas"
    provning.by_observation(
        nyckel,
        "KOMPLETTERING_SAKNAS",
        resultat=resultat,
        enhet="dag",
        begard=asked.begard,
        sista_dag=asked.sista_dag,
    )


def _concerned(provning: Provning, asked: Komplettering) -> list[int] | None:
    if asked.assistent is None:
        return None
    reports = enumerate(provning.underlag.tidsredovisningar)
    return [
        n
        for n, report in reports
        if (report.assistent, report.anordnare) == (asked.assistent, asked.anordnare)
    ]


def check_corrections(provning: Provning) -> None:
    """Hold two reports with different ids for the same assistant and anordnare."""
    ids: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, report in enumerate(provning.underlag.tidsredovisningar):
        ids[report.assistent, report.anordnare].add(report.id)
        places[report.assistent, report.anordnare].append(place)
    doubled = [place for par, found in ids.items() if len(found) > 1 for place in places[par]]
    if doubled:
        provning.hold("MOJLIG_RATTELSE", rapporter=doubled)
