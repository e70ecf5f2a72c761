"""A settlement's calculation as a text that a handläggare shows the person: what it comes to, how, and what to do."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from assistans.assessment.texter import Malgrupp
from assistans.assessment.utrakning import ground, rests_on, to_do
from assistans.assessment.words import day_text, kronor_text, month_text
from assistans.timeline.months import Month
from assistans.timeline.quantities import Ore

_HEADINGS: Final[Mapping[str, str]] = {
    "avrakning": "Avräkning av assistansersättning",
    "slutavrakning": "Slutavräkning av assistansersättning",
    "avstamning": "Avstämning av assistansersättning med högre timbelopp",
}
_AMOUNTS: Final[Mapping[str, str]] = {
    "utbetalt": "Redan betalt",
    "varde": "Värdet av den använda tiden",
    "anvant_belopp": "Använt",
    "tak": "Högsta möjliga ersättning för perioden",
    "snittbelopp": "Ersättning per timme i genomsnitt",
}
_MOVES: Final[Mapping[str, str]] = {
    "tillgodo": "Att betala ut",
    "att_betala": "Att betala ut",
    "aterbetalas": "Att betala tillbaka",
    "tillagg": "Att betala ut",
    "minskning": "Att dra av",
}


def settlement_calculation(
    data: Mapping[str, Any], *, malgrupp: Malgrupp = "handlaggare", namn: str = ""
) -> Iterator[str]:
    """Give a settlement (the data of `settlement_data`, fresh or stored) as lines of Swedish, for an audience.

    `namn` is the person's name.
    """
    yield f"{_HEADINGS[data['kind']]} för {_about(data)}"
    if namn:
        yield f"Gäller: {namn}"
    yield from _amounts(data)
    yield from ("", "Uträkning")
    yield from (f"  {row['text']} [{rests_on(row, malgrupp)}]" for row in data["rader"])
    yield from ("", "Resultat", *_moves(data))
    yield from to_do(data, malgrupp)
    yield from ground(data, malgrupp)


def _amounts(data: Mapping[str, Any]) -> Iterator[str]:
    # Where nothing is settled, what has been used is not known yet.
    known = {key: word for key, word in _AMOUNTS.items() if "dag" in data or key == "utbetalt"}
    yield from (f"{word}: {_kronor(data[key])}" for key, word in known.items() if key in data)


def _about(data: Mapping[str, Any]) -> str:
    if "month" in data:
        return month_text(Month.parse(data["month"]))
    period = data["beviljandeperiod"]
    return f"{_day(period['from'])}–{_day(period['to'])}"


def _moves(data: Mapping[str, Any]) -> Iterator[str]:
    amounts = dict(data) | ({data["atgard"]: data["belopp"]} if "atgard" in data else {})
    moved = {key: amounts[key] for key in _MOVES if Ore.parse(amounts.get(key, "0.00"))}
    if not moved:
        yield "  Inget att betala ut eller tillbaka" + (" nu" if "dag" not in data else "")
    for key, belopp in moved.items():
        yield f"  {_MOVES[key]}: {_kronor(belopp)} den {_day(data['dag'])}"
    if "kommun" in data:
        yield f"  Kommunens del: {_kronor(data['kommun'])}"


def _day(shown: str) -> str:
    return day_text(date.fromisoformat(shown))


def _kronor(shown: str) -> str:
    return kronor_text(Ore.parse(shown))
