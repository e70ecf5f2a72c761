"""What a law holds on a day, entry by entry, and what differs between two days."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal, NamedTuple

from assistans.law.free_days import FreeDay
from assistans.law.lagrum import Lagrum, references
from assistans.law.law import Law
from assistans.law.observations import ObservationLaw
from assistans.law.parameters import Parameter, Value
from assistans.law.statutes import cited

Kind = Literal["parameter", "policy", "observation", "free_day"]
Change = Literal["tillkom", "upphörde", "ändrades", "ny grund"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawEntry:
    """One entry of a law on a day. `value` is None when it has none then, or when a check is `av`.

    `lagrum` is as cited that day and `statute` the title it stands under. `verified` is ja, nej, the last day it was
    verified to, or empty for what needs none. `first` and `last` are the value's days, both included.
    """

    kind: Kind
    name: str
    about: str
    value: str | None
    unit: str
    statute: str
    lagrum: str
    sfs: str
    source: str
    verified: str
    grade: str
    reason: str
    rules: tuple[str, ...]
    first: date | None
    last: date | None


class LawChange(NamedTuple):
    """What happened to an entry between two days. `ny grund`: the value is the same, its lagrum or SFS is not."""

    change: Change
    before: LawEntry
    after: LawEntry


def entries(law: Law, day: date, *, sentences: Mapping[str, str] | None = None) -> list[LawEntry]:
    """Give every parameter, policy, check and free day on a day, by statute and paragraph.

    `sentences` says in words what each observation code means; the law tree itself has none.
    """
    found = [_parameter(law, parameter, day) for parameter in law.parameters.values()]
    found += [_observation(law, known, day, sentences or {}) for known in law.observations.values()]
    found += [_free_day(law, free, day) for free in law.free_days.values()]
    titles = [statute.title for statute in law.statutes.values()]
    return sorted(
        found, key=lambda entry: (_place(entry.statute, titles), _natural(entry.lagrum), entry.name)
    )


def matching(found: list[LawEntry], text: str) -> list[LawEntry]:
    """Keep the entries that hold a text anywhere, capital letters or not; `51:16` finds `51 kap. 16 §`."""
    wanted = text.casefold()
    return [entry for entry in found if wanted in _everything(entry)]


def changes(
    law: Law, first: date, second: date, *, sentences: Mapping[str, str] | None = None
) -> list[LawChange]:
    """Give what differs between two days: added, ended, changed, or the same on another ground."""
    earlier = {(entry.kind, entry.name): entry for entry in entries(law, first, sentences=sentences)}
    later = entries(law, second, sentences=sentences)
    pairs = ((earlier[entry.kind, entry.name], entry) for entry in later)
    return [LawChange(change, before, after) for before, after in pairs if (change := _change(before, after))]


def _parameter(law: Law, parameter: Parameter, day: date) -> LawEntry:
    value = next((known for known in parameter.values if known.period.covers(day)), None)
    lagrum = parameter.lagrum.on(day)
    return LawEntry(
        kind="policy" if parameter.grade else "parameter",
        name=parameter.name,
        about=parameter.about,
        value=value.text if value else None,
        unit=parameter.unit,
        statute=_statute(law, parameter.lagrum, day),
        lagrum=lagrum,
        sfs=value.sfs if value else "",
        source=value.source if value and value.source != "policy" else "",
        verified=_verified(value) if value and not parameter.grade else "",
        grade=parameter.grade or "",
        reason=parameter.reason or "",
        rules=parameter.rules,
        first=value.period.start if value else None,
        last=value.period.last if value else None,
    )


def _observation(law: Law, known: ObservationLaw, day: date, sentences: Mapping[str, str]) -> LawEntry:
    dated = known.at(day)
    later = min((mode.start for mode in known.modes if mode.start > day), default=None)
    return LawEntry(
        kind="observation",
        name=known.code,
        about=sentences.get(known.code, known.scope).removesuffix("."),
        value=None if dated.mode == "av" else dated.mode,
        unit="",
        statute=_statute(law, known.lagrum, day),
        lagrum=known.lagrum.on(day),
        sfs=dated.sfs,
        source=dated.source,
        verified="",
        grade="",
        reason="",
        rules=known.rules,
        first=None if dated.start == date.min else dated.start,
        last=None if later is None else date.fromordinal(later.toordinal() - 1),
    )


def _free_day(law: Law, free: FreeDay, day: date) -> LawEntry:
    on = free.on(day.year)
    in_force = free.period.covers(day)
    return LawEntry(
        kind="free_day",
        name=free.name,
        about=f"Ledig dag ({free.rule}), {day.year} den {on}" if in_force else f"Ledig dag ({free.rule})",
        value="ledig" if in_force else None,
        unit="",
        statute=_statute(law, free.lagrum, day),
        lagrum=free.lagrum.on(day),
        sfs=free.sfs,
        source="",
        verified="",
        grade="",
        reason="",
        rules=("D6",),
        first=free.period.start,
        last=free.period.last,
    )


def _statute(law: Law, lagrum: Lagrum, day: date) -> str:
    part = references(lagrum.on(day))[0]
    found = cited(part, law.statutes)
    return found.title if found else part


def _verified(value: Value) -> str:
    if value.verified_to is None:
        return "nej"
    return "ja" if value.verified_to == date.max else value.verified_to.isoformat()


def _change(before: LawEntry, after: LawEntry) -> Change | None:
    if before.value != after.value:
        if before.value is None:
            return "tillkom"
        return "upphörde" if after.value is None else "ändrades"
    grounds = [(entry.lagrum, entry.sfs, entry.source) for entry in (before, after)]
    return "ny grund" if after.value is not None and grounds[0] != grounds[1] else None


def _place(title: str, titles: list[str]) -> tuple[int, str]:
    return (titles.index(title) if title in titles else len(titles)), title


def _natural(text: str) -> list[tuple[int, str]]:
    # Without its sign, 16 § comes before 16 a §.
    return [(int(number or 0), word) for number, word in re.findall(r"(\d+)|([^\d§]+)", text)]


def _everything(entry: LawEntry) -> str:
    short = re.sub(r"(\d+) kap\. ", r"\1:", entry.lagrum)
    return "\n".join([short, *(str(value) for value in asdict(entry).values())]).casefold()
