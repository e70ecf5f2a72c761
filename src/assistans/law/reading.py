"""Reading a law tree: a stream of YAML documents with parameters, policies, observations and free days."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import TypedDict, cast

from assistans.law.free_days import FreeDay, free_day
from assistans.law.lagrum import Lagrum
from assistans.law.observations import MODES, SCOPES, Mode, ObservationLaw, Scope
from assistans.law.parameters import Parameter, Value
from assistans.law.yaml_text import Node, read_documents
from assistans.timeline.months import Period


class LawTextError(ValueError):
    """The law tree cannot be read; the message names the entry and what is wrong."""


class Tree:
    """What a law tree holds, by name."""

    def __init__(self) -> None:
        self.parameters: dict[str, Parameter] = {}
        self.observations: dict[str, ObservationLaw] = {}
        self.free_days: dict[str, FreeDay] = {}


def read_tree(text: str) -> Tree:
    """Read a whole tree; LawTextError (or YamlTextError) when an entry is wrong or stands twice."""
    tree = Tree()
    for document in read_documents(text):
        for section, entries in _mapping(document, "the document").items():
            _read_section(tree, section, _mapping(entries, section))
    return tree


def _read_section(tree: Tree, section: str, entries: Mapping[str, Node]) -> None:
    readers: dict[str, tuple[dict[str, object], Callable[[str, Node], object]]] = {
        "parameters": (cast("dict[str, object]", tree.parameters), _parameter),
        "policies": (cast("dict[str, object]", tree.parameters), _policy),
        "observations": (cast("dict[str, object]", tree.observations), _observation),
        "free_days": (cast("dict[str, object]", tree.free_days), _free_day),
    }
    if section not in readers:
        raise LawTextError(f"{section}: unknown section; known are {', '.join(readers)}")
    store, reader = readers[section]
    for name, node in entries.items():
        if name in store:
            raise LawTextError(f"{name}: stands twice in the law tree")
        store[name] = reader(name, node)


def _parameter(name: str, node: Node) -> Parameter:
    entry = _entry(name, node, ("about", "lagrum", "rules", "unit", "values"))
    return Parameter(values=_values(name, entry["values"], _sourced), **_common(name, entry))


def _policy(name: str, node: Node) -> Parameter:
    entry = _entry(name, node, ("about", "grade", "reason", "lagrum", "rules", "unit", "values"))
    grade = _text(entry["grade"], name)
    if grade not in {"C", "I", "U"}:
        raise LawTextError(f"{name}.grade: {grade!r} is not C (certain), I (inferred) or U (unknown)")
    values = _values(name, entry["values"], _unsourced)
    return Parameter(values=values, grade=grade, reason=_text(entry["reason"], name), **_common(name, entry))


class _Common(TypedDict):
    name: str
    about: str
    lagrum: Lagrum
    rules: tuple[str, ...]
    unit: str


def _common(name: str, entry: Mapping[str, Node]) -> _Common:
    return {
        "name": name,
        "about": _text(entry["about"], name),
        "lagrum": Lagrum(_text(entry["lagrum"], name)),
        "rules": _rules(entry["rules"], name),
        "unit": _text(entry["unit"], name),
    }


def _observation(code: str, node: Node) -> ObservationLaw:
    entry = _entry(code, node, ("scope", "lagrum", "rules", "modes"))
    scope = _text(entry["scope"], code)
    if scope not in SCOPES:
        raise LawTextError(f"{code}.scope: {scope!r} is not one of {', '.join(SCOPES)}")
    return ObservationLaw(
        code=code,
        scope=cast("Scope", scope),
        lagrum=Lagrum(_text(entry["lagrum"], code)),
        rules=_rules(entry["rules"], code),
        modes=tuple(sorted(_mode(code, mode) for mode in _list(entry["modes"], code))),
    )


def _mode(code: str, node: Node) -> tuple[date, Mode]:
    entry = _entry(code, node, ("from", "mode"))
    mode = _text(entry["mode"], code)
    if mode not in MODES:
        raise LawTextError(f"{code}.modes: {mode!r} is not one of {', '.join(MODES)}")
    return _date(entry["from"], code), cast("Mode", mode)


def _free_day(name: str, node: Node) -> FreeDay:
    entry = _entry(name, node, ("rule", "from"), ("to",))
    return free_day(name=name, rule=_text(entry["rule"], name), period=_period(entry, name))


def _values(name: str, node: Node, reader: Callable[[str, Node], Value]) -> tuple[Value, ...]:
    values = sorted((reader(name, item) for item in _list(node, name)), key=lambda value: value.period.start)
    for earlier, later in pairwise(values):
        if earlier.period.overlaps(later.period):
            raise LawTextError(
                f"{name}: the values from {earlier.period.start} and {later.period.start} overlap"
            )
    return tuple(values)


def _sourced(name: str, node: Node) -> Value:
    entry = _entry(name, node, ("from", "value", "sfs", "verified", "source"), ("to",))
    return Value(
        text=_text(entry["value"], name),
        period=_period(entry, name),
        sfs=_text(entry["sfs"], name),
        source=_text(entry["source"], name),
        verified_to=_verified(_text(entry["verified"], name), name),
    )


def _unsourced(name: str, node: Node) -> Value:
    entry = _entry(name, node, ("from", "value"), ("to",))
    value = _text(entry["value"], name)
    return Value(text=value, period=_period(entry, name), sfs="", source="policy", verified_to=None)


def _verified(text: str, name: str) -> date | None:
    if text in {"true", "false"}:
        return date.max if text == "true" else None
    return _date(text, name)


def _period(entry: Mapping[str, Node], name: str) -> Period:
    return Period.inclusive(_date(entry["from"], name), _date(entry["to"], name) if "to" in entry else None)


def _entry(
    name: str, node: Node, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> dict[str, Node]:
    entry = _mapping(node, name)
    missing = [key for key in required if key not in entry]
    unknown = [key for key in entry if key not in required + optional]
    if missing or unknown:
        raise LawTextError(
            f"{name}: missing {', '.join(missing) or 'nothing'}; unknown {', '.join(unknown) or 'nothing'}"
        )
    return entry


def _mapping(node: Node, name: str) -> dict[str, Node]:
    if not isinstance(node, dict):
        raise LawTextError(f"{name}: expected a mapping")
    return node


def _list(node: Node, name: str) -> list[Node]:
    if not isinstance(node, list):
        raise LawTextError(f"{name}: expected a list")
    return node


def _text(node: Node, name: str) -> str:
    if not isinstance(node, str) or not node:
        raise LawTextError(f"{name}: expected a text")
    return node


def _rules(node: Node, name: str) -> tuple[str, ...]:
    return tuple(_text(rule, name) for rule in _list(node, name))


def _date(node: Node, name: str) -> date:
    try:
        return date.fromisoformat(_text(node, name))
    except ValueError as error:
        raise LawTextError(f"{name}: {node!r} is not a date") from error
