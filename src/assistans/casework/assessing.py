"""Assessing one month: lock, build, assess, keep, answer the senders, open what somebody must do, decide what is clean."""

from typing import Any

from django.db import transaction

from assistans.assessment import Iakttagelse, sentence
from assistans.assessment.code_version import code_version
from assistans.base.clock import Clock
from assistans.casework.after_decision import left_waiting, tell_what_differs
from assistans.casework.documents import Manadshandlingar
from assistans.casework.errors import Hinder
from assistans.casework.locking import locked
from assistans.casework.machine import decide_if_clean
from assistans.casework.models import Bedomning, Manadsarende, Uppgift
from assistans.casework.month import Manadsbedomning, assess_built
from assistans.casework.receipts import answer_documents
from assistans.casework.underlag import build
from assistans.casework.uppgifter import HANDLAGGARE, keep_open, open_one
from assistans.casework.used import standing_decision
from assistans.casework.work import ask_for_assessment, start_of
from assistans.facts import CaseError
from assistans.law import MissingParameterError, PolicyError

NOT_ASSESSABLE_TEXTS = {
    CaseError: "Det som är registrerat om månaden går inte ihop. Rätta det i registret; då bedöms månaden om.",
    MissingParameterError: "Lagen saknar ett värde som månaden behöver. När det har lagts till bedöms månaden om.",
    PolicyError: "Lagen anger ett val som programmet inte känner. När det är rättat bedöms månaden om.",
}
NOT_ASSESSABLE = (Hinder, *NOT_ASSESSABLE_TEXTS)
UNDERLAG = "UNDERLAG_OFULLSTANDIGT"
GONE = "Iakttagelsen finns inte längre."
MENDED = "Underlaget är rättat."


def look(*, arende: Manadsarende, clock: Clock, documents: Manadshandlingar | None = None) -> Manadsbedomning:
    """Assess a locked month as known now without acting on it. Raises what NOT_ASSESSABLE lists.

    `documents` are the month's, from a caller who has read them.
    """
    return assess_built(arende=arende, built=build(arende=arende, clock=clock, documents=documents))


@transaction.atomic
def assess_month(*, arende: Manadsarende, clock: Clock) -> Manadsbedomning | None:
    """Assess a month as known now and act on it. None when the registers must be put right first: then an uppgift says what.

    A month that is not decided is decided if it is clean. One that is decided stays so; what differs becomes an uppgift.
    """
    arende = locked(arende)
    try:
        month = look(arende=arende, clock=clock)
    except NOT_ASSESSABLE as missing:
        _hold(arende, missing, clock)
        return None
    _keep(month, clock)
    answer_documents(month=month, clock=clock)
    _act(month, clock)
    return month


def _act(month: Manadsbedomning, clock: Clock) -> None:
    if not month.is_over:
        ask_for_assessment([month.arende], clock=clock, due_at=start_of(month.underlag.month.shift(1).first))
    beslut, lacking = standing_decision(month.arende), {}
    if beslut is None:
        _open_uppgifter(month, holding(month), clock)
        lacking = decide_if_clean(month=month, clock=clock)
    else:
        tell_what_differs(month=month, beslut=beslut, clock=clock)
        _open_uppgifter(month, left_waiting(beslut) & holding(month), clock)
    keep_open(arende=month.arende, slag=Uppgift.Slag.UNDERLAG, wanted=lacking, reason=MENDED, clock=clock)


def _hold(arende: Manadsarende, missing: Exception, clock: Clock) -> None:
    """Held, never lost: the month waits for a fact and says which."""
    content = {"text": told(missing), "vem": HANDLAGGARE}
    open_one(arende=arende, slag=Uppgift.Slag.UNDERLAG, kod=UNDERLAG, innehall=content, clock=clock)
    arende.utfall, arende.assessed_at = "vantar", clock.now()
    arende.save(update_fields=["utfall", "assessed_at"])


def told(missing: Exception) -> str:
    """Why a month cannot be assessed, in Swedish; what the pure core says in English stands last, for who mends it."""
    if isinstance(missing, Hinder):
        return str(missing)
    for kind, text in NOT_ASSESSABLE_TEXTS.items():
        if isinstance(missing, kind):
            return f"{text} Tekniskt: {missing}"
    raise missing


def _keep(month: Manadsbedomning, clock: Clock) -> None:
    """Keep that the assessment was made, and its content as the month's latest."""
    arende = month.arende
    Bedomning.objects.create(
        arende=arende,
        at=clock.now(),
        underlag_sha256=month.underlag_sha256,
        resultat_sha256=month.resultat_sha256,
        lagversion=month.bedomning.lag,
        kodversion=code_version(),
        utfall=month.bedomning.utfall,
        belopp_ore=int(month.bedomning.belopp),
    )
    arende.utfall, arende.assessed_at = month.bedomning.utfall, clock.now()
    arende.resultat, arende.underlag_sha256 = month.resultat, month.underlag_sha256
    arende.save(update_fields=["utfall", "assessed_at", "resultat", "underlag_sha256"])


def holding(month: Manadsbedomning) -> set[str]:
    """The codes that somebody must act on: they hold or stop minutes, or a fact of the month that no position has met."""
    taking = {held.kod for held in month.bedomning.minuter if held.kod}
    met = {position.kod for position in month.underlag.stallningstaganden}
    seen = {kod for kod, lage in month.koder.items() if lage in {"vanta", "stopp"}}
    return {kod for kod in seen if kod in taking or kod not in met}


def _open_uppgifter(month: Manadsbedomning, koder: set[str], clock: Clock) -> None:
    """One uppgift for each observation that somebody must act on; those that are gone are closed."""
    wanted = {seen.kod: _content(seen) for seen in month.bedomning.iakttagelser if seen.kod in koder}
    keep_open(arende=month.arende, slag=Uppgift.Slag.IAKTTAGELSE, wanted=wanted, reason=GONE, clock=clock)


def _content(seen: Iakttagelse) -> dict[str, Any]:
    return {
        "text": sentence(seen.kod, "handlaggare"),
        "lage": seen.lage,
        "minuter": seen.minuter,
        "lagrum": seen.lagrum,
        "regler": list(seen.regler),
        "vem": seen.vem,
        "atgard": seen.atgard,
        "dag": seen.dag.isoformat() if seen.dag else None,
        "forval": seen.forval,
    }
