"""A law's entries and changes as data, and as lines for a terminal."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any

from assistans.law.entries import LawChange, LawEntry

_KIND = {"parameter": "", "policy": "policy", "observation": "kontroll", "free_day": "ledig dag"}
_UNIT = {
    "ja_nej": "",
    "text": "",
    "datum": "",
    "antal": "",
    "dag": "(dag i månaden)",
    "ore": "öre",
    "ar": "år",
    "del": "av en timme",
    "manader": "månader",
}
_ONE = {"manader": "månad"}
_GRADE = {"C": "säkert", "I": "härlett", "U": "okänt"}


def entry_data(entry: LawEntry) -> dict[str, Any]:
    """Give an entry as JSON data; days are ISO."""
    days = {"first": entry.first, "last": entry.last}
    return asdict(entry) | {key: day and day.isoformat() for key, day in days.items()}


def change_data(change: LawChange) -> dict[str, Any]:
    """Give a change as JSON data, with the entry before and after."""
    return {
        "change": change.change,
        "kind": change.after.kind,
        "name": change.after.name,
        "before": entry_data(change.before),
        "after": entry_data(change.after),
    }


def readable_law(found: list[LawEntry]) -> Iterator[str]:
    """Give the entries as lines for a terminal, under their statutes."""
    for title, of_statute in groupby(found, key=lambda entry: entry.statute):
        yield f"\n{title}"
        for entry in of_statute:
            is_value = "" if entry.value is None else "= "
            yield f"  {entry.lagrum} · {_named(entry)} {is_value}{_shown(entry)}"
            yield from _below(entry)


def readable_changes(found: list[LawChange]) -> Iterator[str]:
    """Give the changes as lines for a terminal, under the statutes of the later day."""
    for title, of_statute in groupby(found, key=lambda change: change.after.statute):
        yield f"\n{title}"
        for change, before, after in of_statute:
            at = before if change == "upphörde" else after
            yield f"  {at.lagrum} · {_named(at)} {change}: {_shown(before)} → {_shown(after)}"
            yield from _below(at)


def _named(entry: LawEntry) -> str:
    return f"{_KIND[entry.kind]} {entry.name}".strip()


def _shown(entry: LawEntry) -> str:
    if entry.value is None:
        return "(prövas inte)" if entry.kind == "observation" else "(inget värde)"
    units = _UNIT | _ONE if entry.value == "1" else _UNIT
    unit = units.get(entry.unit, entry.unit)
    return f"{entry.value} {unit}".rstrip()


def _below(entry: LawEntry) -> Iterator[str]:
    yield f"      {entry.about}."
    yield f"      {_ground(entry)}"
    if entry.reason:
        yield f"      {_GRADE[entry.grade]}: {entry.reason}."


def _ground(entry: LawEntry) -> str:
    verified = {"": "", "ja": "verifierat", "nej": "ej verifierat"}.get(
        entry.verified, f"verifierat till och med {entry.verified}"
    )
    since = f"från {entry.first}" if entry.first else ""
    until = f"till och med {entry.last}" if entry.last else ""
    sfs = f"SFS {entry.sfs}" if re.match(r"\d", entry.sfs) else entry.sfs
    parts = (f"{since} {until}".strip(), sfs, entry.source, verified, f"regel {', '.join(entry.rules)}")
    return " · ".join(part for part in parts if part)
