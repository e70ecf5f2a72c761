"""Opening and closing uppgifter: one open per month, kind and code; finished ones are kept."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from assistans.base.clock import Clock
from assistans.casework.models import Manadsarende, Uppgift

Slag = Uppgift.Slag
HANDLAGGARE = "handläggare"  # who acts, in the words of the assessment's texts


def keep_open(
    *, arende: Manadsarende, slag: Slag, wanted: Mapping[str, dict[str, Any]], reason: str, clock: Clock
) -> None:
    """Make the month's open uppgifter of a kind just the wanted ones, by code; the others are closed with the reason.

    Each content may name `dag`, the ISO day by which someone must act. Assigned uppgifter keep their handläggare.
    """
    standing = {row.kod: row for row in _open(arende, slag)}
    for kod, row in standing.items():
        if kod not in wanted:
            _close(row, reason, clock)
        else:
            _rewrite(row, wanted[kod])
    Uppgift.objects.bulk_create(
        _new(arende, slag, kod, innehall, clock)
        for kod, innehall in sorted(wanted.items())
        if kod not in standing
    )


def open_one(*, arende: Manadsarende, slag: Slag, kod: str, innehall: dict[str, Any], clock: Clock) -> None:
    """Open an uppgift, or bring the open one of the same code up to date."""
    standing = _open(arende, slag).filter(kod=kod).first()
    if standing is None:
        _new(arende, slag, kod, innehall, clock).save(force_insert=True)
    else:
        _rewrite(standing, innehall)


def close_all(*, arende: Manadsarende, slag: Collection[Slag], reason: str, clock: Clock) -> None:
    """Close the month's open uppgifter of some kinds. One query."""
    rows = Uppgift.objects.filter(arende=arende, slag__in=slag, avslutad__isnull=True)
    rows.update(avslutad=clock.now(), avslut=reason)


def _open(arende: Manadsarende, slag: Slag) -> Any:
    return Uppgift.objects.filter(arende=arende, slag=slag, avslutad__isnull=True)


def _new(arende: Manadsarende, slag: Slag, kod: str, innehall: dict[str, Any], clock: Clock) -> Uppgift:
    return Uppgift(
        arende=arende, slag=slag, kod=kod, innehall=innehall, skapad=clock.now(), dag=_day(innehall)
    )


def _rewrite(row: Uppgift, innehall: dict[str, Any]) -> None:
    """Bring an uppgift up to date. Its day stays: an answer is not put off by looking again."""
    if row.dag:
        innehall = innehall | {"dag": row.dag.isoformat()}
    if row.innehall != innehall:
        row.innehall, row.dag = innehall, _day(innehall)
        row.save(update_fields=["innehall", "dag"])


def _close(row: Uppgift, reason: str, clock: Clock) -> None:
    row.avslutad, row.avslut = clock.now(), reason
    row.save(update_fields=["avslutad", "avslut"])


def _day(innehall: dict[str, Any]) -> date | None:
    text = innehall.get("dag")
    return date.fromisoformat(text) if text else None
