"""The one table of sentences: each observation code by audience, and each row of the trace."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final, Literal, NamedTuple

from assistans.law import Node, read_yaml

Malgrupp = Literal["handlaggare", "anordnare", "person"]
AUDIENCES: Final[tuple[Malgrupp, ...]] = ("handlaggare", "anordnare", "person")


NOBODY = "ingen"
NO_REMEDY = "Ingen."
_ACTS: Mapping[Malgrupp, frozenset[str]] = {
    "handlaggare": frozenset({"handläggare", "regelförvaltare"}),
    "anordnare": frozenset({"anordnare", "den"}),
    "person": frozenset({"person", "den"}),
}
_DEFINITE = {
    "anordnare": "anordnaren",
    "handläggare": "handläggaren",
    "person": "personen",
    "person och anordnare": "personen eller anordnaren",
    "regelförvaltare": "regelförvaltaren",
}


class MissingTextError(LookupError):
    """A code or trace key has no sentence: add it to assessment/texts."""


class ObservationText(NamedTuple):
    """A code's sentences by audience, the reason as a clause, who acts, the remedy and the default outcome (`forval`).

    `skal` follows the word "eftersom". `vem` names who acts, `atgard` what she does.
    """

    handlaggare: str
    anordnare: str
    person: str
    skal: str
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


def because(kod: str) -> str:
    """Give a code's reason as a Swedish clause that follows "eftersom"."""
    return observation_text(kod).skal


def remedy(kod: str, malgrupp: Malgrupp) -> str:
    """Give the one sentence that tells an audience what to do, or who else does it."""
    text = observation_text(kod)
    if text.atgard == NO_REMEDY:
        return "Ingen åtgärd behövs."
    if text.vem == NOBODY or any(word in _ACTS[malgrupp] for word in text.vem.split()):
        return text.atgard
    who = _DEFINITE.get(text.vem, text.vem)
    return f"{who[:1].upper()}{who[1:]} ska agera: {text.atgard[:1].lower()}{text.atgard[1:]}"


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
