"""What a case file expects, typed by schema, and how it is compared: as a subset."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from assistans.facts import SLAG, plain
from assistans.facts.plain import Fields, Read, join, one_of
from assistans.timeline.quantities import Ore, duration_text, minutes_text


class Difference(NamedTuple):
    """One difference: where, what was expected, what came out."""

    path: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.path}: expected {self.expected}, got {self.got}"


class Expected:
    """The `expect` of a case, read by the schema of its kind; CaseError when it does not fit."""

    def __init__(self, kind: str, node: Any) -> None:
        self.values = _SCHEMAS[kind](node, "expect")


def compare(expected: Expected, answer: Mapping[str, Any]) -> list[Difference]:
    """Give a line for each difference: mappings are compared as subsets, lists must be equal in length."""
    found: list[Difference] = []
    for key, value in expected.values.items():
        if key == "iakttagelser_med":
            missing = [kod for kod in value if kod not in answer["iakttagelser"]]
            found += [Difference(key, kod, ", ".join(answer["iakttagelser"]) or "none") for kod in missing]
        else:
            _differ(key, value, _got(key, value, answer), found)
    return found


def _got(key: str, expected: Any, answer: Mapping[str, Any]) -> Any:
    # A code that took no time is not among those that did; it took 0:00.
    got = answer.get(key)
    return dict.fromkeys(expected, "0:00") | got if key == "per_kod" and got is not None else got


def _differ(path: str, expected: Any, got: Any, found: list[Difference]) -> None:
    if isinstance(expected, dict) and isinstance(got, Mapping):
        for key, value in expected.items():
            _differ(join(path, key), value, got.get(key), found)
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        for place, (wanted, value) in enumerate(zip(expected, got, strict=True)):
            _differ(f"{path}[{place}]", wanted, value, found)
    elif expected != got:
        found.append(Difference(path, _shown(expected), _shown(got)))


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_shown, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_shown(part)}" for key, part in value.items()) + "}"
    return "nothing" if value is None else str(value)


def _as_text(read: Read[Any], show: Any) -> Read[str]:
    def read_text(node: Any, path: str) -> str:
        return str(show(read(node, path)))

    return read_text


def _mapping(keys: Mapping[str, Read[Any]]) -> Read[dict[str, Any]]:
    def read(node: Any, path: str) -> dict[str, Any]:
        fields = Fields(node, path, optional=tuple(keys))
        return {key: fields.need(key, reader) for key, reader in keys.items() if key in fields}

    return read


def _list(read: Read[Any]) -> Read[list[Any]]:
    return lambda node, path: list(plain.list_of(read)(node, path))


def _sorted(node: Any, path: str) -> list[str]:
    return sorted(plain.list_of(plain.text)(node, path))


def _kommun(node: Any, path: str) -> Any:
    return (_list(_KOMMUN) if isinstance(node, list | tuple) else _KOMMUN)(node, path)


def _hours(node: Any, path: str) -> str:
    written = plain.text(node, path)
    return duration_text(int(written) * 60) if written.isdigit() else _DURATION(node, path)


_DURATION: Final = _as_text(plain.duration, duration_text)
_MONEY: Final = _as_text(plain.money, Ore.kronor)
_UNITS: Final = _as_text(plain.units, minutes_text)
_DAY: Final = _as_text(plain.day, date.isoformat)
_TID: Final[dict[str, Read[Any]]] = dict.fromkeys(SLAG, _DURATION)
_KOMMUN: Final = _mapping({"kommun": plain.kommun, "assistanstid_min": _UNITS, "belopp": _MONEY})

_OBSERVED: Final[dict[str, Read[Any]]] = {"iakttagelser": _sorted, "iakttagelser_med": _sorted}

_SCHEMAS: Final[Mapping[str, Read[dict[str, Any]]]] = {
    "manad": _mapping(
        {
            "redovisad": _mapping(_TID),
            "godkand": _mapping(_TID),
            "assistanstid_min": _UNITS,
            "belopp": _MONEY,
            "anvant_belopp": _MONEY,
            "utbetalningar": _list(_mapping({"mottagare": plain.text, "belopp": _MONEY, "dag": _DAY})),
            "vantar": _mapping(_TID | {"assistanstid_min": _UNITS}),
            "stoppad": _mapping(_TID),
            "per_kod": plain.map_of(_DURATION),
            "kommun": _kommun,
            "utfall": one_of("beviljat", "delvis", "vantar", "avslag", "noll"),
            **_OBSERVED,
        }
    ),
    "avrakning": _mapping(
        {
            "atgard": one_of("ingen", "tillagg", "minskning"),
            "belopp": _MONEY,
            "dag": _DAY,
            "sista_dag": _DAY,
            **_OBSERVED,
        }
    ),
    "slutavrakning": _mapping(
        {
            **dict.fromkeys(("utbetalt", "anvant_belopp", "aterbetalas", "tillgodo"), _MONEY),
            "dag": _DAY,
            "sista_dag": _DAY,
            **_OBSERVED,
        }
    ),
    "avstamning": _mapping(
        {
            **dict.fromkeys(("att_betala", "snittbelopp", "tak", "kommun"), _MONEY),
            "dag": _DAY,
            **_OBSERVED,
        }
    ),
    "kalender": _mapping({"sista_dag": _DAY, "utbetalningsdagar": _list(_DAY), "utbetalningsdag": _DAY}),
    "timbelopp": _mapping({"schablon": _MONEY, "hogsta": _MONEY, "verifierad": plain.truth, "nytt": _MONEY}),
    "berakningsperiod": _mapping({"perioder": _list(_mapping({"from": _DAY, "to": _DAY, "grans": _hours}))}),
}
