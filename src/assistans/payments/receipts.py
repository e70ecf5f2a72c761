"""Answers to those who sent documents: receipts of level `reglerad`, written by the worker after a run's commit.

A report is answered by what its anordnare's time gave, the räkning by what the month gave in all. Accepted is not paid:
here paid is said, with amount, day and lagrum. Never another anordnare's part, never a name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from assistans.base.clock import Clock
from assistans.base.todo import handles
from assistans.casework.models import Beslutsrad, Manadsbeslut
from assistans.intake.models import Handling, Kvittens
from assistans.payments.documents import Beslutsunderlag, Rapport, rakning_of
from assistans.payments.models import Betalningshinder, Reglering, Utbetalning, Utbetalningskorning
from assistans.payments.payees import TO_PERSON
from assistans.timeline.quantities import Ore

PAID, PARTLY, REFUSED, HELD, UNCHANGED = "utbetald", "delvis_utbetald", "avslagen", "hindrad", "oforandrad"
_BY_OUTCOME = {"godkand": PAID, "delvis": PARTLY, "stoppad": REFUSED}


@dataclass(slots=True)
class _Month:
    """What a run did for one decision, by via."""

    beslut: Manadsbeslut
    paid: dict[str, Utbetalning] = field(default_factory=dict)
    hinder: dict[str, Betalningshinder] = field(default_factory=dict)


@handles("kvittera_korning")
def answer_run(key: str, clock: Clock) -> None:
    """Write the receipts of a run (its public id). The work is done once: its todo row goes with its transaction."""
    korning = Utbetalningskorning.objects.get(public_id=UUID(key))
    for month in _months(korning):
        answers = dict(_answers(month, korning))
        ids = dict(Handling.objects.filter(tx_id__in=answers).values_list("tx_id", "pk"))
        Kvittens.objects.bulk_create(
            Kvittens(handling_id=pk, niva=Kvittens.Niva.REGLERAD, at=clock.now(), innehall=answers[tx_id])
            for tx_id, pk in sorted(ids.items())
        )


def _months(korning: Utbetalningskorning) -> Iterator[_Month]:
    """One decision at a time: a national run's underlag do not fit in memory together."""
    touched: dict[int, tuple[list[Utbetalning], list[Betalningshinder]]] = {}
    for row in Utbetalning.objects.filter(korning=korning).select_related("beslutsrad"):
        touched.setdefault(row.beslutsrad.beslut_id, ([], []))[0].append(row)
    for row in Betalningshinder.objects.filter(korning=korning).select_related("beslutsrad"):
        touched.setdefault(row.beslut_id, ([], []))[1].append(row)
    for beslut_id in Reglering.objects.filter(korning=korning).values_list("beslut_id", flat=True):
        touched.setdefault(beslut_id, ([], []))
    for beslut_id, (paid, hinder) in touched.items():
        yield _Month(
            beslut=Manadsbeslut.objects.select_related("arende__person").get(pk=beslut_id),
            paid={row.beslutsrad.via: row for row in paid},
            hinder={row.beslutsrad.via: row for row in hinder},
        )


def _answers(month: _Month, korning: Utbetalningskorning) -> Iterator[tuple[UUID, dict[str, Any]]]:
    given = set(Beslutsrad.objects.filter(beslut=month.beslut).values_list("via", flat=True))
    underlag = Beslutsunderlag(month.beslut)
    for report in underlag.rapporter:
        if report.via in month.paid or report.via in month.hinder or report.via not in given:
            answer = _report_answer(month, korning, report)
            yield report.tx_id, answer | {"koder": _codes(underlag, report)}
    if rakning := rakning_of(month.beslut):
        yield rakning, _rakning_answer(month, korning)


def _report_answer(month: _Month, korning: Utbetalningskorning, report: Rapport) -> dict[str, Any]:
    paid, hinder = month.paid.get(report.via), month.hinder.get(report.via)
    answer = {"beslut": str(month.beslut.public_id), "dag": korning.dag.isoformat()}
    if paid:
        return answer | {
            "utfall": _BY_OUTCOME[report.utfall],
            "utbetalning": str(paid.public_id),
            "belopp": Ore(paid.belopp_ore).kronor(),
            "lagrum": paid.lagrum,
        }
    if hinder:
        return answer | {"belopp": "0.00", **_hinder_answer(hinder)}
    return answer | {"utfall": REFUSED, "belopp": "0.00", "lagrum": TO_PERSON}


def _codes(underlag: Beslutsunderlag, report: Rapport) -> list[dict[str, str]]:
    """What took minutes of the report, each with its lagrum."""
    return [{"kod": kod, "lagrum": ", ".join(underlag.lagrum_of({kod}))} for kod in sorted(report.koder)]


def _hinder_answer(hinder: Betalningshinder) -> dict[str, str]:
    if hinder.kod in Betalningshinder.SLUTLIGA:
        return {"utfall": UNCHANGED, "kod": hinder.kod, "lagrum": TO_PERSON}
    return {"utfall": HELD, "kod": hinder.kod, "atgard": hinder.text, "lagrum": TO_PERSON}


def _rakning_answer(month: _Month, korning: Utbetalningskorning) -> dict[str, Any]:
    paid = sum(row.belopp_ore for row in month.paid.values())
    outcome = {"beviljat": PAID, "delvis": PARTLY}.get(month.beslut.utfall, REFUSED)
    return {
        "beslut": str(month.beslut.public_id),
        "dag": korning.dag.isoformat(),
        "utfall": outcome if paid or outcome == REFUSED else HELD,
        "belopp": Ore(paid).kronor(),
        "beslutat": Ore(month.beslut.belopp_ore).kronor(),
        "hinder": sorted(row.kod for row in month.hinder.values()),
        "lagrum": TO_PERSON,
    }
