"""What has happened in a month, in order of time: documents, assessments, positions, requests, decisions, attests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from assistans.casework.akt import HandlingProof, Manadsakt
from assistans.casework.koder import meaning, reason, reasons
from assistans.casework.models import Bedomning, Manadsbeslut, Stallningstagande, Uppgift
from assistans.casework.work import start_of
from assistans.desks.components.words import day, kronor
from assistans.desks.handlaggare.held import named
from assistans.desks.web.texts import BESLUT, UTFALL


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One thing that happened: when, what, by whom (an actor; empty = nobody here), and what was said."""

    at: datetime
    what: str
    by: str = ""
    said: str = ""
    whole_day: bool = False


def history(akt: Manadsakt) -> list[HistoryEntry]:
    """Everything in a month's history, the first first."""
    parts = (_arrivals, _assessments, _uppgifter, _positions, _aside, _completions, _hearings, _decisions)
    return sorted((entry for part in parts for entry in part(akt)), key=lambda entry: entry.at)


def actors(entries: list[HistoryEntry]) -> set[str]:
    """Who has acted in a history."""
    return {entry.by for entry in entries if entry.by}


def _arrivals(akt: Manadsakt) -> Iterator[HistoryEntry]:
    for proof in akt.handlingar:
        version = f", version {proof.version}" if proof.version > 1 else ""
        yield HistoryEntry(at=proof.handling.mottagen, what=f"{whats(proof, akt.names)} kom in{version}")


def whats(proof: HandlingProof, names: Mapping[str, str]) -> str:
    """What a document is called on the page."""
    if not proof.anordnare:
        return "Räkningen"
    return f"Tidsredovisning för {named(names, proof.assistent)} hos {named(names, proof.anordnare)}"


def _assessments(akt: Manadsakt) -> Iterator[HistoryEntry]:
    """Assessments, those in a row that came out the same as one."""
    for _, group in groupby(akt.bedomningar, key=lambda row: (row.utfall, row.belopp_ore)):
        same = list(group)
        yield _assessment(same[0], len(same))


def _assessment(row: Bedomning, times: int) -> HistoryEntry:
    more = "en gång" if times == 2 else f"{times - 1} gånger"  # noqa: PLR2004 - the first and one more
    again = f", och likadant {more} till" if times > 1 else ""
    what = f"Bedömd: {UTFALL[row.utfall].lower()}, {kronor(row.belopp_ore)}{again}"
    return HistoryEntry(at=row.at, what=what, by="maskin:bedomning")


def _uppgifter(akt: Manadsakt) -> Iterator[HistoryEntry]:
    """Uppgifter but those of observations, which the assessments tell."""
    for row in akt.vy.uppgifter:
        if row.slag == Uppgift.Slag.IAKTTAGELSE:
            continue
        what = meaning(row.kod)
        yield HistoryEntry(at=row.skapad, what=f"Uppgift: {what}", by="maskin:bedomning")
        if row.avslutad:
            yield HistoryEntry(
                at=row.avslutad, what=f"Uppgiften är klar: {what}", by=row.tilldelad, said=row.avslut
            )


def _positions(akt: Manadsakt) -> Iterator[HistoryEntry]:
    words = {
        Stallningstagande.Utfall.GODKAND: "Godkänd",
        Stallningstagande.Utfall.STOPPAD: "Nekad",
        Stallningstagande.Utfall.UPPHAVD: "Ställningstagande återtaget",
    }
    rows = akt.vy.stallningstaganden
    for (at, kod, utfall), group in groupby(rows, key=lambda row: (row.at, row.kod, row.utfall)):
        same = list(group)
        yield HistoryEntry(
            at=at, what=f"{words[utfall]}: {reason(kod)}{_where(same)}", by=same[0].av, said=same[0].skal
        )


def _where(rows: list[Stallningstagande]) -> str:
    when = [f"{day(row.dag)} kl. {row.fran}–{row.till}" for row in rows if row.dag]
    more = f" och {len(when) - 3} tider till" if len(when) > 3 else ""  # noqa: PLR2004 - three are read at a glance
    return f" ({', '.join(when[:3])}{more})" if when else ""


def _aside(akt: Manadsakt) -> Iterator[HistoryEntry]:
    for row in akt.asidosattanden:
        what = "Tidsredovisning räknas igen" if row.galler else "Tidsredovisning är lagd åt sidan"
        yield HistoryEntry(at=row.at, what=what, by=row.av, said=row.skal)


def _completions(akt: Manadsakt) -> Iterator[HistoryEntry]:
    for row in akt.vy.kompletteringar:
        what = "räkningen" if row.assistent is None else "en tidsredovisning"
        yield HistoryEntry(
            at=start_of(row.begard),
            what=f"Komplettering av {what} begärd, svar senast den {day(row.sista_dag)}",
            by=row.begard_av,
            said=row.text,
            whole_day=True,
        )
        if row.inkom:
            said = row.svar or "Svaret kom som en handling."
            yield HistoryEntry(
                at=start_of(row.inkom), what="Kompletteringen besvarad", said=said, whole_day=True
            )


def _hearings(akt: Manadsakt) -> Iterator[HistoryEntry]:
    for row in akt.vy.kommuniceringar:
        yield HistoryEntry(
            at=row.at,
            what=f"Kommunicerat med personen: {reasons(row.koder)}. Svar senast den {day(row.svar_senast)}",
            by=row.av,
            said=row.text,
        )
        if hasattr(row, "yttrande"):
            yttrande = row.yttrande
            yield HistoryEntry(
                at=yttrande.at,
                what=f"Personens yttrande antecknat, det kom den {day(yttrande.inkom)}",
                by=yttrande.av,
                said=yttrande.text,
            )


def _decisions(akt: Manadsakt) -> Iterator[HistoryEntry]:
    for row in akt.vy.beslut:
        yield HistoryEntry(at=row.beslutad_at, what=_decided(row), by=row.beslutad_av, said=row.motivering)
    numbers = {row.public_id: row.nummer for row in akt.vy.beslut}
    for answer in akt.attester:
        what = "attesterat" if answer.approved else "återlämnat"
        yield HistoryEntry(
            at=answer.at,
            what=f"Beslut {numbers[answer.target]} {what}",
            by=answer.attested_by,
            said=answer.reason,
        )


def _decided(row: Manadsbeslut) -> str:
    return f"Beslut {row.nummer}: {BESLUT[row.kind].lower()}, {kronor(row.belopp_ore)}"
