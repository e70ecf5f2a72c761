"""A month's calculation as a text that a handläggare shows the person: what was reported, decided, paid, and what waits."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from assistans.assessment.texter import Malgrupp, remedy, sentence
from assistans.assessment.words import (
    day_text,
    hours_text,
    kronor_text,
    listed,
    month_text,
    say,
    sentence_case,
)
from assistans.facts import SLAG, Tid
from assistans.timeline.months import Month
from assistans.timeline.quantities import Ore, parse_duration

OUTCOMES: Final[Mapping[str, str]] = {
    "beviljat": "beviljat",
    "delvis": "delvis beviljat",
    "vantar": "väntar",
    "avslag": "avslag",
    "noll": "inget är redovisat",
}
SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "Redovisat": (
        "redovisad",
        "klockandring",
        "rad_utan_langd",
        "rakning",
        "redovisningsdag",
        "komplettering",
    ),
    "Prövat": (
        "alder",
        "anmalan",
        "arbetstid",
        "dodsfall",
        "dubbelassistans",
        "institution",
        "retroaktiv",
        "sjukhus",
        "stallningstagande",
        "tagen",
        "tillstand",
    ),
    "Assistanstid": ("omrakning", "beviljad_tid"),
    "Belopp": ("utbetalningsform", "belopp", "hogre_timbelopp", "kostnader_manad", "betalningsdag"),
    "Kommunens del": ("kommunvecka", "kommunens_del"),
}
"""Which rows of the trace stand under which heading, by how their keys begin."""

_WORD: Final = r"(?<![\w-])(?:{})(?![\w-])"
_VERSION_DIGITS: Final = 12


def calculation(
    data: Mapping[str, Any],
    *,
    malgrupp: Malgrupp = "handlaggare",
    namn: str = "",
    names: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Give a month's assessment (the data of `to_data`, fresh or stored) as lines of Swedish, for an audience.

    `namn` is the person's name; `names` give assistants and anordnare their names by the keys that the data has.
    """
    for line in _lines(data, malgrupp, namn):
        yield with_names(line, names or {})


def section_of(nyckel: str) -> str:
    """Give the heading that a row of the trace stands under; empty for a row that is no month's."""
    for heading, beginnings in SECTIONS.items():
        if nyckel.startswith(beginnings):
            return heading
    return ""


def _lines(data: Mapping[str, Any], malgrupp: Malgrupp, namn: str) -> Iterator[str]:
    yield from _head(data, namn)
    for heading in SECTIONS:
        rows = [row for row in data["rader"] if section_of(row["nyckel"]) == heading]
        if rows:
            yield from ("", heading)
            yield from (f"  {row['text']} [{rests_on(row, malgrupp)}]" for row in rows)
    yield from _payments(data)
    yield from to_do(data, malgrupp)
    yield from ground(data, malgrupp)


def _head(data: Mapping[str, Any], namn: str) -> Iterator[str]:
    month = Month.parse(data["month"])
    yield f"Uträkning av assistansersättning för {month_text(month)}"
    if namn:
        yield f"Gäller: {namn}"
    yield f"Bedömd den {_day(data['assessed_on'])}: {OUTCOMES[data['utfall']]}"
    told = {"godkand": "Godkänt", "vantar": "Väntar", "stoppad": "Ersätts inte"}
    yield f"Redovisat: {_time(data['redovisad'])}"
    yield from (f"{word}: {_time(data[key])}" for key, word in told.items() if _tid(data[key]).minuter)


def _payments(data: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "Att betala")
    for payment in data["utbetalningar"]:
        mottagare = say(payment["mottagare"], key="mottagare")
        yield f"  {_kronor(payment['belopp'])} till {mottagare} den {_day(payment['dag'])}"
    if "anvant_belopp" in data:
        yield f"  Månadens tid är värd {_kronor(data['anvant_belopp'])}, som räknas av mot det som betalats i förskott"
    yield f"  Tillsammans {_kronor(data['belopp'])}"


def to_do(data: Mapping[str, Any], malgrupp: Malgrupp) -> Iterator[str]:
    """Give what was seen, what to do about it and by when; nothing when nothing was."""
    if data["iakttagelsedetaljer"]:
        yield from ("", "Iakttagelser och vad som ska göras")
    for seen in data["iakttagelsedetaljer"]:
        taken = f" ({hours_text(seen['minuter'])})" if seen["minuter"] else ""
        yield f"  {seen['kod']}{taken}: {sentence(seen['kod'], malgrupp)} [{seen['lagrum']}]"
        yield f"    {_remedy(seen, malgrupp)}"


def _remedy(seen: Mapping[str, Any], malgrupp: Malgrupp) -> str:
    text = remedy(seen["kod"], malgrupp)
    if seen["lage"] == "stopp":
        return f"{text} {seen['forval']}"
    if seen["lage"] != "vanta" or seen["dag"] is None:
        return text
    return f"{text} Senast den {_day(seen['dag'])}. Annars: {seen['forval'][:1].lower()}{seen['forval'][1:]}"


def ground(data: Mapping[str, Any], malgrupp: Malgrupp) -> Iterator[str]:
    """Give the law's version, and to a handläggare the policies used."""
    yield from ("", "Lag")
    yield f"  Räknat med lagversion {data['lag'][:_VERSION_DIGITS]}."
    policies = sorted({row["policy"] for row in data["rader"] if "policy" in row})
    if policies and malgrupp == "handlaggare":
        yield f"  Där lagen lämnar utrymme: {listed(policies)} (se assistans law)."


def rests_on(row: Mapping[str, Any], malgrupp: Malgrupp) -> str:
    """Give what a row of the trace rests on: its lagrum, and to a handläggare rules and policy."""
    if malgrupp != "handlaggare":
        return str(row["lagrum"])
    policy = f"; policy {row['policy']}" if "policy" in row else ""
    return f"{row['lagrum']}; {', '.join(row['regler'])}{policy}"


def with_names(line: str, names: Mapping[str, str]) -> str:
    """Put names in the place of assistants' and anordnare's keys in a line of Swedish."""
    if not names:
        return line
    # A key that begins a sentence has been given a capital letter there.
    named = {sentence_case(key): name for key, name in names.items()} | dict(names)
    keys = "|".join(map(re.escape, named))
    said = sentence_case(re.sub(_WORD.format(keys), lambda found: named[found[0]], line))
    return (
        said.removesuffix(".") if said.endswith("..") else said
    )  # "Egen Kraft ek. för." ends a sentence by itself


def _tid(shown: Mapping[str, str]) -> Tid:
    return Tid(*(parse_duration(shown[slag]) for slag in SLAG))


def _time(shown: Mapping[str, str]) -> str:
    return say(_tid(shown))


def _day(shown: str) -> str:
    return day_text(date.fromisoformat(shown))


def _kronor(shown: str) -> str:
    return kronor_text(Ore.parse(shown))
