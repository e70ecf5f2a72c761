"""What a report was answered, in words for its anordnare: how it stands, and what to do about what was seen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from assistans.assessment import remedy
from assistans.assessment.texter import observation_text
from assistans.law.lagrum import references

MINE: Final = frozenset({"anordnare", "den"})
"""The words of `vem` that mean that the anordnare acts."""

KINDS: Final = {"vanta": "vantar", "stopp": "stoppad", "notera": "info"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lage:
    """How a report stands: a badge's text and kind."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing that was seen in a report: on which rows and for how many minutes (0 = of the whole report).

    `gor` says what is to be done and by whom; `min` is true when it is the anordnare's to do. `dag` is the last day.
    """

    kod: str
    kind: str
    text: str
    gor: str
    min: bool
    lagrum: tuple[str, ...]
    dag: date | None
    rader: tuple[int, ...]
    minuter: int


def state_of(svar: Mapping[str, Any] | None) -> Lage:
    """How a report stands by its latest `kontrollerad` answer; None = not looked at yet."""
    if svar is None:
        return Lage(text="Mottagen, kontrolleras", kind="info")
    if svar.get("utfall") == "asidosatt":
        return Lage(text="Räknas inte", kind="neutral")
    mend = [one for one in actions(svar) if one.min and one.kind != "info"]
    if mend:
        return Lage(text="Att åtgärda", kind="stoppad")
    fates = {rad["utfall"] for rad in svar["rader"]}
    if "vantar" in fates:
        return Lage(text="Väntar på annan", kind="vantar")
    if "stoppad" in fates:
        return Lage(text="Delvis ej ersatt", kind="stoppad")
    return Lage(text="Godkänd", kind="godkand")


def actions(svar: Mapping[str, Any] | None) -> list[Action]:
    """What was seen, by code; first what the anordnare must do, then by day."""
    if svar is None or "rader" not in svar:
        return []
    found: dict[str, list[tuple[int, Mapping[str, Any]]]] = {}
    for rad, note in _notes(svar):
        found.setdefault(note["kod"], []).append((rad, note))
    told = [_action(kod, notes) for kod, notes in found.items()]
    return sorted(told, key=lambda one: (one.kind == "info", not one.min, one.dag or date.max, one.kod))


def _notes(svar: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for rad in svar["rader"]:
        for note in rad.get("koder", ()):
            yield rad["rad"], note
    for note in svar.get("anmarkningar", ()):
        yield 0, note


def _action(kod: str, notes: Iterable[tuple[int, Mapping[str, Any]]]) -> Action:
    placed = list(notes)
    note = placed[0][1]
    return Action(
        kod=kod,
        kind=KINDS[note["lage"]],
        text=note["text"],
        gor=remedy(kod, "anordnare"),
        min=bool(MINE & set(observation_text(kod).vem.split())),
        lagrum=references(note["lagrum"]),
        dag=date.fromisoformat(note["dag"]) if note["dag"] else None,
        rader=tuple(sorted({rad for rad, _ in placed if rad})),
        minuter=sum(one.get("minuter", 0) for _, one in placed),
    )
