"""Case files: facts and what the law makes of them, compared with what the file expects."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from assistans.assessment.assess import assess
from assistans.assessment.expectation import Difference, Expected, compare
from assistans.assessment.omrakning import kept
from assistans.assessment.regleringar import (
    SettlementAnswer,
    reconcile,
    settle_finally,
    settle_interim,
    settlement_data,
    settlement_lines,
)
from assistans.assessment.small_kinds import (
    SmallAnswer,
    read_berakningsperiod,
    read_kalender,
    read_timbelopp,
)
from assistans.assessment.visning import readable, trace_lines, trace_row
from assistans.assessment.words import show
from assistans.facts import (
    CaseError,
    Underlag,
    read_avrakning,
    read_avstamning,
    read_slutavrakning,
    read_underlag,
)
from assistans.facts.plain import one_of, text
from assistans.law import Law, read_yaml

_ABOUT = ("kind", "name", "rules", "source", "expect")
T = TypeVar("T")


class Answer(NamedTuple):
    """What a case file came to: plain data, readable lines, and where it differs from what was expected."""

    data: dict[str, Any]
    lines: list[str]
    differences: list[Difference]


def assess_case(content: str, law: Law) -> Answer:
    """Read and assess one case file's text.

    CaseError (or YamlTextError) when it is no valid case; MissingParameterError when the law lacks a value.
    """
    data = _keys_and_values(content)
    kind = text(data.get("kind", "manad"), "kind")
    if kind not in _KINDS:
        raise CaseError("kind", f"{kind[:80]!r} is not one of {', '.join(_KINDS)}")
    facts = _facts(data)
    expected = Expected(kind, data["expect"]) if "expect" in data else None
    answer, lines = _KINDS[kind](facts, law)
    return Answer(answer, lines, compare(expected, answer) if expected else [])


def read_month(content: str) -> Underlag:
    """Read the facts of one month's case file; CaseError when it is of another kind or no valid case."""
    data = _keys_and_values(content)
    one_of("manad")(data.get("kind", "manad"), "kind")
    return read_underlag(_facts(data))


def _keys_and_values(content: str) -> dict[str, Any]:
    data = read_yaml(content)
    if not isinstance(data, dict):
        raise CaseError("", "a case is keys and values")
    return data


def _facts(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in _ABOUT}


def _manad(facts: Mapping[str, Any], law: Law) -> tuple[dict[str, Any], list[str]]:
    underlag = read_underlag(facts)
    bedomning = assess(underlag, law)
    return kept(underlag, bedomning), list(readable(bedomning))


def _reglering(
    read: Callable[[Mapping[str, Any]], T], settle: Callable[[T, Law], SettlementAnswer]
) -> Callable[[Mapping[str, Any], Law], tuple[dict[str, Any], list[str]]]:
    def answer(facts: Mapping[str, Any], law: Law) -> tuple[dict[str, Any], list[str]]:
        settled = settle(read(facts), law)
        return settlement_data(settled), list(settlement_lines(settled))

    return answer


def _small(
    read: Callable[[Mapping[str, Any], Law], SmallAnswer],
) -> Callable[..., tuple[dict[str, Any], list[str]]]:
    def answer(facts: Mapping[str, Any], law: Law) -> tuple[dict[str, Any], list[str]]:
        found = read(facts, law)
        rows = [trace_row(row, version=law.version) for row in found.spar]
        lines = [f"{key}: {_plainly(value)}" for key, value in found.data.items()]
        lines += trace_lines(found.spar, version=law.version)
        return found.data | {"lag": law.version, "rader": rows}, lines

    return answer


def _plainly(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_plainly, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plainly(part)}" for key, part in value.items())
    return show(value)


_KINDS: Mapping[str, Callable[[Mapping[str, Any], Law], tuple[dict[str, Any], list[str]]]] = {
    "manad": _manad,
    "avrakning": _reglering(read_avrakning, settle_interim),
    "slutavrakning": _reglering(read_slutavrakning, settle_finally),
    "avstamning": _reglering(read_avstamning, reconcile),
    "kalender": _small(read_kalender),
    "timbelopp": _small(read_timbelopp),
    "berakningsperiod": _small(read_berakningsperiod),
}
