"""The statutes that a law cites: name, title, since when, and what was cited before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistans.law.lagrum import BETWEEN, Lagrum, references
from assistans.timeline.months import ONE_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute:
    """One statute by the `name` it is cited with.

    `before` is what is cited for days before `start`; None when the statute itself always is. `folder` is where its text lies in
    law/text; where there is none, `missing` says why.
    """

    name: str
    title: str
    start: date
    before: str | None
    folder: str | None
    missing: str | None


def cited(part: str, statutes: Mapping[str, Statute]) -> Statute | None:
    """Give the statute that one reference begins with; None when it names none that is known."""
    named = [name for name in statutes if part == name or part.startswith(f"{name} ")]
    return statutes[max(named, key=len)] if named else None


def dated(text: str, statutes: Mapping[str, Statute]) -> Lagrum:
    """Make a lagrum of `SFB 51 kap. 14 §; FKFS 2016:4` that knows how it was cited before its statutes."""
    parts = references(text)
    replaced = [found for part in parts if (found := cited(part, statutes)) and found.before]
    days = sorted({statute.start for statute in replaced})
    return Lagrum(text, tuple((day, _on(parts, statutes, day - ONE_DAY)) for day in days))


def _on(parts: tuple[str, ...], statutes: Mapping[str, Statute], day: date) -> str:
    written = (_part_on(part, statutes, day) for part in parts)
    return BETWEEN.join(dict.fromkeys(written))


def _part_on(part: str, statutes: Mapping[str, Statute], day: date) -> str:
    statute = cited(part, statutes)
    if statute is None or statute.before is None or statute.start <= day:
        return part
    return _part_on(statute.before, statutes, day)
