"""The räkning beside the reports, by kind of time, and the hours of the beviljandeperiod."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from assistans.assessment.bedomning import Bedomning, Sparrad
from assistans.assessment.words import KINDS, day_text, sentence_case
from assistans.desks.components.hours import HoursBar, Part
from assistans.desks.components.words import duration
from assistans.facts import SLAG, Rakning, Tid
from assistans.timeline.quantities import UNITS_PER_MINUTE

_GRANTS: Final = {
    "beviljad_tid": ("beviljad_tid_kvar", "Beviljad tid"),
    "dubbelassistans": ("dubbelassistans_kvar", "Två assistenter samtidigt"),
}
"""The trace's row of a grant by the row of what the month leaves of it, and what the bar is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedTime:
    """One kind of time: minutes by the räkning and by the reports."""

    label: str
    rakning: int
    rapporter: int
    total: bool = False

    @property
    def difference(self) -> int:
        """How many minutes the räkning has more than the reports; negative = fewer."""
        return self.rakning - self.rapporter

    @property
    def text(self) -> str:
        """Both times and the difference, in a line."""
        more = "mer" if self.difference > 0 else "mindre"
        times = f"räkningen {duration(self.rakning)}, tidsredovisningarna {duration(self.rapporter)}"
        return f"{self.label}: {times}, alltså {duration(self.size)} {more} i räkningen"

    @property
    def size(self) -> int:
        """The difference without its sign."""
        return abs(self.difference)


def compared(*, rakning: Rakning | None, redovisad: Tid) -> list[ComparedTime]:
    """The räkning beside the reports by kind of time, then together; nothing without a räkning."""
    if rakning is None:
        return []
    said = rakning.tid or redovisad
    kinds = [
        ComparedTime(label=sentence_case(KINDS[slag]), rakning=own, rapporter=reported)
        for slag, own, reported in zip(SLAG, said, redovisad, strict=True)
        if own or reported
    ]
    whole = ComparedTime(label="Tillsammans", rakning=said.minuter, rapporter=redovisad.minuter, total=True)
    return [*kinds, whole]


def hours_bars(bedomning: Bedomning) -> list[HoursBar]:
    """A bar for each grant of the month: used in other months, this month, what waits, what is left. Whole minutes."""
    grants = list(_grants(bedomning.spar))
    alone = sum(granted.nyckel == "beviljad_tid" for granted, _ in grants) == 1
    return [_bar(granted, _split(bedomning, granted, after, alone=alone)) for granted, after in grants]


def _grants(spar: Iterable[Sparrad]) -> Iterator[tuple[Sparrad, Sparrad]]:
    granted: dict[str, list[Sparrad]] = {after: [] for after, _ in _GRANTS.values()}
    for row in spar:
        if row.nyckel in _GRANTS:
            granted[_GRANTS[row.nyckel][0]].append(row)
        elif granted.get(row.nyckel):
            yield granted[row.nyckel].pop(0), row


def _split(bedomning: Bedomning, granted: Sparrad, after: Sparrad, *, alone: bool) -> tuple[Part, ...]:
    """What the month takes of a grant. Approved and waiting are told apart where the month has one grant."""
    takes, left = _whole(after.varden["manaden"]), _whole(after.resultat)
    if not alone or granted.nyckel != "beviljad_tid":
        return _parts(takes, None, left)
    approved = bedomning.enheter // UNITS_PER_MINUTE
    room = takes + left - approved
    waits = min(bedomning.enheter_vantar // UNITS_PER_MINUTE, room)
    return _parts(approved, waits, room - waits)


def _parts(takes: int, waits: int | None, left: int) -> tuple[Part, ...]:
    month = Part(
        kind="manad", label="Den här månaden" if waits is None else "Godkänt den här månaden", minutes=takes
    )
    kvar = Part(kind="kvar", label="Kvar", minutes=left)
    if waits is None:
        return month, kvar
    return month, Part(kind="vantar", label="Väntar den här månaden", minutes=waits), kvar


def _bar(granted: Sparrad, parts: tuple[Part, ...]) -> HoursBar:
    values = granted.varden
    used = Part(kind="anvand", label="Använt i andra månader", minutes=_whole(values["anvant"]))
    return HoursBar(label=_label(granted), parts=(used, *parts), limit=_whole(values["beviljat"]))


def _label(granted: Sparrad) -> str:
    what = _GRANTS[granted.nyckel][1]
    if "fran" not in granted.varden:
        return what
    return f"{what} {day_text(granted.varden['fran'])}–{day_text(granted.varden['till'])}"  # type: ignore[arg-type]


def _whole(minutes: object) -> int:
    return int(Fraction(minutes))  # type: ignore[arg-type]
