"""Making an assessment again, and naming why it comes out otherwise: facts, law or code."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from assistans.assessment.assess import assess
from assistans.assessment.bedomning import Bedomning
from assistans.assessment.code_version import code_version
from assistans.assessment.visning import to_data
from assistans.facts import CaseError, Underlag, dump, read_underlag
from assistans.law import Law

COMPARED: Final = (
    "redovisad",
    "godkand",
    "vantar",
    "stoppad",
    "assistanstid_min",
    "belopp",
    "anvant_belopp",
    "kommun",
)
_LONGEST: Final = 60
_KEPT: Final = ("lag", "kod", "underlag")


class Orsak(StrEnum):
    """What has changed since an assessment was made."""

    FAKTA = "fakta"
    LAG = "lag"
    KOD = "kod"


@dataclass(frozen=True, slots=True, kw_only=True)
class OmrakningDifference:
    """What comes out otherwise, (before, now) by key, and what has changed: several causes cannot be told apart."""

    orsaker: tuple[Orsak, ...]
    nycklar: Mapping[str, list[Any]]


def kept(underlag: Underlag, bedomning: Bedomning) -> dict[str, Any]:
    """Give an assessment as data that can be made again: with its facts (never a personnummer), law and code version."""
    facts = dump(underlag)
    facts["person"].pop("personnummer", None)
    return to_data(bedomning) | {"kod": code_version(), "underlag": facts}


def assess_again(
    stored: Mapping[str, Any], *, law: Law, underlag: Underlag | None = None
) -> tuple[OmrakningDifference, ...]:
    """Make a kept assessment again by a law and this code; then, where given, from today's facts.

    Empty when both come out as stored. CaseError when the data is no kept assessment.
    """
    for key in _KEPT:
        if key not in stored:
            raise CaseError(
                key, "is missing: only a month that `assistans assess --json` has kept can be made again"
            )
    again = _as_read(to_data(assess(read_underlag(stored["underlag"]), law)))
    found = [OmrakningDifference(orsaker=_changed(stored, law), nycklar=_all_differences(stored, again))]
    if underlag is not None:
        now = _as_read(to_data(assess(underlag, law)))
        found.append(OmrakningDifference(orsaker=(Orsak.FAKTA,), nycklar=differences(decided=again, now=now)))
    return tuple(one for one in found if one.nycklar)


def differences(*, decided: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What an assessment says and what would be said now, by key; days of payment left out."""
    pairs = {key: [decided.get(key), now.get(key)] for key in COMPARED}
    pairs["utbetalningar"] = [_payments(decided), _payments(now)]
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def _as_read(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(data))
    return found


def difference_lines(nycklar: Mapping[str, list[Any]]) -> Iterator[str]:
    """Tell what comes out otherwise, a line a value: before → now; of lists as long as each other the first that differs."""
    for key, (before, now) in nycklar.items():
        yield from _told(key, before, now)


def _told(key: str, before: Any, now: Any) -> Iterator[str]:
    if isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        yield from _told(key, *next(pair for pair in zip(before, now, strict=True) if pair[0] != pair[1]))
    elif isinstance(before, dict) and isinstance(now, dict) and "text" not in before:
        for part in before | now:
            if before.get(part) != now.get(part):
                yield from _told(f"{key}.{part}", before.get(part), now.get(part))
    else:
        yield f"{key}: {_shown(before)} → {_shown(now)}"


def _shown(value: Any) -> str:
    if isinstance(value, dict) and "text" in value:
        return str(value["text"])
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _changed(stored: Mapping[str, Any], law: Law) -> tuple[Orsak, ...]:
    # Neither: the stored data itself is not what this code once made.
    changed = ((Orsak.LAG, stored["lag"] != law.version), (Orsak.KOD, stored["kod"] != code_version()))
    return tuple(orsak for orsak, differs in changed if differs)


def _all_differences(stored: Mapping[str, Any], again: Mapping[str, Any]) -> dict[str, list[Any]]:
    # The whole answer: the law's name stands on every row, so it is compared without.
    pairs = {
        key: [_unversioned(stored.get(key)), _unversioned(value)]
        for key, value in again.items()
        if key != "lag"
    }
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def _unversioned(value: Any) -> Any:
    if isinstance(value, list):
        return [_unversioned(entry) for entry in value]
    return (
        {key: part for key, part in value.items() if key != "version"} if isinstance(value, dict) else value
    )


def _payments(result: Mapping[str, Any]) -> list[list[str]]:
    return sorted([row["mottagare"], row["belopp"]] for row in result.get("utbetalningar", []))
