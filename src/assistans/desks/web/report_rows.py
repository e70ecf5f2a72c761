"""The rows of a time report as they were written, for whoever reads the report."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistans.assessment.words import KINDS
from assistans.intake.models import Tidredovisning


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRow:
    """One row: its number from 1, the day of the month, the time as sent (`08.00–12.00`) and the kind in Swedish."""

    nummer: int
    dag: int
    tid: str
    slag: str


def written_rows(rapport: Tidredovisning) -> Iterator[WrittenRow]:
    """The rows of a report in its own order."""
    written = zip(rapport.rad_dag, rapport.rad_fran, rapport.rad_till, rapport.rad_slag, strict=True)
    for number, (dag, fran, till, slag) in enumerate(written, start=1):
        yield WrittenRow(nummer=number, dag=dag, tid=f"{fran}–{till}", slag=KINDS[slag])
