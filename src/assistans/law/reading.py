"""Reading a law tree: a stream of YAML documents with statutes, parameters, policies, observations and free days."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Final, TypedDict, cast

from assistans.law.free_days import FreeDay, free_day
from assistans.law.lagrum import Lagrum
from assistans.law.nodes import (
    LawTextError,
    day_of,
    entry_of,
    items,
    mapping,
    maybe_text,
    text_of,
    texts,
)
from assistans.law.observations import MODES, SCOPES, DatedMode, Mode, ObservationLaw, Scope
from assistans.law.parameters import Parameter, Value
from assistans.law.statutes import Statute, dated
from assistans.law.yaml_text import Node, read_documents
from assistans.timeline.months import Period


class Tree:
    """What a law tree holds, by name."""

    def __init__(self) -> None:
        self.statutes: dict[str, Statute] = {}
        self.parameters: dict[str, Parameter] = {}
        self.observations: dict[str, ObservationLaw] = {}
        self.free_days: dict[str, FreeDay] = {}

    def lagrum(self, node: Node, name: str) -> Lagrum:
        """Read a lagrum of an entry, cited before its statutes as they say."""
        return dated(text_of(node, name), self.statutes)


Reader = Callable[[Tree, str, Node], object]


def read_tree(text: str) -> Tree:
    """Read a whole tree; LawTextError (or YamlTextError) when an entry is wrong or stands twice."""
    tree = Tree()
    sections = [pair for doc in read_documents(text) for pair in mapping(doc, "the document").items()]
    # The statutes first: every lagrum is read against them.
    for section, entries in sorted(sections, key=lambda pair: pair[0] != "statutes"):
        _read_section(tree, section, mapping(entries, section))
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
    entry = entry_of(name, node, ("title",), ("from", "before", "folder", "missing"))
    if ("folder" in entry) == ("missing" in entry):
        raise LawTextError(f"{name}: state folder, or missing with the reason why its text is not here")
    if ("from" in entry) != ("before" in entry):
        raise LawTextError(f"{name}: from and before go together: what was cited before that day")
    folder = maybe_text(entry, "folder", name)
    if folder is not None and not _FOLDER.fullmatch(folder):
        raise LawTextError(f"{name}.folder: {folder!r} is no name of a folder, such as sfb-2010-110")
    return Statute(
        name=name,
        title=text_of(entry["title"], name),
        start=day_of(entry["from"], name) if "from" in entry else date.min,
        before=maybe_text(entry, "before", name),
        folder=folder,
        missing=maybe_text(entry, "missing", name),
    )


def _parameter(tree: Tree, name: str, node: Node) -> Parameter:
    entry = entry_of(name, node, ("about", "lagrum", "rules", "unit", "values"))
    return Parameter(values=_values(name, entry["values"], _sourced), **_common(tree, name, entry))


def _policy(tree: Tree, name: str, node: Node) -> Parameter:
    entry = entry_of(name, node, ("about", "grade", "reason", "lagrum", "rules", "unit", "values"))
    grade = text_of(entry["grade"], name)
    if grade not in {"C", "I", "U"}:
        raise LawTextError(f"{name}.grade: {grade!r} is not C (certain), I (inferred) or U (unknown)")
    values = _values(name, entry["values"], _unsourced)
    return Parameter(
        values=values, grade=grade, reason=text_of(entry["reason"], name), **_common(tree, name, entry)
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
        "about": text_of(entry["about"], name),
        "lagrum": tree.lagrum(entry["lagrum"], name),
        "rules": texts(entry["rules"], name),
        "unit": text_of(entry["unit"], name),
    }


def _observation(tree: Tree, code: str, node: Node) -> ObservationLaw:
    entry = entry_of(code, node, ("scope", "lagrum", "rules", "modes"))
    scope = text_of(entry["scope"], code)
    if scope not in SCOPES:
        raise LawTextError(f"{code}.scope: {scope!r} is not one of {', '.join(SCOPES)}")
    return ObservationLaw(
        code=code,
        scope=cast("Scope", scope),
        lagrum=tree.lagrum(entry["lagrum"], code),
        rules=texts(entry["rules"], code),
        modes=tuple(sorted(_mode(code, mode) for mode in items(entry["modes"], code))),
    )


def _mode(code: str, node: Node) -> DatedMode:
    entry = entry_of(code, node, ("from", "mode"), ("sfs", "source"))
    mode = text_of(entry["mode"], code)
    if mode not in MODES:
        raise LawTextError(f"{code}.modes: {mode!r} is not one of {', '.join(MODES)}")
    return DatedMode(
        start=day_of(entry["from"], code),
        mode=cast("Mode", mode),
        sfs=maybe_text(entry, "sfs", code) or "",
        source=maybe_text(entry, "source", code) or "",
    )


def _free_day(tree: Tree, name: str, node: Node) -> FreeDay:
    entry = entry_of(name, node, ("rule", "from", "lagrum", "sfs"), ("to",))
    return free_day(
        name=name,
        rule=text_of(entry["rule"], name),
        period=_period(entry, name),
        lagrum=tree.lagrum(entry["lagrum"], name),
        sfs=text_of(entry["sfs"], name),
    )


def _values(name: str, node: Node, reader: Callable[[str, Node], Value]) -> tuple[Value, ...]:
    values = sorted((reader(name, item) for item in items(node, name)), key=lambda value: value.period.start)
    for earlier, later in pairwise(values):
        if earlier.period.overlaps(later.period):
            raise LawTextError(
                f"{name}: the values from {earlier.period.start} and {later.period.start} overlap"
            )
    return tuple(values)


def _sourced(name: str, node: Node) -> Value:
    entry = entry_of(name, node, ("from", "value", "sfs", "verified", "source"), ("to",))
    return Value(
        text=text_of(entry["value"], name),
        period=_period(entry, name),
        sfs=text_of(entry["sfs"], name),
        source=text_of(entry["source"], name),
        verified_to=_verified(text_of(entry["verified"], name), name),
    )


def _unsourced(name: str, node: Node) -> Value:
    entry = entry_of(name, node, ("from", "value"), ("to", "sfs", "source"))
    return Value(
        text=text_of(entry["value"], name),
        period=_period(entry, name),
        sfs=maybe_text(entry, "sfs", name) or "",
        source=maybe_text(entry, "source", name) or "policy",
        verified_to=None,
    )


def _verified(text: str, name: str) -> date | None:
    if text in {"true", "false"}:
        return date.max if text == "true" else None
    return day_of(text, name)


def _period(entry: Mapping[str, Node], name: str) -> Period:
    return Period.inclusive(day_of(entry["from"], name), day_of(entry["to"], name) if "to" in entry else None)
