"""Reading a law tree: a stream of YAML documents with statutes, parameters, policies, observations and free days."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Final, TypedDict, cast

from assistans.law.free_days import FreeDay, free_day
from assistans.law.lagrum import Lagrum
from assistans.law.observations import MODES, SCOPES, DatedMode, Mode, ObservationLaw, Scope
from assistans.law.parameters import Parameter, Value
from assistans.law.statutes import Statute, dated
from assistans.law.yaml_text import Node, read_documents
from assistans.timeline.months import Period


class LawTextError(ValueError):
    """The law tree cannot be read; the message names the entry and what is wrong."""


class Tree:
    """What a law tree holds, by name."""

    def __init__(self) -> None:
        self.statutes: dict[str, Statute] = {}
        self.parameters: dict[str, Parameter] = {}
        self.observations: dict[str, ObservationLaw] = {}
        self.free_days: dict[str, FreeDay] = {}

    def lagrum(self, node: Node, name: str) -> Lagrum:
        """Read a lagrum of an entry, cited before its statutes as they say."""
        return dated(_text(node, name), self.statutes)


Reader = Callable[[Tree, str, Node], object]


def read_tree(text: str) -> Tree:
    """Read a whole tree; LawTextError (or YamlTextError) when an entry is wrong or stands twice."""
    tree = Tree()
    sections = [pair for doc in read_documents(text) for pair in _mapping(doc, "the document").items()]
    # The statutes first: every lagrum is read against them.
    for section, entries in sorted(sections, key=lambda pair: pair[0] != "statutes"):
        _read_section(tree, section, _mapping(entries, section))
    return tree


def _read_section(tree: Tree, section: str, entries: Mapping[str, Node]) -> None:
    readers: dict[str, tuple[dict[str, object], Reader]] = {
        "statutes": (cast("dict[str, object]", tree.statutes), _statute),
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
        store[name] = reader(tree, name, node)


_FOLDER: Final = re.compile(r"[a-z0-9-]+")


def _statute(_: Tree, name: str, node: Node) -> Statute:
    entry = _entry(name, node, ("title",), ("from", "before", "folder", "missing"))
    if ("folder" in entry) == ("missing" in entry):
        raise LawTextError(f"{name}: state folder, or missing with the reason why its text is not here")
    if ("from" in entry) != ("before" in entry):
        raise LawTextError(f"{name}: from and before go together: what was cited before that day")
    folder = _maybe(entry, "folder", name)
    if folder is not None and not _FOLDER.fullmatch(folder):
        raise LawTextError(f"{name}.folder: {folder!r} is no name of a folder, such as sfb-2010-110")
    return Statute(
        name=name,
        title=_text(entry["title"], name),
        start=_date(entry["from"], name) if "from" in entry else date.min,
        before=_maybe(entry, "before", name),
        folder=folder,
        missing=_maybe(entry, "missing", name),
    )


def _parameter(tree: Tree, name: str, node: Node) -> Parameter:
    entry = _entry(name, node, ("about", "lagrum", "rules", "unit", "values"))
    return Parameter(values=_values(name, entry["values"], _sourced), **_common(tree, name, entry))


def _policy(tree: Tree, name: str, node: Node) -> Parameter:
    entry = _entry(name, node, ("about", "grade", "reason", "lagrum", "rules", "unit", "values"))
    grade = _text(entry["grade"], name)
    if grade not in {"C", "I", "U"}:
        raise LawTextError(f"{name}.grade: {grade!r} is not C (certain), I (inferred) or U (unknown)")
    values = _values(name, entry["values"], _unsourced)
    return Parameter(
        values=values, grade=grade, reason=_text(entry["reason"], name), **_common(tree, name, entry)
    )


class _Common(TypedDict):
    name: str
    about: str
    lagrum: Lagrum
    rules: tuple[str, ...]
    unit: str


def _common(tree: Tree, name: str, entry: Mapping[str, Node]) -> _Common:
    return {
        "name": name,
        "about": _text(entry["about"], name),
        "lagrum": tree.lagrum(entry["lagrum"], name),
        "rules": _rules(entry["rules"], name),
        "unit": _text(entry["unit"], name),
    }


def _observation(tree: Tree, code: str, node: Node) -> ObservationLaw:
    entry = _entry(code, node, ("scope", "lagrum", "rules", "modes"))
    scope = _text(entry["scope"], code)
    if scope not in SCOPES:
        raise LawTextError(f"{code}.scope: {scope!r} is not one of {', '.join(SCOPES)}")
    return ObservationLaw(
        code=code,
        scope=cast("Scope", scope),
        lagrum=tree.lagrum(entry["lagrum"], code),
        rules=_rules(entry["rules"], code),
        modes=tuple(sorted(_mode(code, mode) for mode in _list(entry["modes"], code))),
    )


def _mode(code: str, node: Node) -> DatedMode:
    entry = _entry(code, node, ("from", "mode"), ("sfs", "source"))
    mode = _text(entry["mode"], code)
    if mode not in MODES:
        raise LawTextError(f"{code}.modes: {mode!r} is not one of {', '.join(MODES)}")
    return DatedMode(
        start=_date(entry["from"], code),
        mode=cast("Mode", mode),
        sfs=_maybe(entry, "sfs", code) or "",
        source=_maybe(entry, "source", code) or "",
    )


def _free_day(tree: Tree, name: str, node: Node) -> FreeDay:
    entry = _entry(name, node, ("rule", "from", "lagrum", "sfs"), ("to",))
    return free_day(
        name=name,
        rule=_text(entry["rule"], name),
        period=_period(entry, name),
        lagrum=tree.lagrum(entry["lagrum"], name),
        sfs=_text(entry["sfs"], name),
    )


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
    entry = _entry(name, node, ("from", "value"), ("to", "sfs", "source"))
    return Value(
        text=_text(entry["value"], name),
        period=_period(entry, name),
        sfs=_maybe(entry, "sfs", name) or "",
        source=_maybe(entry, "source", name) or "policy",
        verified_to=None,
    )


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


def _maybe(entry: Mapping[str, Node], key: str, name: str) -> str | None:
    return _text(entry[key], f"{name}.{key}") if key in entry else None


def _rules(node: Node, name: str) -> tuple[str, ...]:
    return tuple(_text(rule, name) for rule in _list(node, name))


def _date(node: Node, name: str) -> date:
    try:
        return date.fromisoformat(_text(node, name))
    except ValueError as error:
        raise LawTextError(f"{name}: {node!r} is not a date") from error
