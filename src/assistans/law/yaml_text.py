"""Strict YAML: every scalar is text, and nothing surprising gets in.

`safe_load` reads `5:00` as 300 and `no` as False; here the schema of the reader decides the type instead.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

import yaml

Node: TypeAlias = "str | list[Node] | dict[str, Node]"

MAX_CHARACTERS: Final = 4_000_000
MAX_VALUES: Final = 500_000
MAX_DEPTH: Final = 40
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlTextError(ValueError):
    """The text is not YAML of the strict kind; the message says what and on which line."""


def read_file(path: Path) -> str:
    """Read a file's UTF-8 text, never more of it than just too much: what is too long is refused when it is read as YAML."""
    with path.open(encoding="utf-8") as file:
        return file.read(MAX_CHARACTERS + 1)


def read_yaml(text: str) -> Node:
    """Read exactly one document as text, lists and mappings; YamlTextError otherwise."""
    documents = list(read_documents(text))
    if len(documents) != 1:
        raise YamlTextError(f"expected one YAML document, found {len(documents)}")
    return documents[0]


def read_documents(text: str) -> Iterator[Node]:
    """Read a stream of documents; aliases, anchors, tags, duplicate keys, depth and size are refused."""
    if len(text) > MAX_CHARACTERS:
        raise YamlTextError(
            f"the text is longer than {MAX_CHARACTERS} characters, and no more is read; make it shorter"
        )
    try:
        events = _bounded(yaml.parse(text, Loader=_LOADER))
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                yield _node(next(events), events, MAX_DEPTH)
    except yaml.YAMLError as error:
        raise YamlTextError(_plain(error)) from error


def _bounded(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    for count, event in enumerate(events):
        if count > MAX_VALUES:
            raise YamlTextError(f"the text holds more than {MAX_VALUES} values, and no more are read")
        yield event


def _plain(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"not valid YAML: {problem}" + (f" (line {mark.line + 1})" if mark else "")


def _node(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
    _refuse_surprises(event, depth)
    if isinstance(event, yaml.ScalarEvent):
        return str(event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(events, depth - 1)
    return _mapping(events, depth - 1)


def _refuse_surprises(event: yaml.Event, depth: int) -> None:
    line = _line(event)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
        raise YamlTextError(f"aliases and anchors are not allowed (line {line})")
    if getattr(event, "tag", None) is not None:
        raise YamlTextError(f"tags are not allowed (line {line})")
    if depth <= 0:
        raise YamlTextError(f"nested deeper than {MAX_DEPTH} levels (line {line})")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _sequence(events: Iterator[yaml.Event], depth: int) -> list[Node]:
    items: list[Node] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_node(event, events, depth))
    return items


def _mapping(events: Iterator[yaml.Event], depth: int) -> dict[str, Node]:
    items: dict[str, Node] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _key(event)
        if key in items:
            raise YamlTextError(f"the key {key!r} stands twice (line {_line(event)})")
        items[key] = _node(next(events), events, depth)
    return items


def _key(event: yaml.Event) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        raise YamlTextError(f"a key must be plain text (line {_line(event)})")
    _refuse_surprises(event, 1)
    return str(event.value)
