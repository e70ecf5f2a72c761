"""What a räkning says, in words: as it is reviewed, signed and read afterwards."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from assistans.assessment.words import day_text, hours_text, kronor_text, listed, month_text, sentence_case
from assistans.desks.components.shifts import SLAG
from assistans.intake.rakning.document import RakningDocument
from assistans.timeline.months import Month

INTYGAR: Final = "Jag intygar på heder och samvete att uppgifterna i räkningen är riktiga och fullständiga."
VERKSAMHETER: Final = {
    "barnomsorg": "Barnomsorg",
    "skola": "Skola",
    "daglig_verksamhet": "Daglig verksamhet",
}
KOSTNADER: Final = {
    "lon": "Löner utom OB, och lönebikostnader",
    "ob": "OB-tillägg",
    "omkostnader": "Assistansomkostnader",
    "utbildning": "Utbildning",
    "arbetsmiljo": "Arbetsmiljö och personal",
    "administration": "Administration",
}


def shown(document: RakningDocument) -> list[tuple[str, str]]:
    """Everything that a document says, as labels and values: read from the very bytes that are signed."""
    return list(_shown(document))


def _shown(document: RakningDocument) -> Iterator[tuple[str, str]]:
    said = document.uppgifter
    yield "Månad", sentence_case(month_text(Month.of(document.manad)))
    yield "Person", f"{said['person']['fornamn']} {said['person']['efternamn']}"
    for slag, text in SLAG.items():
        yield text, hours_text(getattr(document, f"{slag}_min"))
    yield (
        "Assistans i barnomsorg, skola eller daglig verksamhet",
        _places(said["skola_eller_daglig_verksamhet"]),
    )
    yield "På sjukhus", _stays_text(said["sjukhus"])
    yield "Utanför EES med assistans där", "Ja" if said["vistelse_utanfor_ees"] else "Nej"
    if said["forra_utbetalningen_anvand"] is not None:
        left = kronor_text(said["kvar_ore"])
        yield (
            "Förra utbetalningen",
            "Allt användes till assistans" if said["forra_utbetalningen_anvand"] else f"{left} är kvar",
        )
    yield from _costs_shown(said["kostnader"])
    if said["forskott"]:
        yield "Kvar av periodens förskott", kronor_text(said["forskott"]["kvar_ore"])
    yield "Skrivs under av", said["underskrift"]["namn"]
    yield "Telefon", said["underskrift"]["telefonnummer"]
    yield "Dag", day_text(document.undertecknad)


def _places(said: bool | list[str]) -> str:  # noqa: FBT001 - the form's own value
    return listed([VERKSAMHETER[one] for one in said]) if isinstance(said, list) else "Nej"


def _stays_text(stays: list[dict[str, str]]) -> str:
    told = [f"{_at(stay['from'])} till {_at(stay['till'])}" for stay in stays]
    return listed(told) if told else "Nej"


def _at(text: str) -> str:
    moment = datetime.fromisoformat(text)
    return f"{day_text(date(moment.year, moment.month, moment.day))} kl. {moment:%H.%M}"


def _costs_shown(costs: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    if costs is None:
        return
    for slag, text in KOSTNADER.items():
        yield text, kronor_text(costs[f"{slag}_ore"])
    yield "Kostnader tillsammans", f"{kronor_text(costs['summa_ore'])} för {hours_text(costs['minuter'])}"


def visible_text(document: RakningDocument) -> str:
    """The text that BankID shows and that is signed: what is claimed, and on honour and conscience."""
    lines = [f"{label}: {value}" for label, value in shown(document)]
    return "\n".join(["Räkning för assistansersättning", "", *lines, "", INTYGAR])
