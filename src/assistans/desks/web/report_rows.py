"""A time report as it was written, for whoever reads it: who and what it is about, and its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistans.assessment.words import KINDS, day_text, listed
from assistans.intake.models import Tidredovisning

OWN: Final = {"anordnareNamn": "personen själv"}


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


def written_points(rapport: Tidredovisning) -> list[tuple[str, str]]:
    """What a report says besides its rows, as labels and values; what it does not say is left out."""
    said = rapport.uppgifter
    periods = [f"{_day(one['from'])} till {_day(one['to'])}" for one in said.get("berakningsperioder", ())]
    found = [
        ("Assistent", _name(said.get("assistent", {}))),
        ("Person", _name(said.get("person", {}))),
        ("Anordnare", (said.get("anordnare") or OWN)["anordnareNamn"]),
        ("Kollektivavtal", "Ja" if rapport.kollektivavtal else "Nej"),
        (
            "Beräkningsperioder" if len(periods) > 1 else "Beräkningsperiod",
            listed(periods) if periods else "",
        ),
    ]
    return [(label, value) for label, value in found if value]


def _name(said: dict[str, str]) -> str:
    return " ".join(said.get(part, "") for part in ("fornamn", "efternamn")).strip()


def _day(text: str) -> str:
    return day_text(date.fromisoformat(text))
