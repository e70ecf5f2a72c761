"""The one table of sentences: each observation code by audience, and each row of the trace."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from assistans.law import Node, read_yaml

Malgrupp = Literal["handlaggare", "anordnare", "person"]


class MissingTextError(LookupError):
    """A code or trace key has no sentence: add it to assessment/texts."""


class ObservationText(NamedTuple):
    """A code's sentences by audience, who acts (`vem`), the remedy (`atgard`) and the default outcome (`forval`)."""

    handlaggare: str
    anordnare: str
    person: str
    vem: str
    atgard: str
    forval: str


def observation_text(kod: str) -> ObservationText:
    """Give the sentences of a code; MissingTextError if it has none."""
    try:
        return _observations()[kod]
    except KeyError as error:
        raise MissingTextError(f"{kod} has no sentences: add it to texts/iakttagelser.yaml") from error


def sentence(kod: str, malgrupp: Malgrupp) -> str:
    """Give the one sentence that tells an audience what a code means."""
    return str(getattr(observation_text(kod), malgrupp))


def trace_text(nyckel: str) -> str:
    """Give the template of a trace row; MissingTextError if it has none."""
    try:
        return _trace()[nyckel]
    except KeyError as error:
        raise MissingTextError(f"{nyckel} has no sentence: add it to texts/spar.yaml") from error


@cache
def _observations() -> Mapping[str, ObservationText]:
    return {kod: ObservationText(**_texts(entry)) for kod, entry in _read("iakttagelser.yaml").items()}


@cache
def _trace() -> Mapping[str, str]:
    return _texts(_read("spar.yaml"))


def _read(name: str) -> dict[str, Node]:
    text = (resources.files("assistans.assessment") / "texts" / name).read_text(encoding="utf-8")
    node = read_yaml(text)
    if not isinstance(node, dict):
        raise MissingTextError(f"{name} is no table of texts")
    return node


def _texts(node: Node) -> dict[str, str]:
    if not isinstance(node, dict):
        raise MissingTextError("a text entry must be a mapping")
    return {key: value for key, value in node.items() if isinstance(value, str)}
