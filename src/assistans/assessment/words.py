"""Values in words: `show` as machines read them (H:MM, 1477.00, ISO days), `say` as Swedes write them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from assistans.assessment.texter import because
from assistans.facts import SLAG, Rad, Tid
from assistans.facts.tid import clock_text
from assistans.timeline.months import Month
from assistans.timeline.quantities import Ore, duration_text

UNITS: Final[Mapping[str, str]] = {
    "arbetat": "minuter",
    "avvikelse": "öre",
    "belopp": "öre",
    "beslutat": "öre",
    "beslutat_timbelopp": "öre per timme",
    "betalt": "öre",
    "gransbelopp": "öre",
    "hogsta_timbelopp": "öre per timme",
    "kommunminuter": "minuter",
    "kostnader": "öre",
    "kvar": "minuter",
    "minuter": "minuter",
    "periodtak": "öre",
    "timbelopp": "öre per timme",
    "varde": "öre",
}
"""The unit of a trace row's inputs, where the number alone does not say it."""

MONTHS: Final = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
KINDS: Final[Mapping[str, str]] = {"aktiv": "aktiv tid", "vantetid": "väntetid", "beredskap": "beredskap"}
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "anordnare": {"egen": "personen själv"},
    "mottagare": {"person": "personen"},
    "slag": KINDS,
    "regim": {
        "arbetstidslagen": "arbetstidslagen",
        "hushallsarbete": "lagen om arbetstid i husligt arbete",
        "kollektivavtal": "kollektivavtalet",
    },
}
_HUNDREDTHS: Final = 100
_HOUR: Final = 60


def show(value: object, unit: str = "") -> str:
    """Print one value for machines by its unit (`minuter`, `öre`, `öre per timme`) or, without one, by its type."""
    kind = type(value)
    by_unit = _MACHINE.get(unit) if kind in _NUMBERS else None
    shown = by_unit or _SHOWN.get(kind, str)
    return shown(value)


def say(value: object, unit: str = "", *, key: str = "") -> str:
    """Print one value in Swedish by the trace row's `key` that it stands under, its unit, or its type."""
    kind = type(value)
    if key in _SAID:
        return _SAID[key](value)
    by_unit = _SWEDISH.get(unit) if kind in _NUMBERS else None
    said = by_unit or _BY_TYPE.get(kind)
    if said is not None:
        return said(value)
    shown = show(value)
    return _WORDS[key].get(shown, shown) if key in _WORDS else shown


@lru_cache(maxsize=4096)
def day_text(day: date) -> str:
    """Print a day: `20 november 2018`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_text(month: Month) -> str:
    """Print a month: `oktober 2018`."""
    return f"{MONTHS[month.month - 1]} {month.year}"


@lru_cache(maxsize=16384)
def hours_text(minutes: "Fraction | int") -> str:
    """Print minutes: `12 h 30 min`, `2 600 h`, `45 min`; parts of a minute as an exact fraction, `33 3/4 min`."""
    hours, rest = divmod(int(minutes) if minutes.denominator == 1 else minutes, _HOUR)
    shown = f"{_spaced(int(hours))} h" if hours else ""
    if rest or not hours:
        return f"{shown} {_mixed(Fraction(rest))} min".lstrip()
    return shown


def kronor_text(ore: int) -> str:
    """Print öre as kronor: `1 477,00 kr`."""
    whole, rest = divmod(abs(ore), _HUNDREDTHS)
    return f"{'−' if ore < 0 else ''}{_spaced(whole)},{rest:02d} kr"


def row_text(rad: Rad, month: Month | None = None) -> str:
    """Print a row as written: `den 28 oktober kl. 02.30–06.00 (aktiv tid)`, or without its month."""
    name = "" if month is None else f" {MONTHS[month.month - 1]}"
    return f"den {rad.dag}{name} kl. {clock_text(rad.fran)}–{clock_text(rad.till)} ({KINDS[rad.slag]})"


def number_of_rows(value: int) -> str:
    """Print a number of rows: `1 rad`, `12 rader`."""
    return f"{value} {'rad' if value == 1 else 'rader'}"


def sentence_case(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str]) -> str:
    """Join as Swedes list: `a, b och c`; nothing at all for no parts."""
    *first, last = parts or ("",)
    return f"{', '.join(first)} och {last}" if first else last


def _kinds_by_name(tid: Tid) -> str:
    parts = [f"{slag} {duration_text(minutes)}" for slag, minutes in zip(SLAG, tid, strict=True) if minutes]
    return ", ".join(parts) or "0:00"


def _kinds(tid: Tid) -> str:
    parts = [
        f"{hours_text(minutes)} {KINDS[slag]}" for slag, minutes in zip(SLAG, tid, strict=True) if minutes
    ]
    return listed(parts) if parts else "0 min"


def _mixed(minutes: Fraction) -> str:
    whole, rest = divmod(minutes, 1)
    return str(whole) if not rest else f"{whole} {rest}" if whole else str(rest)


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _minutes(value: "Fraction | int") -> str:
    return duration_text(int(value)) if value.denominator == 1 else str(value)


def _kronor(value: "Fraction | int") -> str:
    return Ore(int(value)).kronor()


def _rate(value: "Fraction | int") -> str:
    # The cap is an exact product with parts of an öre: 330.848.
    hundredths = value * _HUNDREDTHS
    if hundredths.denominator != 1:
        return f"{value} öre"
    whole, parts = divmod(int(hundredths), _HUNDREDTHS * _HUNDREDTHS)
    digits = f"{parts:04d}"
    return f"{whole}.{digits[:2]}{digits[2:].rstrip('0')}"


def _rate_text(value: "Fraction | int") -> str:
    shown = _rate(value)
    if shown.endswith("öre"):
        return shown
    whole, _, rest = shown.partition(".")
    return f"{_spaced(int(whole))},{rest} kr"


def _week(value: object) -> str:
    year, _, number = str(value).partition("-W")
    return f"vecka {int(number)} {year}"


def _kommun(value: object) -> str:
    return "kommunen" if value is None else f"kommun {value}"


_NUMBERS: Final = frozenset({int, Fraction, Ore})
_MACHINE: Final[Mapping[str, Callable[[Any], str]]] = {
    "minuter": _minutes,
    "öre": _kronor,
    "öre per timme": _rate,
}
_SWEDISH: Final[Mapping[str, Callable[[Any], str]]] = {
    "minuter": hours_text,
    "omräknade minuter": hours_text,
    "öre": lambda value: kronor_text(int(value)),
    "öre per timme": _rate_text,
}
_SAID: Final[Mapping[str, Callable[[Any], str]]] = {
    "kod": because,
    "koder": lambda koder: listed(tuple(map(because, koder))),
    "kommun": _kommun,
    "rad": lambda rad: row_text(Rad.parse(rad)),
    "rader": number_of_rows,
    "vecka": _week,
}
_BY_TYPE: Final[Mapping[type, Callable[[Any], str]]] = {
    Tid: _kinds,
    Month: month_text,
    date: day_text,
    Fraction: hours_text,
    Ore: kronor_text,
}
_SHOWN: Final[Mapping[type, Callable[[Any], str]]] = {
    Tid: _kinds_by_name,
    bool: lambda value: "ja" if value else "nej",
    Ore: Ore.kronor,
    tuple: lambda parts: ", ".join(map(str, parts)) or "inga",
    type(None): lambda _: "inte angiven",
}
