"""A lagrum as a page shows it: the paragraph's own words, where they come from, and what rests on them here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from assistans.assessment.texter import observation_text
from assistans.casework.versions import law_in_force
from assistans.desks.statutes.choices import CHOICES
from assistans.law import Law, Paragraf, UnknownLagrumError, entries, lagtext, paragraphs, paragraphs_of
from assistans.law.entries import LawEntry
from assistans.law.lagrum import references
from assistans.law.statutes import Statute, cited

_ITEM: Final = re.compile(r"\d+(?: [a-z])?\. ")
_KINDS: Final = {
    "parameter": "Värde",
    "policy": "Tolkning",
    "observation": "Kontroll",
    "free_day": "Ledig dag",
}
_UNITS: Final = {
    "ore": "öre",
    "ja_nej": "",
    "text": "",
    "datum": "",
    "antal": "",
    "dag": "(dag i månaden)",
    "ar": "år",
    "manader": "månader",
    "del": "av en timme",
}
_MODES: Final = {"notera": "noteras", "vanta": "väntar på ställningstagande", "stopp": "ersätts inte"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A piece of a paragraph's text; a numbered item stands under what it belongs to."""

    text: str
    is_item: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagrafView:
    """A paragraph: how it is cited, its text, and where that comes from (statute, consolidation, wording)."""

    lagrum: str
    blocks: tuple[TextBlock, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One reference: the statute it names, and its paragraphs or why their text is not here."""

    lagrum: str
    title: str
    paragraphs: tuple[ParagrafView, ...]
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """A value, an interpretation or a check that rests on a reference, as it is on a day."""

    kind: str
    name: str
    about: str
    value: str
    rules: str
    since: date | None
    sfs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatuteView:
    """A statute with the paragraphs of it whose text is here."""

    name: str
    title: str
    paragraphs: tuple[str, ...]
    cited: tuple[str, ...]
    missing: str


def parts_of(lagrum: str) -> list[PartView]:
    """What a reference as written leads to, part by part. Raises UnknownLagrumError when it names no known statute."""
    return [_part(text.strip(), law_in_force()) for text in lagrum.split(";")]


def resting_on(lagrum: str, *, day: date) -> list[EntryView]:
    """What rests on the same paragraphs on a day; where a statute's text is not here, on the statute."""
    wanted = _places(lagrum)
    return [_entry(found) for found, places in _entries(day) if wanted & places]


def every_statute(day: date) -> list[StatuteView]:
    """The statutes that are cited, each with its paragraphs that are here, else with the references to it."""
    law = law_in_force()
    return [_statute(statute, day) for statute in law.statutes.values()]


def _part(text: str, law: Law) -> PartView:
    try:
        found = paragraphs(text, law.statutes)
    except UnknownLagrumError:
        statute = cited(text, law.statutes)
        if statute is None:
            raise
        return PartView(lagrum=text, title=statute.title, paragraphs=(), missing=_missing(statute))
    return PartView(
        lagrum=text, title=found[0].statute.title, paragraphs=tuple(map(_paragraf, found)), missing=""
    )


def _missing(statute: Statute) -> str:
    return statute.missing or "Välj en paragraf i listan över författningar"


def _paragraf(found: Paragraf) -> ParagrafView:
    _, source, *blocks = [block.strip() for block in lagtext(found).split("\n\n")]
    return ParagrafView(
        lagrum=found.lagrum,
        blocks=tuple(TextBlock(text=text, is_item=bool(_ITEM.match(text))) for text in blocks),
        source=source.removeprefix("> "),
    )


@lru_cache(maxsize=8)
def _entries(day: date) -> tuple[tuple[LawEntry, frozenset[str]], ...]:
    law = law_in_force()
    sentences = {kod: observation_text(kod).handlaggare for kod in law.observations}
    return tuple((entry, _places(entry.lagrum)) for entry in entries(law, day, sentences=sentences))


@lru_cache(maxsize=1024)
def _places(lagrum: str) -> frozenset[str]:
    """The paragraphs that a reference names, each as it is cited; the statute where its text is not here."""
    return frozenset(place for part in lagrum.split(";") for place in _places_of(part.strip()))


def _places_of(part: str) -> Iterator[str]:
    law = law_in_force()
    try:
        for found in paragraphs(part, law.statutes):
            yield found.lagrum
    except UnknownLagrumError:
        statute = cited(part, law.statutes)
        if statute is not None:
            yield statute.name


def _entry(found: LawEntry) -> EntryView:
    return EntryView(
        kind=_KINDS[found.kind],
        name=found.name,
        about=found.about,
        value=_value(found),
        rules=", ".join(found.rules),
        since=found.first,
        sfs=f"SFS {found.sfs}" if re.match(r"\d", found.sfs) else found.sfs,
    )


def _value(found: LawEntry) -> str:
    if found.value is None:
        return "prövas inte" if found.kind == "observation" else "inget värde den dagen"
    if found.kind == "observation":
        return _MODES.get(found.value, found.value)
    return f"{CHOICES.get(found.value, found.value)} {_UNITS.get(found.unit, found.unit)}".strip()


def _statute(statute: Statute, day: date) -> StatuteView:
    titles = law_in_force().statutes
    named = {part for entry, _ in _entries(day) for part in references(entry.lagrum)}
    return StatuteView(
        name=statute.name,
        title=statute.title,
        paragraphs=tuple(found.lagrum for found in paragraphs_of(statute)),
        cited=tuple(sorted((part for part in named if cited(part, titles) == statute), key=_natural)),
        missing=statute.missing or "",
    )


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(number or 0), word) for number, word in re.findall(r"(\d+)|(\D+)", text)]
