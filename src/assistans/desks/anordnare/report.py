"""What the page of one report shows: its rows with their answers, what to do, its signatures, versions and receipts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from assistans.assessment.words import month_text
from assistans.casework.anordnares_reports import ReportView
from assistans.desks.anordnare.answers import Action, Lage, actions, state_of
from assistans.desks.web.report_rows import WrittenRow, written_rows
from assistans.desks.web.signatures import SignatureView, signature_view
from assistans.intake.models import Kvittens, Tidredovisning
from assistans.timeline.months import Month

NIVAER: Final = {
    "mottagen": "Mottagen: handlingen är sparad, byte för byte",
    "giltig": "Giltig: formen och underskrifterna stämmer",
    "kontrollerad": "Kontrollerad: varje rad har fått sitt svar",
    "reglerad": "Reglerad: beloppet är betalt eller avgjort",
}
RADUTFALL: Final = {
    "godkand": Lage(text="Godkänd", kind="godkand"),
    "vantar": Lage(text="Väntar", kind="vantar"),
    "stoppad": Lage(text="Ersätts inte", kind="stoppad"),
}
SAID_ONCE: Final = 12  # what more rows than this have in common is said above them, and not on each
NOT_CHECKED: Final = Lage(text="Kontrolleras", kind="info")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rad:
    """One row as it was sent, with its answer: `skal` are the sentences of what took its minutes."""

    skriven: WrittenRow
    lage: Lage
    skal: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of the report."""

    nummer: int
    tx_id: UUID
    mottagen: datetime
    har: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """All that the page of a report shows."""

    tx_id: UUID
    rubrik: str
    person: str
    assistent: str
    manad: Month
    lage: Lage
    rader: tuple[Rad, ...]
    atgarder: tuple[Action, ...]
    signaturer: tuple[SignatureView, ...]
    versioner: tuple[Version, ...]
    kvittenser: tuple[tuple[str, datetime], ...]
    nyaste: bool


def report_page(seen: ReportView) -> ReportPage:
    """Make the page of a report."""
    rapport, svar = seen.rapport, seen.svar
    manad = Month.of(rapport.manad)
    newest = seen.versioner[-1].pk == rapport.pk
    return ReportPage(
        tx_id=rapport.handling.tx_id,
        rubrik=f"{seen.assistent}, {month_text(manad)}",
        person=seen.person,
        assistent=seen.assistent,
        manad=manad,
        lage=state_of(svar) if newest else Lage(text="Ersatt av en nyare version", kind="neutral"),
        rader=tuple(_rows(rapport, svar)),
        atgarder=tuple(actions(svar)) if newest else (),
        signaturer=tuple(map(signature_view, seen.underskrifter)),
        versioner=tuple(_versions(seen)),
        kvittenser=tuple(_receipts(seen.kvittenser)),
        nyaste=newest,
    )


def _rows(rapport: Tidredovisning, svar: Mapping[str, Any] | None) -> Iterator[Rad]:
    often = {one.kod for one in actions(svar) if len(one.rader) > SAID_ONCE}
    answers = {rad["rad"]: rad for rad in (svar or {}).get("rader", ())}
    for row in written_rows(rapport):
        answer = answers.get(row.nummer)
        yield Rad(
            skriven=row,
            lage=RADUTFALL[answer["utfall"]] if answer else NOT_CHECKED,
            skal=tuple(note["text"] for note in (answer or {}).get("koder", ()) if note["kod"] not in often),
        )


def _versions(seen: ReportView) -> Iterator[Version]:
    for row in seen.versioner:
        yield Version(
            nummer=row.version,
            tx_id=row.handling.tx_id,
            mottagen=row.handling.mottagen,
            har=row.pk == seen.rapport.pk,
        )


def _receipts(rows: tuple[Kvittens, ...]) -> Iterator[tuple[str, datetime]]:
    """The first receipt of each level: when it was reached."""
    seen: set[str] = set()
    for row in rows:
        if row.niva not in seen:
            seen.add(row.niva)
            yield NIVAER[row.niva], row.at
