"""A settlement as plain data and as readable rows."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any, Final, TypeAlias

from assistans.assessment.regleringar.work import SettlementAnswer
from assistans.assessment.visning import observation_data, trace_lines, trace_row
from assistans.assessment.words import say
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

Value: TypeAlias = Ore | date | Month | Period | str
_SHARED: Final = frozenset({"iakttagelser", "spar", "lag"})


def settlement_data(answer: SettlementAnswer) -> dict[str, Any]:
    """Give exactly the keys of `expect` with `rader`, and further keys for details, as JSON data.

    Money is kronor with two decimals, days are ISO. What has no value (a day when nothing is settled) has no key.
    """
    return {key: _plain(value) for key, value in _values(answer).items()} | {
        "kind": answer.kind,
        "iakttagelser": [seen.kod for seen in answer.iakttagelser],
        "lag": answer.lag,
        "iakttagelsedetaljer": [observation_data(seen) for seen in answer.iakttagelser],
        "rader": [trace_row(row, version=answer.lag) for row in answer.spar],
    }


def settlement_lines(answer: SettlementAnswer) -> Iterator[str]:
    """Give the settlement as lines for a terminal: its amounts and days, what was seen, every computed row."""
    yield "; ".join(f"{key} {_said(value)}" for key, value in _values(answer).items())
    for seen in answer.iakttagelser:
        yield f"  {seen.kod} ({seen.lage}; {seen.lagrum}): {seen.atgard}"
    yield from trace_lines(answer.spar, version=answer.lag)


def _values(answer: SettlementAnswer) -> dict[str, Value]:
    names = [field.name for field in fields(answer) if field.name not in _SHARED]
    return {name: value for name in names if (value := getattr(answer, name)) is not None}


def _plain(value: Value) -> str | dict[str, str]:
    if isinstance(value, Period):
        return {"from": str(value.start), "to": str(value.last)}
    return value.kronor() if isinstance(value, Ore) else str(value)


def _said(value: Value) -> str:
    return f"{say(value.start)}–{say(value.last)}" if isinstance(value, Period) else say(value)
