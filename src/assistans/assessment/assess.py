"""The pure function in the middle: an underlag and a law in, a Bedomning out."""

from assistans.assessment.bedomning import Bedomning, Kommundel, Ode, Utfall
from assistans.assessment.checks import (
    arbetstid,
    beslut,
    beviljad_tid,
    kostnader,
    manaden,
    rader,
    redovisning,
    samma_assistent,
    samtidiga,
    tillstand,
    utforare,
    vistelse,
)
from assistans.assessment.iakttagelser import observe
from assistans.assessment.kommunen import share
from assistans.assessment.priser import Priser, refuse_below_schablon
from assistans.assessment.provning import Provning
from assistans.assessment.settlement import Settlement, settle
from assistans.assessment.tracing import trace_outcome
from assistans.assessment.validity import refuse_invalid
from assistans.facts import SLAG, Tid, Underlag
from assistans.law import Law

# The order of an assessment: the first check takes a minute. A new rule group is one file and one line here.
MINUTE_CHECKS = (
    utforare.check,
    beslut.check_in_force,
    vistelse.check_hospital,
    vistelse.check_institution,
    tillstand.check,
    samma_assistent.check,
    samtidiga.check,
    beslut.check_kinds,
    arbetstid.check,
    beviljad_tid.check,
)


def assess(underlag: Underlag, law: Law) -> Bedomning:
    """Assess one person's month: every reported minute gets exactly one fate, with its trace.

    Pure: no clock, no database, no environment; equal facts and equal law give an equal Bedomning whatever
    the order of the lists. CaseError when the facts cannot stand together, MissingParameterError when the law
    lacks a value.
    """
    refuse_invalid(underlag, law)
    provning = Provning(underlag, law)
    priser = Priser(provning)
    rader.check(provning)
    if underlag.beslut:
        refuse_below_schablon(provning)
        _check_all(provning, priser)
    else:
        samma_assistent.check(provning)
        beslut.check_missing(provning)
    trace_outcome(provning)
    settlement = settle(provning, priser)
    kommun = share(provning, priser, settlement)
    return conclude(provning, settlement, kommun)


def _check_all(provning: Provning, priser: Priser) -> None:
    for check in MINUTE_CHECKS:
        check(provning)
    prices = priser.in_use()
    kostnader.note_cap(provning, prices)
    manaden.check_stops(provning)
    redovisning.check_rakning(provning)
    redovisning.check_lateness(provning)
    redovisning.check_completions(provning)
    kostnader.check(provning, prices)
    redovisning.check_corrections(provning)
    manaden.check_holds(provning)
    manaden.check_noted(provning)
    kostnader.check_verified(provning, priser)


def conclude(provning: Provning, settlement: Settlement, kommun: tuple[Kommundel, ...]) -> Bedomning:
    """Sum up a finished examination with what it came to in money."""
    raw = provning.raw()
    underlag = provning.underlag
    return Bedomning(
        month=underlag.month,
        assessed_on=underlag.assessed_on,
        lag=provning.law.version,
        utfall=_utfall(provning.odes()),
        redovisad=provning.redovisad,
        godkand=raw["godkand"],
        vantar=raw["vantar"],
        stoppad=raw["stoppad"],
        enheter=_units(provning, raw["godkand"]),
        enheter_vantar=_units(provning, raw["vantar"]),
        dubbel_minuter=sum(segment.minuter for segment in provning.live if segment.dubbel),
        per_kod={kod: found.minuter for kod, found in sorted(provning.findings.items()) if found.minuter},
        belopp=settlement.belopp,
        anvant_belopp=settlement.anvant_belopp,
        utbetalningar=settlement.utbetalningar,
        kommun=kommun,
        kommun_lista=len(kommun) > 1,
        iakttagelser=observe(provning),
        arbetstid=tuple(provning.arbetstid),
        minuter=tuple(provning.minuter()),
        rapport_id=tuple(report.id for report in underlag.tidsredovisningar),
        spar=tuple(provning.spar),
    )


def _units(provning: Provning, tid: Tid) -> int:
    return sum(minutes * provning.worth[slag] for slag, minutes in zip(SLAG, tid, strict=True))


def _utfall(fates: set[Ode]) -> Utfall:
    if not fates:
        return "noll"
    if fates == {"godkand"}:
        return "beviljat"
    if "godkand" in fates:
        return "delvis"
    return "vantar" if "vantar" in fates else "avslag"
