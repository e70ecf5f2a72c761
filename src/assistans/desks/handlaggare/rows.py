"""The calculation of a month row by row, under its headings, with names and paragraphs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from assistans.assessment.bedomning import Bedomning, Sparrad
from assistans.assessment.utrakning import SECTIONS, section_of, with_names
from assistans.assessment.visning import trace_sentence
from assistans.assessment.words import hours_text, say
from assistans.desks.components.calculation import CalculationRow
from assistans.facts import Tid
from assistans.law.lagrum import references

_TEXTS: Final = frozenset({"motivering"})
"""Results that the sentence itself says."""
FEW: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationSection:
    """The rows under one heading. `open`: few enough to be shown at once."""

    heading: str
    rows: tuple[CalculationRow, ...]

    @property
    def is_short(self) -> bool:
        """Whether it is shown without being unfolded."""
        return len(self.rows) <= FEW


def calculation(bedomning: Bedomning, names: Mapping[str, str]) -> list[CalculationSection]:
    """The computed rows of a month by heading; headings without rows are left out."""
    found: dict[str, list[CalculationRow]] = {heading: [] for heading in SECTIONS}
    for row in bedomning.spar:
        if heading := section_of(row.nyckel):
            found[heading].append(_row(row, names))
    return [CalculationSection(heading=heading, rows=tuple(rows)) for heading, rows in found.items() if rows]


def _row(row: Sparrad, names: Mapping[str, str]) -> CalculationRow:
    return CalculationRow(
        text=with_names(trace_sentence(row), names),
        amount=_amount(row),
        unit="",
        lagrum=references(row.lagrum),
        regler=row.regler,
    )


def _amount(row: Sparrad) -> str:
    if row.enhet in _TEXTS:
        return ""
    if isinstance(row.resultat, Tid):  # the sentence tells the kinds
        return hours_text(row.resultat.minuter)
    return say(row.resultat, row.enhet)
