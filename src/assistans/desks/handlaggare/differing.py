"""What an assessment would make of a month now beside what a decision says, in words: a line for each thing that differs.

What differs comes as data, before and now by the assessment's keys (`assessment.omrakning.differences`).
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from assistans.assessment.words import KINDS, sentence_case
from assistans.desks.components.words import duration, kronor
from assistans.desks.handlaggare.held import named
from assistans.facts import SLAG
from assistans.timeline.quantities import parse_duration

FATES: Final = {"redovisad": "redovisad", "godkand": "godkänd", "vantar": "väntar", "stoppad": "ersätts inte"}
AMOUNTS: Final = {"belopp": "Månadens ersättning", "anvant_belopp": "Belopp per timme"}
CONVERTED: Final = "assistanstid_min"
NONE: Final = "inget"


def differing(nycklar: Mapping[str, list[Any]], names: Mapping[str, str]) -> list[str]:
    """Tell what differs, time first and then money; `names` are those of anordnare by organisationsnummer."""
    return [line for key, (before, now) in nycklar.items() for line in _lines(key, before, now, names)]


def _lines(key: str, before: Any, now: Any, names: Mapping[str, str]) -> Iterator[str]:
    if key in FATES:
        yield from _times(FATES[key], before, now)
    elif key == CONVERTED:
        yield _line("Godkänd assistanstid", _converted(before), _converted(now))
    elif key in AMOUNTS:
        yield _line(AMOUNTS[key], _amount(before), _amount(now))
    elif key == "utbetalningar":
        yield from _payments(before, now, names)
    elif key == "kommun":
        yield from _shares(before, now)
    else:  # what could not be made again is said in whole sentences
        yield _line(sentence_case(key), before, now)


def _line(what: str, before: str, now: str) -> str:
    return f"{what}: {before} i beslutet, {now} nu"


def _times(fate: str, before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for slag in SLAG:
        if before[slag] != now[slag]:
            times = (duration(parse_duration(each[slag])) for each in (before, now))
            yield _line(f"{sentence_case(KINDS[slag])} som {_being(fate)}", *times)


def _being(fate: str) -> str:
    return fate if fate in {"väntar", "ersätts inte"} else f"är {fate}"


def _converted(minutes: str) -> str:
    return duration(Fraction(minutes))


def _amount(text: str | None) -> str:
    return NONE if text is None else kronor(int(text.replace(".", "")))


def _payments(before: Any, now: Any, names: Mapping[str, str]) -> Iterator[str]:
    """The payments to each, in the order of the payees; several to the same are told together."""
    was, will = (_by_payee(rows) for rows in (before, now))
    for payee in sorted(was | will):
        if was.get(payee) != will.get(payee):
            to = "personen" if payee == "person" else named(names, payee)
            yield _line(f"Betalas till {to}", was.get(payee, NONE), will.get(payee, NONE))


def _by_payee(rows: list[list[str]]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for payee, amount in rows:
        found.setdefault(payee, []).append(_amount(amount))
    return {payee: " och ".join(amounts) for payee, amounts in found.items()}


def _shares(before: Any, now: Any) -> Iterator[str]:
    was, will = (_by_kommun(parts) for parts in (before, now))
    for kommun in sorted(was | will):
        if was.get(kommun) != will.get(kommun):
            whose = f" ({kommun})" if kommun else ""
            yield _line(f"Kommunens del{whose}", was.get(kommun, NONE), will.get(kommun, NONE))


def _by_kommun(parts: Any) -> dict[str, str]:
    rows = parts if isinstance(parts, list) else [parts] if parts else []
    return {
        row.get("kommun") or "": f"{_converted(row[CONVERTED])}, {_amount(row['belopp'])}" for row in rows
    }
