"""Typed pieces of a law tree; LawTextError names the entry and what is wrong."""

from collections.abc import Mapping
from datetime import date

from assistans.law.yaml_text import Node


class LawTextError(ValueError):
    """The law tree cannot be read; the message names the entry and what is wrong."""


def entry_of(
    name: str, node: Node, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> dict[str, Node]:
    """Give a mapping that has all required keys and no unknown ones."""
    entry = mapping(node, name)
    missing = [key for key in required if key not in entry]
    unknown = [key for key in entry if key not in required + optional]
    if missing or unknown:
        raise LawTextError(
            f"{name}: missing {', '.join(missing) or 'nothing'}; unknown {', '.join(unknown) or 'nothing'}"
        )
    return entry


def mapping(node: Node, name: str) -> dict[str, Node]:
    """Give keys and values."""
    if not isinstance(node, dict):
        raise LawTextError(f"{name}: expected a mapping")
    return node


def items(node: Node, name: str) -> list[Node]:
    """Give a list."""
    if not isinstance(node, list):
        raise LawTextError(f"{name}: expected a list")
    return node


def text_of(node: Node, name: str) -> str:
    """Give a text that is not empty."""
    if not isinstance(node, str) or not node:
        raise LawTextError(f"{name}: expected a text")
    return node


def maybe_text(entry: Mapping[str, Node], key: str, name: str) -> str | None:
    """Give the text of a key that may be left out."""
    return text_of(entry[key], f"{name}.{key}") if key in entry else None


def texts(node: Node, name: str) -> tuple[str, ...]:
    """Give a list of texts."""
    return tuple(text_of(rule, name) for rule in items(node, name))


def day_of(node: Node, name: str) -> date:
    """Give a day."""
    try:
        return date.fromisoformat(text_of(node, name))
    except ValueError as error:
        raise LawTextError(f"{name}: {node!r} is not a date") from error
